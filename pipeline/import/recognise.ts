import type { Published } from '../compile/published.ts';
import { type AliasRow, rowDifferences, tells } from '../records/index.ts';
import type { FoundResult, FoundRun } from './read-run.ts';

/** What a published row and a response have to have in common: fourteen counts and the length. The score follows from the counts. */
export type PublishedRow = Published['results'][number]['value'];

/** The published rows by model and set, then by probe and condition. */
export type PublishedRows = Map<string, Map<string, PublishedRow>>;

export const runKey = (model_id: string, probe_set: string): string => `${model_id} ${probe_set}`;
export const rowKey = ({ probe_id, condition }: { probe_id: string; condition: string }): string => `${probe_id} ${condition}`;

export function publishedRows({ results }: Pick<Published, 'results'>): PublishedRows {
  const rows: PublishedRows = new Map();
  for (const { value } of results) {
    const key = runKey(value.model_id, value.probe_set);
    const own = rows.get(key) ?? new Map<string, PublishedRow>();
    rows.set(key, own.set(rowKey(value), value));
  }
  return rows;
}

/** How many results are published rows of a run, and of how many the run has rows. */
function shared(results: readonly FoundResult[], rows: ReadonlyMap<string, PublishedRow>): { equal: number; both: number } {
  const pairs = results
    .filter(({ sample }) => sample === 0)
    .flatMap((result) => {
      const row = rows.get(rowKey(result));
      return row ? [rowDifferences(row, result.verdict.proof).length === 0] : [];
    });
  return { equal: pairs.filter(Boolean).length, both: pairs.length };
}

/** Which model a run is of, and how that is known; `conflict` where its names say otherwise than its rows, or than each other. */
export interface Recognised {
  model_id: string;
  by: string[];
}

/** Names that stand for a model, in lower case: `model basename` and `file stem`. */
export function aliasTable(aliases: readonly AliasRow[], models: Published['models']): Map<string, string> {
  const table = new Map<string, string>();
  for (const { value } of models) {
    table.set(`model ${value.model_id}`, value.model_id);
    if (value.hf_id !== null) table.set(`model ${lastPart(value.hf_id)}`, value.model_id);
  }
  for (const { alias, kind, model_id } of aliases) table.set(`${kind} ${alias.toLowerCase()}`, model_id);
  return table;
}

/** The last part of a path or of a hub's id, in lower case. */
const lastPart = (name: string): string =>
  name
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1)
    ?.toLowerCase() ?? '';

/**
 * The model of a run: by its rows where they are published ones (they cannot be by chance), else by the `model` field of its summary, else by
 * the file's name. Undefined where nothing tells.
 */
export function recognise(run: FoundRun, rows: PublishedRows, aliases: ReadonlyMap<string, string>): Recognised | undefined {
  const field = run.summary && aliases.get(`model ${lastPart(run.summary.model)}`);
  const name = aliases.get(`file ${lastPart(run.path).replace(/\.jsonl$/, '')}`);
  const best = [...rows]
    .map(([key, own]) => ({ model_id: key.split(' ')[0] as string, ...shared(run.results, own) }))
    .filter(tells)
    .sort((a, b) => b.equal - a.equal)[0];
  const model_id = best?.model_id ?? field ?? name;
  if (model_id === undefined) return undefined;
  const said = (known: string | undefined, what: string) =>
    known === undefined ? [] : [known === model_id ? what : `${what} says ${known}`];
  return {
    model_id,
    by: [
      ...(best ? [`${best.equal} of ${best.both} published rows`] : []),
      ...said(field, 'its model field'),
      ...said(name, 'its file name'),
    ],
  };
}

/** The probe set of a run: P20 where all its probes are of that set, unless its name says otherwise. */
export function probeSetOf({ lines, path }: FoundRun, p20: ReadonlySet<string>): 'P20' | 'P100' {
  const named = /(?:^|[-_.])p100(?:[-_.]|$)/i.test(lastPart(path));
  return !named && lines.every(({ id }) => p20.has(id)) ? 'P20' : 'P100';
}
