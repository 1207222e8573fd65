import { count, fixed, percent, pValue, signed } from '../../format.ts';

export type Spell = (value: number | null) => string;

const signedPercent = (value: number | null, decimals: number) => (value === null ? fixed(null) : `${signed(value * 100, decimals)}%`);

/** A format of a declared chart as a function: rounding and signs are those of every other figure of the site. */
export function spelledBy(format: string): Spell {
  if (format === 'p') return pValue;
  if (format === 'd') return (value) => (value === null ? fixed(null) : count(value));
  const [, plus, decimals, kind] = /^(\+?)\.(\d)([f%])$/.exec(format) ?? [];
  const digits = Number(decimals);
  if (kind === '%') return (value) => (plus ? signedPercent(value, digits) : value === null ? fixed(null) : `${percent(value, digits)}%`);
  return (value) => (plus ? signed(value, digits) : fixed(value, digits));
}

/** How the figures of a column are written where the chart does not say: counts whole, p as p, all else with two decimals. */
export function formatOf(name: string, values: readonly (number | null)[], difference = false): string {
  if (/^p(?:_|$)/.test(name)) return 'p';
  if (values.every((value) => value === null || Number.isInteger(value))) return difference ? '+.0f' : 'd';
  return difference ? '+.2f' : '.2f';
}
