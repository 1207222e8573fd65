import { count, fixed, pValue, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';

/** `4 of 15 pairs apart`. */
export const pairsApart = (apart: number, pairs: number): string => `${apart} of ${pairs} ${plural(pairs, 'pair')} apart`;

/**
 * The answer to "which models can be told apart?": the share of pairs that differ without a kernel, and how many models from the top
 * are one group. `leading` is the number of rows from the first on that share a tie group with it, itself among them.
 */
export function apartSentence(apart: number, pairs: number, leading: number): string {
  if (pairs === 0) return 'There is nothing to compare yet.';
  const share = apart / pairs;
  const first =
    apart === 0
      ? 'None of them.'
      : share <= 1 / 3
        ? 'Few of them.'
        : share <= 2 / 3
          ? 'Some of them.'
          : share < 1
            ? 'Most of them.'
            : 'All of them.';
  const top = leading > 1 ? `the first ${numeral(leading)} models are one group` : 'the first model stands alone';
  return `${first} On P100 without a kernel, ${count(apart)} of ${count(pairs)} pairs ${plural(apart, 'differs', 'differ')} by more than chance, and ${top}.`;
}

/** How many rows from the first on are one tie group with it. */
export function leadingGroup(lines: readonly { first: number; members: ReadonlySet<number> }[]): number {
  const members = lines.find(({ first }) => first === 0)?.members ?? new Set([0]);
  let leading = 1;
  while (members.has(leading)) leading += 1;
  return leading;
}

/** A lead that holds among the tests of its claim and not among all pairs. */
export interface LostLead {
  name: string;
  against: string;
  p: number;
  p_in_claim: number;
  p_in_pairs: number;
  pairs: number;
}

/** Why the home page and the leaderboard may say different things about a pair. */
export const lostSentence = ({ name, against, p, p_in_claim, p_in_pairs, pairs }: LostLead): string =>
  `${name} against ${against} without a kernel: p is ${pValue(p)} alone, ${pValue(p_in_claim)} among the leads of the central claim, and ${pValue(p_in_pairs)} among all ${pairs} pairs.`;

/** An interval that leaves the axis. */
export interface Leaving {
  name: string;
  low: number | null;
  high: number | null;
}

/** The ends that the axis does not show, model by model. */
export function leavingSentence(rows: readonly Leaving[], axis: { low: number; high: number }): string {
  const byName = [...Map.groupBy(rows, ({ name }) => name)].flatMap(([name, each]) => {
    const down = each.flatMap(({ low }) => (low !== null && low < axis.low ? [fixed(low, 1)] : []));
    const up = each.flatMap(({ high }) => (high !== null && high > axis.high ? [fixed(high, 1)] : []));
    const ends = [...(down.length > 0 ? [`down to ${list(down)}`] : []), ...(up.length > 0 ? [`up to ${list(up)}`] : [])];
    return ends.length > 0 ? [`${name} ${ends.join(', ')}`] : [];
  });
  return byName.length > 0 ? `An arrow stands where an interval leaves the axis: ${byName.join('; ')}.` : '';
}

/** A stated average, with its rows or without. */
export interface StatedRow {
  name: string;
  condition: string;
  stated: number;
  measured: number | null;
  /** Null where there are no rows. */
  agrees: boolean | null;
  low: number | null;
  high: number | null;
  n: number;
}

/** Why the P20 table has no tie groups. */
export function noTiesSentence(rows: readonly StatedRow[]): string {
  const models = Map.groupBy(rows, ({ name }) => name);
  const without = [...models.values()].filter((each) => each.every(({ measured }) => measured === null)).length;
  if (without === 0) return 'Every model has its rows.';
  return `No tie groups here: for ${numeral(without)} ${plural(without, 'model')} there are no P20 rows, and without rows no difference can be tested. A mark without a whisker is an average whose uncertainty nobody can compute.`;
}

/** Which rows have whiskers, and how wide these are. */
export function whiskersSentence(rows: readonly StatedRow[]): string {
  const having = rows.filter((row): row is StatedRow & { low: number; high: number } => row.low !== null && row.high !== null);
  const names = [...new Set(having.map(({ name }) => name))];
  if (names.length === 0) return '';
  const widths = having.map(({ low, high }) => high - low);
  const sizes = [...new Set(having.map(({ n }) => n))].sort((a, b) => a - b).map(String);
  return `${list(names)}. With ${sizes.join(' or ')} probes an interval is ${fixed(Math.min(...widths), 0)} to ${fixed(Math.max(...widths), 0)} points wide: a gap between neighbours says little where it is smaller than that.`;
}

/** The disagreement that is largest, as the example. */
export function twoFiguresSentence(rows: readonly StatedRow[]): string {
  const off = rows
    .filter((row): row is StatedRow & { measured: number } => row.measured !== null && !row.agrees)
    .sort((a, b) => Math.abs(b.measured - b.stated) - Math.abs(a.measured - a.stated));
  const [worst] = off;
  if (!worst) return 'Report and run files give the same averages.';
  return `Where report and file disagree, both are kept: the file’s as measured, the report’s as stated. ${off.length === 1 ? 'The only one' : `The largest of ${numeral(off.length)}`}: ${worst.name} ${worst.condition.toUpperCase()}, ${fixed(worst.stated)} stated and ${fixed(worst.measured)} measured, ${signed(worst.measured - worst.stated)}.`;
}

/** `P100: six models, 101 probes`. */
export const setHeadline = (set: string, models: number, rest: string): string =>
  `${set}: ${numeral(models)} ${plural(models, 'model')}, ${rest}`;

/** A heading for runs made or imported here. */
export const hereHeadline = (runs: number): string => `${capital(numeral(runs))} ${plural(runs, 'run')} made or imported here`;
