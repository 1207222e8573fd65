import type { Answer, Value } from '../../../pipeline/notebooks/answer.ts';
import { rowDifferences, tells } from '../../../pipeline/records/index.ts';
import { SIGNALS } from '../../../pipeline/scorer/index.ts';
import { at } from './columns.ts';
import type { Rows } from './types.ts';

/** A published row: its figures by name. */
export type PublishedRow = { readonly run_id: string; readonly probe_id: string; readonly condition: string } & Readonly<
  Record<string, Value>
>;

/** What is asked of the session to recognise published runs. */
export const PUBLISHED_SQL = `SELECT r.run_id, x.probe_id, x.condition, ${SIGNALS.map(({ name }) => `x.${name}`).join(', ')}, x.lek_score, x.chars
FROM results x JOIN runs r USING (run_id) WHERE r.source = 'published' AND x.sample = 0 ORDER BY r.run_id, x.probe_id, x.condition`;

/** Rows of an answer as objects by the names of its columns. */
export const rowsByName = ({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): Record<string, Value>[] =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));

/** A line of a file whose response is not what the published row describes. */
export interface Differing {
  line: number;
  probe_id: string;
  condition: string;
  what: string;
}

/** The published run that a file is of. */
export interface Recognised {
  run_id: string;
  /** Rows of the file that are the published ones, of those that both have. */
  equal: number;
  both: number;
  /** Published rows of the run, and how many the file has no response to. */
  of: number;
  missing: number;
  differ: readonly Differing[];
}

const keyOf = (probe_id: string, condition: string): string => `${probe_id} ${condition}`;

/** Counts, length and score of a scored row of a file. */
function proofOfRow(row: Rows[number]) {
  const counts = Object.fromEntries(SIGNALS.map(({ name }) => [name, row[at(name)] as number]));
  return {
    counts: counts as Record<(typeof SIGNALS)[number]['name'], number>,
    tenths: Math.round((row[at('lek_score')] as number) * 10),
    lek_score: row[at('lek_score')] as number,
    chars: row[at('chars')] as number,
  };
}

/** How a file's responses stand to the published rows of one run. */
export function against(rows: Rows, run_id: string, published: readonly PublishedRow[]): Recognised {
  const known = new Map(published.map((row) => [keyOf(row.probe_id, row.condition), row]));
  const there = new Set<string>();
  const differ: Differing[] = [];
  let both = 0;
  for (const row of rows) {
    const [probe_id, condition, sample, line] = ['probe_id', 'condition', 'sample', 'line'].map((name) => row[at(name)]) as [
      string,
      string,
      number,
      number,
    ];
    const stated = sample === 0 ? known.get(keyOf(probe_id, condition)) : undefined;
    if (!stated) continue;
    both++;
    there.add(keyOf(probe_id, condition));
    const what = rowDifferences(stated, proofOfRow(row));
    if (what.length > 0) differ.push({ line, probe_id, condition, what: what.join('; ') });
  }
  return { run_id, equal: both - differ.length, both, of: known.size, missing: known.size - there.size, differ };
}

/**
 * The published run that a file's rows are of: the one with most rows whose counts, length and score are the same, where they are too many
 * to be so by chance. Undefined where there is none.
 */
export function recognise(rows: Rows, published: readonly PublishedRow[]): Recognised | undefined {
  return [...Map.groupBy(published, ({ run_id }) => run_id)]
    .map(([run_id, own]) => against(rows, run_id, own))
    .filter(tells)
    .sort((a, b) => b.equal - a.equal || (a.run_id < b.run_id ? -1 : 1))[0];
}

/** Names a response within a run. */
export const textKey = (probe_id: string, condition: string): string => keyOf(probe_id, condition);

/** The texts of a recognised file that are those of published rows, by `textKey`. */
export function provedTexts(rows: Rows, { differ }: Recognised, published: readonly PublishedRow[]): Map<string, string> {
  const off = new Set(differ.map(({ probe_id, condition }) => keyOf(probe_id, condition)));
  const known = new Set(published.map(({ probe_id, condition }) => keyOf(probe_id, condition)));
  return new Map(
    rows.flatMap((row) => {
      const key = keyOf(row[at('probe_id')] as string, row[at('condition')] as string);
      return row[at('sample')] === 0 && known.has(key) && !off.has(key) ? [[key, row[at('response')] as string] as const] : [];
    }),
  );
}
