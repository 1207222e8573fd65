import { meanHundredths } from '../records/index.ts';
import { clusteredMeanInterval, describe, meanInterval } from '../stats/index.ts';
import type { Cache } from './cache.ts';
import type { Row } from './database.ts';
import { pointsOf, type RunScores, totals } from './scores.ts';

export interface SummaryInput {
  run_id: string;
  /** Probes the run asked, in its order. */
  asked: readonly string[];
  scores: RunScores;
}

/** Rows of `summaries` for one run: each condition over all probes, and over each domain. */
export function summarise({ run_id, asked, scores }: SummaryInput, domainOf: (probe_id: string) => string, cache: Cache): Row[] {
  return [...scores].flatMap(([condition, probes]) => {
    const parts = new Map<string, string[]>([['all', [...asked]]]);
    for (const id of asked) parts.set(domainOf(id), [...(parts.get(domainOf(id)) ?? []), id]);
    return [...parts].flatMap(([domain, ids]) => {
      const answered = new Map(ids.flatMap((id) => (probes.has(id) ? [[id, probes.get(id) as number[]] as const] : [])));
      if (answered.size === 0) return [];
      const values = [...answered.values()].map(pointsOf);
      const seed = `${run_id}/${condition}/${domain}`;
      const clusters = domain === 'all' ? [...answered.keys()].map(domainOf) : undefined;
      return [{ run_id, condition, domain, expected: ids.length, ...rounded(answered), ...figures(values, clusters, seed, cache) }];
    });
  });
}

function rounded(probes: ReadonlyMap<string, readonly number[]>): Row {
  const { sumTenths, responses } = totals(probes);
  return { mean_rounded: meanHundredths(sumTenths, responses) / 100 };
}

function figures(values: number[], clusters: string[] | undefined, seed: string, cache: Cache): Row {
  const { n, mean, median, sd, min, max } = describe(values);
  const { interval, clustered } = cache.get(['mean', seed, values, clusters], () => ({
    interval: meanInterval(values, { seed }),
    clustered: clusters ? clusteredMeanInterval(values, clusters, { seed }) : null,
  }));
  return {
    n,
    mean,
    median,
    sd,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    cluster_low: clustered?.low ?? null,
    cluster_high: clustered?.high ?? null,
    lowest: min,
    highest: max,
  };
}
