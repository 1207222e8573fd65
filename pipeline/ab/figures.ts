import { meanHundredths, type SummaryLine } from '../records/index.ts';
import { compareSides, meanInterval } from '../stats/index.ts';
import type { Journal, Response } from './journal.ts';
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

/** Scores of a condition by probe, the mean over its samples. */
function pointsByProbe(responses: Iterable<Response>, condition: string): Map<string, number> {
  const tenths = new Map<string, number[]>();
  for (const response of responses) {
    if (response.condition !== condition || response.state !== 'done') continue;
    tenths.set(response.probe_id, [...(tenths.get(response.probe_id) ?? []), scoreOf(response).tenths]);
  }
  return new Map([...tenths].map(([id, all]) => [id, all.reduce((sum, n) => sum + n, 0) / (10 * all.length)]));
}

/**
 * The figures of a finished run, by the method of every interval of this project and under the same seeds, so that the site
 * shows the same ones.
 */
export function figuresOf(journal: Journal, summary: SummaryLine): ConditionFigures[] {
  const { run_id } = journal.header;
  const counts = countsOf(journal);
  const category = new Map(journal.header.asked.map((probe) => [probe.id, probe.category]));
  const points = new Map(journal.conditions.map(({ name }) => [name, pointsByProbe(journal.responses.values(), name)]));
  const baseline = points.get('baseline');
  return journal.conditions.map(({ name }) => {
    const own = points.get(name) as Map<string, number>;
    const values = [...own.values()];
    const interval = values.length > 0 ? meanInterval(values, { seed: `${run_id}/${name}/all` }) : null;
    const stated = summary.conditions.find((condition) => condition.name === name);
    const { improved = 0, regressed = 0, unchanged = 0, avg_lek = null } = stated ?? {};
    return {
      name,
      ...(counts.get(name) as Counts),
      average: avg_lek,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      against: baseline && name !== 'baseline' ? compare(run_id, name, own, baseline, category) : null,
      improved,
      regressed,
      unchanged,
    };
  });
}

function compare(
  run_id: string,
  name: string,
  own: ReadonlyMap<string, number>,
  baseline: ReadonlyMap<string, number>,
  category: ReadonlyMap<string, string>,
): ConditionFigures['against'] {
  const shared = [...own.keys()].filter((id) => baseline.has(id)).sort();
  if (shared.length === 0) return null;
  const side = (condition: string, points: ReadonlyMap<string, number>) => ({
    id: `${run_id}/${condition}`,
    values: shared.map((id) => points.get(id) as number),
  });
  const clusters = shared.map((id) => category.get(id) as string);
  const { mean, low, high, p, mde } = compareSides(side(name, own), side('baseline', baseline), { clusters });
  return { mean, low, high, p, detectable: mde };
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
