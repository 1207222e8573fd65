import { rowsOf } from './figures.ts';
import { answerKey, textsBehind } from './texts.ts';

/** One signal of one answer, with its weight and its cap. */
export interface Signal {
  signal: string;
  /** `structural`, `content` or `penalty`. */
  group: string;
  count: number;
  each: number;
  cap: number | null;
  /** Count times weight. */
  product: number;
  /** The same, up to the cap. */
  points: number;
}

/** One answer with its arithmetic and, where this build has it, its text. */
export interface Answer {
  condition: string;
  sample: number;
  lek_score: number;
  chars: number;
  time_s: number | null;
  finish_reason: string | null;
  signals: readonly Signal[];
  text?: string;
}

interface ResultRow {
  probe_id: string;
  condition: string;
  sample: number;
  lek_score: number;
  chars: number;
  time_s: number | null;
  finish_reason: string | null;
  text_run_id: string | null;
}
type PointRow = Omit<Signal, 'group' | 'each'> & {
  probe_id: string;
  condition: string;
  sample: number;
  signal_group: string;
  points_each: number;
};

/** All answers of a run by probe, in the order of the probes and of the run's conditions. Reads the rows of the run once. */
export async function answersOf(run_id: string): Promise<Map<string, Answer[]>> {
  const [results, points] = await Promise.all([rowsOf<ResultRow>('run-results', { run_id }), rowsOf<PointRow>('run-points', { run_id })]);
  const texts = await textsBehind(results);
  const signals = Map.groupBy(points, answerKey);
  const answers = results.map((row) => {
    const { condition, sample, lek_score, chars, time_s, finish_reason } = row;
    const parts = (signals.get(answerKey(row)) ?? []).map(
      ({ signal, signal_group: group, count, points_each: each, cap, product, points }) => ({
        signal,
        group,
        count,
        each,
        cap,
        product,
        points,
      }),
    );
    const text = texts.get(answerKey(row));
    return [
      row.probe_id,
      { condition, sample, lek_score, chars, time_s, finish_reason, signals: parts, ...(text !== undefined && { text }) },
    ] as const;
  });
  return new Map([...Map.groupBy(answers, ([probe]) => probe)].map(([probe, each]) => [probe, each.map(([, answer]) => answer)]));
}
