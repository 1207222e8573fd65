import { compareSides, holm, type PairedComparison, supported, tieGroups } from '../stats/index.ts';
import type { Cache } from './cache.ts';
import type { Row } from './database.ts';
import type { Family, Side } from './families.ts';
import { pointsOf, type RunScores } from './scores.ts';

export interface Compared {
  comparisons: Row[];
  tie_groups: Row[];
}

/** How the comparisons see the data. */
export interface Reader {
  scores(run_id: string): RunScores;
  domainOf(probe_id: string): string;
}

/** What stands for a domain where all probes are compared, as in `summaries`. */
const ALL = 'all';

const sideId = ({ run_id, condition }: Side): string => `${run_id}/${condition}`;

function pointsByProbe({ run_id, condition }: Side, reader: Reader): Map<string, number> {
  const probes = reader.scores(run_id).get(condition) ?? new Map<string, number[]>();
  return new Map([...probes].map(([id, samples]) => [id, pointsOf(samples)]));
}

/** Scores in points by probe, under the id that seeds their comparison. */
export interface PointsSide {
  /** `<run>/<condition>`. */
  id: string;
  points: ReadonlyMap<string, number>;
}

/**
 * Compares two sides on the probes that both answered, domains being the clusters; undefined where there is none. The one way to
 * compare two sides: the same ids and scores get the same figures in the database and on the command line.
 */
export function compareOnShared(
  a: PointsSide,
  b: PointsSide,
  domainOf: (probe_id: string) => string,
  cache?: Cache,
): PairedComparison | undefined {
  const shared = [...a.points.keys()].filter((id) => b.points.has(id)).sort();
  if (shared.length === 0) return undefined;
  const values = (side: PointsSide) => ({ id: side.id, values: shared.map((id) => side.points.get(id) as number) });
  const sides = [values(a), values(b)] as const;
  const clusters = shared.map(domainOf);
  const compute = () => compareSides(...sides, { clusters });
  return cache ? cache.get(['pair', sides, clusters], compute) : compute();
}

/** Two sides on the probes of one domain, or of all. A domain stands in the seed, as in that of its means. */
function compare(a: Side, b: Side, domain: string, reader: Reader, cache: Cache): PairedComparison | undefined {
  const side = (of: Side): PointsSide => {
    const points = pointsByProbe(of, reader);
    if (domain === ALL) return { id: sideId(of), points };
    return { id: `${sideId(of)}/${domain}`, points: new Map([...points].filter(([id]) => reader.domainOf(id) === domain)) };
  };
  return compareOnShared(side(a), side(b), reader.domainOf, cache);
}

/** Domains of the probes that a side answered, in the order of their names. */
const domainsOf = (side: Side, reader: Reader): string[] =>
  [...new Set([...pointsByProbe(side, reader).keys()].map(reader.domainOf))].sort();

/** Rows of `comparisons` and `tie_groups` for every family. */
export function compareFamilies(families: readonly Family[], reader: Reader, cache: Cache): Compared {
  const all = families.map((family) => compareFamily(family, reader, cache));
  return { comparisons: all.flatMap(({ comparisons }) => comparisons), tie_groups: all.flatMap(({ tie_groups }) => tie_groups) };
}

type Made = { a: Side; b: Side; domain: string; result: PairedComparison };

function compareFamily(family: Family, reader: Reader, cache: Cache): Compared {
  const made = family.pairs.flatMap(([a, b]) =>
    (family.byDomain ? domainsOf(a, reader) : [ALL]).flatMap((domain): Made[] => {
      const result = compare(a, b, domain, reader, cache);
      if (!result) return [];
      // Among all pairs no direction is asked for: the side that scores higher stands first.
      if (family.ties && result.mean < 0) return [{ a: b, b: a, domain, result: compare(b, a, domain, reader, cache) as PairedComparison }];
      return [{ a, b, domain, result }];
    }),
  );
  if (made.length === 0) return { comparisons: [], tie_groups: [] };
  const adjusted = holm(made.map(({ result }) => result.p));
  const tested = made.map((pair, index) => ({
    ...pair,
    p_holm: adjusted[index] ?? null,
    supported: isSupported(pair.result, adjusted[index] ?? null),
  }));
  return { comparisons: tested.map((pair) => comparisonRow(family, pair)), tie_groups: tieRows(family, tested, reader) };
}

function isSupported({ low, high }: PairedComparison, p: number | null): boolean | null {
  return supported(low === null || high === null ? null : { low, high }, p);
}

function comparisonRow(
  { family, question, kind, scope }: Family,
  { a, b, domain, result, ...tested }: Made & { p_holm: number | null; supported: boolean | null },
): Row {
  return {
    comparison_id: `${family}/${sideId(a)}~${sideId(b)}${domain === ALL ? '' : `/${domain}`}`,
    family,
    question,
    kind,
    scope,
    a_run_id: a.run_id,
    a_condition: a.condition,
    b_run_id: b.run_id,
    b_condition: b.condition,
    domain,
    n: result.n,
    mean_difference: result.mean,
    low: result.low,
    high: result.high,
    cluster_low: result.clusterLow,
    cluster_high: result.clusterHigh,
    p: result.p,
    effect_size: result.dz,
    effect_name: 'Cohen d_z',
    wins: result.wins,
    ties: result.ties,
    losses: result.losses,
    detectable: result.mde,
    ...tested,
  };
}

/** Groups of runs that no supported difference parts, numbered from the highest mean down. A pair that could not be tested is not apart. */
function tieRows({ ties }: Family, tested: readonly (Made & { supported: boolean | null })[], reader: Reader): Row[] {
  if (!ties) return [];
  const mean = (run_id: string) => {
    const points = [...pointsByProbe({ run_id, condition: ties.condition }, reader).values()];
    return points.reduce((sum, value) => sum + value, 0) / points.length;
  };
  const runs = [...new Set(tested.flatMap(({ a, b }) => [a.run_id, b.run_id]))].sort(
    (one, other) => mean(other) - mean(one) || (one < other ? -1 : 1),
  );
  const apart = new Set(
    tested.filter((pair) => pair.supported).flatMap(({ a, b }) => [`${a.run_id} ${b.run_id}`, `${b.run_id} ${a.run_id}`]),
  );
  return tieGroups(runs.length, (i, j) => apart.has(`${runs[i]} ${runs[j]}`)).flatMap((group, index) =>
    group.map((member) => ({ ...ties, tie_group: index + 1, run_id: runs[member] as string })),
  );
}
