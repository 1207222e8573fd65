import { addScore, inPoints, type RunScores } from '../compile/scores.ts';
import { conditionStatistics } from '../conditions.ts';
import { meanHundredths, type SummaryLine } from '../records/index.ts';
import type { Journal } from './journal.ts';
import { scoreOf } from './outputs.ts';
import { type Counts, countsOf } from './watch.ts';

/** A condition in the table that ends a run. */
export type ConditionFigures = Counts & {
  name: string;
  /** Mean score, two decimals, as the summary has it; null where no response was had. */
  average: number | null;
  /** Ends of the 95 % interval of the mean over probes; null below five. */
  low: number | null;
  high: number | null;
  /** Against the baseline, paired by probe: null on the baseline, and without one. */
  against: { mean: number; low: number | null; high: number | null; p: number | null; detectable: number | null } | null;
  improved: number;
  regressed: number;
  unchanged: number;
};

function pointsOf({ responses }: Journal): Map<string, Map<string, number>> {
  const scores: RunScores = new Map();
  for (const response of responses.values())
    if (response.state === 'done') addScore(scores, response.condition, response.probe_id, scoreOf(response).tenths);
  return inPoints(scores);
}

/** The figures of a finished run. */
export function figuresOf(journal: Journal, summary: SummaryLine): ConditionFigures[] {
  const counts = countsOf(journal);
  const category = new Map(journal.header.asked.map((probe) => [probe.id, probe.category]));
  const statistics = conditionStatistics(journal.header.run_id, pointsOf(journal), (id) => category.get(id) as string);
  return journal.conditions.map(({ name }) => {
    const { low = null, high = null, paired } = statistics.get(name) ?? {};
    const stated = summary.conditions.find((condition) => condition.name === name);
    const { improved = 0, regressed = 0, unchanged = 0, avg_lek = null } = stated ?? {};
    return {
      name,
      ...(counts.get(name) as Counts),
      average: avg_lek,
      low,
      high,
      against: paired ? { mean: paired.mean, low: paired.low, high: paired.high, p: paired.p, detectable: paired.mde } : null,
      improved,
      regressed,
      unchanged,
    };
  });
}

/** The average of a condition so far, two decimals; null before its first response. */
export function averageSoFar({ responses }: Journal, condition: string): number | null {
  let sum = 0;
  let n = 0;
  for (const response of responses.values()) {
    if (response.condition !== condition || response.state !== 'done') continue;
    sum += scoreOf(response).tenths;
    n += 1;
  }
  return n === 0 ? null : meanHundredths(sum, n) / 100;
}
