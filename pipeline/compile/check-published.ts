import { meanHundredths, tenths } from '../records/index.ts';
import { fromCounts } from '../scorer/index.ts';
import type { Published } from './published.ts';
import { byId, fault, mustKnow, type Placed } from './sources.ts';

/** How much was checked, for reports. */
export interface PublishedChecks {
  scores: number;
  averages: number;
  disagreements: number;
}

/** The run that a published row belongs to. */
export const publishedRunId = ({ model_id, probe_set }: { model_id: string; probe_set: string }): string =>
  `${model_id}.${probe_set.toLowerCase()}`;

/**
 * Holds the published tables against each other: ids known and not doubled, every score equal to what its counts give,
 * every stated average equal to the mean of its rows (to rounding) unless listed as a known disagreement, every run
 * complete.
 * @throws InputError naming the first row that does not add up
 */
export function checkPublished(published: Published): PublishedChecks {
  const models = byId(published.models, ({ model_id }) => model_id);
  const probes = byId(published.probes, ({ probe_id }) => probe_id);
  const runs = byId(published.runs, ({ run_id }) => run_id);
  byId(published.kernels, ({ kernel_id }) => kernel_id);
  byId(published.claims, ({ claim_id }) => claim_id);

  for (const row of published.models) {
    const { base_model_id } = row.value;
    if (base_model_id !== null) mustKnow(row, 'base model', base_model_id, models, 'models.csv');
  }
  for (const row of [...published.runs, ...published.p100, ...published.disagreements])
    mustKnow(row, 'model', row.value.model_id, models, 'models.csv');
  for (const row of published.runs) {
    const due = publishedRunId(row.value);
    if (row.value.run_id !== due)
      throw fault(row, `run ${row.value.run_id} of ${row.value.model_id} on ${row.value.probe_set}`, `Its id must be ${due}.`);
  }
  for (const row of published.results) {
    mustKnow(row, 'model', row.value.model_id, models, 'models.csv');
    mustKnow(row, 'probe', row.value.probe_id, probes, 'probes.csv');
    mustKnow(row, 'run', publishedRunId(row.value), runs, 'runs.csv');
    checkScore(row);
  }
  byId(published.results, ({ model_id, probe_set, probe_id, condition }) => [model_id, probe_set, probe_id, condition].join(' '));
  checkComplete(published);
  return { scores: published.results.length, ...checkAverages(published) };
}

function checkScore(row: Published['results'][number]): void {
  const { tenths: due } = fromCounts(row.value);
  if (tenths(row.value.lek_score) !== due) {
    const { model_id, probe_id, condition } = row.value;
    throw fault(
      row,
      `the score of ${model_id}, ${probe_id}, ${condition} is ${row.value.lek_score.toFixed(1)}; its counts give ${(due / 10).toFixed(1)}`,
      'Correct the score or the count that is wrong, from the source.',
    );
  }
}

type Cell = { sumTenths: number; n: number; row: Published['results'][number] };

/** Sum and number of scores by model, set and condition. */
function sums(published: Published): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const row of published.results) {
    const key = [row.value.model_id, row.value.probe_set, row.value.condition].join(' ');
    const cell = cells.get(key) ?? { sumTenths: 0, n: 0, row };
    cells.set(key, cell);
    cell.sumTenths += tenths(row.value.lek_score) as number;
    cell.n += 1;
  }
  return cells;
}

function checkComplete(published: Published): void {
  const probes = new Map(published.runs.map(({ value }) => [value.run_id, value.probes]));
  for (const [key, { n, row }] of sums(published)) {
    const due = probes.get(publishedRunId(row.value));
    if (n !== due)
      throw fault(
        { file: row.file },
        `${key} has ${n} rows; runs.csv says ${due} probes`,
        'Restore the missing rows, or correct runs.csv.',
      );
  }
}

function checkAverages(published: Published): Omit<PublishedChecks, 'scores'> {
  const measured = sums(published);
  const key = ({ model_id, probe_set, condition }: { model_id: string; probe_set: string; condition: string }) =>
    [model_id, probe_set, condition].join(' ');
  const known = byId(published.disagreements, key);
  const stated = byId(published.averages, key);
  let averages = 0;
  for (const [id, row] of stated) {
    const rows = measured.get(id);
    if (!rows) continue;
    averages += 1;
    const mean = meanHundredths(rows.sumTenths, rows.n);
    const claim = Math.round(row.value.mean * 100);
    checkAverage(row, mean, claim, known.get(id));
  }
  for (const [id, row] of known) {
    const said = stated.get(id);
    const rows = measured.get(id);
    if (!said || !rows) throw fault(row, `${id} has no stated average with rows to disagree with`, 'Take the line out.');
    const mean = meanHundredths(rows.sumTenths, rows.n);
    const same = Math.round(row.value.stated * 100) === Math.round(said.value.mean * 100) && Math.round(row.value.measured * 100) === mean;
    if (!same)
      throw fault(
        row,
        `${id} is said to be stated as ${row.value.stated.toFixed(2)} and measured as ${row.value.measured.toFixed(2)}; the tables hold ${said.value.mean.toFixed(2)} and ${(mean / 100).toFixed(2)}`,
        'Correct the line, or the table it speaks of.',
      );
    if (mean === Math.round(said.value.mean * 100))
      throw fault(row, `${id} agrees: ${said.value.mean.toFixed(2)} in both`, 'Take the line out.');
  }
  return { averages, disagreements: known.size };
}

function checkAverage(
  row: Placed<{ model_id: string; probe_set: string; condition: string }>,
  mean: number,
  claim: number,
  known: unknown,
): void {
  if (mean === claim || known) return;
  const { model_id, probe_set, condition } = row.value;
  throw fault(
    row,
    `the ${probe_set} average of ${model_id}, ${condition}, is stated as ${(claim / 100).toFixed(2)}; its rows give ${(mean / 100).toFixed(2)}`,
    'Correct the figure from its source; if the source itself disagrees, list it with its reason in disagreements.csv.',
  );
}
