import { rowDifferences, runId } from '../records/index.ts';
import type { FoundRun } from './read-run.ts';
import { type PublishedRows, rowKey, runKey } from './recognise.ts';

/** A run whose model is known. */
export interface KnownRun {
  run: FoundRun;
  model_id: string;
  probe_set: 'P20' | 'P100';
  by: string[];
}

/** A run with the id that it is written under. */
export interface PlannedRun extends KnownRun {
  run_id: string;
}

/**
 * Gives each run its id. Of several runs of one model and set, the plain id goes to the one with the most published rows, then to a finished
 * one, then to the longer, then by name; the others carry their file's name as a tag.
 */
export function plan(runs: readonly KnownRun[], rows: PublishedRows): PlannedRun[] {
  const groups = Map.groupBy(runs, ({ model_id, probe_set }) => runKey(model_id, probe_set));
  const planned = [...groups].flatMap(([key, group]) => {
    const own = rows.get(key);
    const equal = (of: KnownRun) =>
      of.run.results.filter((result) => {
        const row = own?.get(rowKey(result));
        return row && rowDifferences(row, result.verdict.proof).length === 0;
      }).length;
    const ranked = group
      .map((of) => ({ of, rank: [equal(of), of.run.summary ? 1 : 0, of.run.results.length] as const }))
      .sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2] || (a.of.run.path < b.of.run.path ? -1 : 1));
    const taken = new Set<string>();
    return ranked.map(({ of }, i): PlannedRun => {
      const plain = runId(of.model_id, of.probe_set.toLowerCase(), 'imported');
      const tag = tagOf(of.run.path, taken);
      return { ...of, run_id: i === 0 ? plain : `${plain}.${tag}` };
    });
  });
  return planned.sort((a, b) => (a.run.path < b.run.path ? -1 : 1));
}

/** A file's name as a tag in an id, told apart from those taken before. */
function tagOf(path: string, taken: Set<string>): string {
  const name = (path.split('/').at(-1) as string)
    .toLowerCase()
    .replace(/\.jsonl$/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  let tag = name || 'run';
  for (let n = 2; taken.has(tag); n++) tag = `${name}-${n}`;
  taken.add(tag);
  return tag;
}
