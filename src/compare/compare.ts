import { compareSides, describe, type PairedComparison, pairedDifferences } from '../../pipeline/stats/index.ts';
import type { Pair } from './scores.ts';

/** Two sides of a comparison, ready for the statistics: their ids and the probes that both answered. */
export interface Question {
  a: string;
  b: string;
  pairs: readonly Pair[];
}

/** What a comparison gives: over all probes, domain by domain, and probe by probe (a minus b, in the order of the pairs). */
export interface Answer {
  all: PairedComparison;
  meanA: number;
  meanB: number;
  domains: DomainAnswer[];
  differences: number[];
}

export interface DomainAnswer extends PairedComparison {
  domain: string;
  meanA: number;
  meanB: number;
}

/**
 * Compares two sides by the project's one method. `all` is seeded by the ids of the sides alone, as the database's comparisons are, so
 * that one question has one answer; a domain is seeded by the ids with the domain's name behind them. RangeError where no pair is given.
 */
export function compare({ a, b, pairs }: Question): Answer {
  const sides = (each: readonly Pair[], suffix: string) =>
    [
      { id: `${a}${suffix}`, values: each.map((pair) => pair.a) },
      { id: `${b}${suffix}`, values: each.map((pair) => pair.b) },
    ] as const;
  const [left, right] = sides(pairs, '');
  const domains = [...Map.groupBy(pairs, ({ domain }) => domain)].map(([domain, each]) => {
    const [first, second] = sides(each, `/${domain}`);
    return { domain, ...means(first.values, second.values), ...compareSides(first, second) };
  });
  return {
    all: compareSides(left, right, { clusters: pairs.map(({ domain }) => domain) }),
    ...means(left.values, right.values),
    domains,
    differences: [...pairedDifferences(left.values, right.values)],
  };
}

const means = (a: readonly number[], b: readonly number[]) => ({ meanA: describe(a).mean, meanB: describe(b).mean });
