import { fixed, pValue, signed } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';

/** A step from one version to the next, with its test where both models have rows. */
export interface Step {
  name: string;
  against: string;
  stated_difference: number;
  /** Pairs of scores; null, as all that follows, where one of the two has no rows. */
  n: number | null;
  mean_difference: number | null;
  low: number | null;
  high: number | null;
  p: number | null;
  p_holm: number | null;
  supported: boolean | null;
  /** Size of the family that p was corrected in. */
  tests: number;
}

/** `neither is`, `none is`, `both are`, `all are`, `two are` more than chance. */
function ofThem(some: number, all: number): string {
  if (all === 1) return some === 1 ? 'it is' : 'it is not';
  if (some === 0) return all === 2 ? 'neither is' : 'none is';
  if (some === all) return all === 2 ? 'both are' : 'all are';
  return `${numeral(some)} ${plural(some, 'is', 'are')}`;
}

/** `Both steps to a newer version go up`, `Two of three steps …`. */
function upSentence(up: number, all: number): string {
  const steps = (share: string, verb: 'goes' | 'go') => `${share} to a newer version ${verb} up`;
  if (all === 1) return up === 1 ? steps('The only step', 'goes') : 'The only step to a newer version does not go up';
  if (up === 0) return steps(all === 2 ? 'Neither of two steps' : `None of ${numeral(all)} steps`, 'goes');
  if (up === all) return steps(all === 2 ? 'Both steps' : `All ${numeral(all)} steps`, 'go');
  return steps(`${capital(numeral(up))} of ${numeral(all)} steps`, up === 1 ? 'goes' : 'go');
}

/** How many steps go up, how many can be tested, and how many hold. */
export function stepsHeadline(steps: readonly Step[]): string {
  if (steps.length === 0) return 'No two versions of one family can be compared';
  const first = upSentence(steps.filter(({ stated_difference }) => stated_difference > 0).length, steps.length);
  const tested = steps.filter(({ n }) => n !== null);
  const held = tested.filter(({ supported }) => supported).length;
  if (tested.length === 0) return `${first}; ${steps.length === 1 ? 'it cannot' : 'none can'} be tested`;
  return `${first}; ${steps.length === 1 ? 'it' : numeral(tested.length)} can be tested, and ${ofThem(held, tested.length)} more than chance`;
}

/** A model of a family with its stated average, versions in order. */
export interface Stated {
  name: string;
  family: string;
  version: string;
  stated: number;
}

/** The turns of a course: the values at which it starts, turns and ends. */
function turns(values: readonly number[]): number[] {
  return values.filter((value, index) => {
    const [before, after] = [values[index - 1], values[index + 1]];
    return before === undefined || after === undefined || Math.sign(value - before) !== Math.sign(after - value);
  });
}

function course(models: readonly Stated[]): string {
  const [first] = models;
  const family = first?.family ?? '';
  const versions = new Set(models.map(({ version }) => version)).size;
  const values = models.map(({ stated }) => stated);
  if (versions < models.length) {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return `all ${numeral(models.length)} ${family} models of ${numeral(versions)} versions lie between ${fixed(least)} and ${fixed(most)}`;
  }
  const [start = 0, ...rest] = turns(values);
  const moves = rest.map((value, index) => {
    const before = index === 0 ? start : (rest[index - 1] as number);
    if (value === before) return `stays at ${fixed(value)}`;
    return `${value > before ? 'rises' : 'falls'} ${index === 0 ? `from ${fixed(start)} ` : ''}to ${fixed(value)}`;
  });
  return `${family} ${list(moves)}${moves.length === 1 ? ` over ${numeral(versions)} versions` : ''}`;
}

/** The course of each family, as the report states it. `lineages` are the families of more than one version. */
export const coursesSentence = (lineages: readonly (readonly Stated[])[]): string =>
  lineages.length === 0 ? '' : `As stated, ${lineages.map(course).join('; ')}.`;

/** What the tested steps give. */
export function testedSentence(steps: readonly Step[]): string {
  const tested = steps.filter((step): step is Step & { n: number } => step.n !== null);
  if (tested.length === 0) return 'No step has rows on both sides.';
  const each = tested.map(({ against, name, mean_difference, low, high, n, p, p_holm }) => {
    const interval = low === null ? '' : `${signed(low)} to ${signed(high)}, `;
    return `${against} to ${name}: ${signed(mean_difference)} (${interval}n = ${n}), p ${pValue(p)} alone, ${pValue(p_holm)} corrected.`;
  });
  return `${each.join(' ')} Corrected (Holm) over the ${numeral(tested[0]?.tests ?? 0)} ${plural(tested[0]?.tests ?? 0, 'step', 'steps')} tested.`;
}

/** What averages without rows leave open, with the narrowest interval of those that have rows as the measure. */
export function untestedSentence(steps: readonly Step[], rows: readonly { low: number | null; high: number | null; n: number }[]): string {
  const open = steps.filter(({ n }) => n === null);
  if (open.length === 0) return '';
  const sides = `${capital(numeral(open.length))} ${plural(open.length, 'step has', 'steps have')} no rows on one side or on both: how far chance moved ${plural(open.length, 'it', 'them')}, nobody can compute.`;
  const widths = rows.flatMap(({ low, high }) => (low === null || high === null ? [] : [high - low]));
  if (widths.length === 0) return sides;
  const narrowest = Math.min(...widths);
  const within = open.filter(({ stated_difference }) => Math.abs(stated_difference) < narrowest).length;
  const sizes = [...new Set(rows.filter(({ low }) => low !== null).map(({ n }) => n))].sort((a, b) => a - b).map(String);
  return `${sides} Where there are rows, ${sizes.join(' or ')} of them, the narrowest interval is ${fixed(narrowest, 1)} points wide; ${within === 0 ? 'none' : numeral(within)} of these steps ${plural(within, 'is', within === 0 ? 'is' : 'are')} smaller than that.`;
}

/** Families of one version, which make no step. */
export function singlesSentence(models: readonly Stated[]): string {
  const byFamily = [...Map.groupBy(models, ({ family }) => family).values()].filter(
    (each) => new Set(each.map(({ version }) => version)).size === 1,
  );
  const names = byFamily.flat().map(({ name, stated }) => `${name} (${fixed(stated)})`);
  if (names.length === 0) return '';
  return `Not drawn: ${list(names)}, of whose ${plural(byFamily.length, 'family', 'families')} one version is published.`;
}
