import { addScore, inPoints, type RunScores } from './compile/scores.ts';
import { type ConditionStatistics, conditionStatistics } from './conditions.ts';
import { readChunks } from './records/files.ts';
import { readRun, renewSummary, type SummaryLine, summarise, tenths, toLine } from './records/index.ts';
import { type ProvedRun, readProvedRun, replaceRun, type Tally } from './run-file.ts';

/** A condition of a run, summed up. Points throughout; null where there is nothing to say. */
export interface ConditionSummary extends Tally {
  condition: string;
  /** Probes with a score. */
  n: number;
  /** Mean over the responses, two decimals, as a summary line states it. */
  average: number;
  low: number | null;
  high: number | null;
  /** Difference of the two rounded averages, as a summary line states it. */
  delta: number | null;
  /** Interval and two-sided p of the paired difference to the baseline; not corrected for other tests. */
  delta_low: number | null;
  delta_high: number | null;
  p: number | null;
  /** Probes that changed by more than half a point, and those that did not. */
  improved: number;
  regressed: number;
  unchanged: number;
}

/** A run file, summed up from its lines. */
export interface RunSummary {
  file: string;
  run_id: string | null;
  model: string | null;
  /** A run without a summary line was interrupted. */
  state: 'finished' | 'interrupted';
  /** Line that was not written to its end. */
  half_written: number | null;
  probes: number;
  max_tokens: number | null;
  conditions: ConditionSummary[];
  /** Mean of each condition by domain, in the order of the file. */
  domains: { domain: string; probes: number; averages: Record<string, number> }[];
  /** What the summary line states that the lines do not give: a sentence each. */
  wrong: string[];
  /** Whether the summary line was written anew. */
  written: boolean;
}

/** Sums up a run file from its lines, finished or interrupted. @throws InputError as `readProvedRun` */
export async function summariseFile(file: string): Promise<RunSummary> {
  const run = await readProvedRun(file);
  const due = figuresOf(run);
  const probes = new Map(run.lines.map(({ id, category }) => [id, category]));
  const counted = Map.groupBy(probes.values(), (domain) => domain);
  return {
    file,
    run_id: run.manifest?.run_id ?? null,
    model: run.summary?.model ?? run.manifest?.model.name ?? null,
    state: run.summary ? 'finished' : 'interrupted',
    half_written: run.halfWritten?.line ?? null,
    probes: probes.size,
    max_tokens: run.summary?.max_tokens ?? run.manifest?.settings.max_tokens ?? null,
    conditions: conditionsOf(run, due),
    domains: Object.entries(due.categories).map(([domain, averages]) => ({ domain, probes: counted.get(domain)?.length ?? 0, averages })),
    wrong: run.summary ? differences(run.summary, renewSummary(run.summary, run.lines, file)) : [],
    written: false,
  };
}

/**
 * Writes the summary line of a finished run anew where it is not what the lines give, and the checksum in the manifest beside it. Nothing
 * else changes. A run without a summary line was interrupted, and gets none: it would say that the run is finished.
 *
 * @returns the run as it stands then
 * @throws InputError as `readProvedRun` and `replaceRun`; for a half-written last line
 */
export async function writeSummary(file: string): Promise<RunSummary> {
  const run = await readProvedRun(file, { hold: false });
  const stated = run.summary;
  const renewed = stated && renewSummary(stated, run.lines, file);
  const written = renewed !== undefined && (await replaceRun(file, withSummary(file, stated as SummaryLine, renewed)));
  return { ...(await summariseFile(file)), written };
}

async function* withSummary(file: string, stated: SummaryLine, renewed: SummaryLine): AsyncGenerator<string> {
  for await (const { value, raw } of readRun(readChunks(file), file, { noBaseline: true, staleSummary: true }))
    yield value.type === 'summary' && renewed !== stated ? toLine(renewed) : `${raw}\n`;
}

/** The figures that the lines give, as a summary line holds them. */
function figuresOf({ file, lines, tallies }: ProvedRun): SummaryLine {
  return summarise(
    lines,
    { model: 'unknown', seconds: 0, max_tokens: 1, ts: '1970-01-01T00:00:00Z', conditions: [...tallies.keys()] },
    file,
  );
}

function conditionsOf(run: ProvedRun, due: SummaryLine): ConditionSummary[] {
  const points = pointsOfRun(run);
  const domains = new Map(run.lines.map(({ id, category }) => [id, category]));
  const statistics = conditionStatistics(run.id, points, (id) => domains.get(id) as string);
  return due.conditions.map(({ name, avg_lek, delta_vs_baseline, improved, regressed, unchanged }) => {
    const { low, high, paired } = statistics.get(name) as ConditionStatistics;
    return {
      condition: name,
      n: points.get(name)?.size ?? 0,
      average: avg_lek,
      low,
      high,
      delta: delta_vs_baseline ?? null,
      delta_low: paired?.low ?? null,
      delta_high: paired?.high ?? null,
      p: paired?.p ?? null,
      improved,
      regressed,
      unchanged,
      ...(run.tallies.get(name) as Tally),
    };
  });
}

/** Scores of a run in points: condition, then probe; a probe's samples averaged. */
export function pointsOfRun({ lines }: Pick<ProvedRun, 'lines'>): Map<string, Map<string, number>> {
  const scores: RunScores = new Map();
  for (const { id, conditions } of lines) {
    for (const [condition, { lek_score }] of Object.entries(conditions)) addScore(scores, condition, id, tenths(lek_score) as number);
  }
  return inPoints(scores);
}

const FIGURES = ['avg_lek', 'delta_vs_baseline', 'improved', 'regressed', 'unchanged'] as const;

/** What one summary states that the other does not, a sentence each. */
function differences(stated: SummaryLine, due: SummaryLine): string[] {
  if (stated === due) return [];
  const said = (what: string, is: unknown, gives: unknown) =>
    is === gives ? [] : [`${what} is stated as ${is ?? 'nothing'}; the lines give ${gives ?? 'nothing'}`];
  const names = (of: SummaryLine) => of.conditions.map(({ name }) => name).join(', ');
  const domains = new Set([...Object.keys(due.categories), ...Object.keys(stated.categories)]);
  return [
    ...said('total_probes', stated.total_probes, due.total_probes),
    ...said('the list of conditions', names(stated), names(due)),
    ...due.conditions.flatMap((condition) => {
      const other = stated.conditions.find(({ name }) => name === condition.name);
      return other ? FIGURES.flatMap((key) => said(`${condition.name}: ${key}`, other[key], condition[key])) : [];
    }),
    ...[...domains].flatMap((domain) => {
      const [one, other] = [stated.categories[domain] ?? {}, due.categories[domain] ?? {}];
      return [...new Set([...Object.keys(other), ...Object.keys(one)])].flatMap((name) =>
        said(`${domain}, ${name}`, one[name], other[name]),
      );
    }),
  ];
}
