import type { RunScores, Test } from '../compare/scores.ts';
import { rowOf, rowsOf } from './figures.ts';

type Facts = Omit<RunScores, 'samples' | 'probes' | 'scores' | 'tests'>;

/** The scores of a run, as `/data/scores/<run>.json` gives them away. */
export async function scoresOf(run_id: string): Promise<RunScores> {
  const [facts, rows, tests] = await Promise.all([
    rowOf<Facts>('run-facts', { run_id }),
    rowsOf<{ condition: string; probe_id: string; domain: string; samples: number; score: number }>('run-scores', { run_id }),
    rowsOf<Test>('run-tests', { run_id }),
  ]);
  const probes = [...new Map(rows.map(({ probe_id, domain }) => [probe_id, domain]))].sort(([a], [b]) => (a < b ? -1 : 1));
  const scores = [...Map.groupBy(rows, ({ condition }) => condition)].map(([condition, each]) => {
    const known = new Map(each.map(({ probe_id, score }) => [probe_id, score]));
    return [condition, probes.map(([probe_id]) => known.get(probe_id) ?? null)] as const;
  });
  return { ...facts, samples: Math.max(1, ...rows.map(({ samples }) => samples)), probes, scores: Object.fromEntries(scores), tests };
}
