/** No-break space: between a number and its unit. */
export const NBSP = '\u00a0';
const MINUS = '−';
const ABSENT = '–';

/**
 * Decimal digits of a number, rounded half up towards plus infinity, as the published averages are (10.105 is 10.11, −1.725 is
 * −1.72): means of tenths are exact decimals that a double holds a hair below or above, hence the tolerance.
 */
function digits(value: number, decimals: number): { negative: boolean; text: string } {
  const scale = 10 ** decimals;
  const units = Math.floor(value * scale + 0.5 + 1e-7);
  const [whole = '0', fraction] = (Math.abs(units) / scale).toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return { negative: units < 0, text: fraction ? `${grouped}.${fraction}` : grouped };
}

/** 1,985 · −156.0 · 21.74; an en dash where there is no value. */
export function fixed(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return ABSENT;
  const { negative, text } = digits(value, decimals);
  return negative ? MINUS + text : text;
}

/** +1.26 · −0.27 · 0.00: a difference, with its sign. */
export function signed(value: number | null | undefined, decimals = 2): string {
  const text = fixed(value, decimals);
  return text === ABSENT || text.startsWith(MINUS) || !/[1-9]/.test(text) ? text : `+${text}`;
}

/** A count: 1,985. */
export const count = (value: number): string => fixed(value, 0);

/** A share as a percentage without its sign: 0.985 is 98.5. */
export const percent = (share: number, decimals = 1): string => fixed(share * 100, decimals);

/** p as journals set it: .019, < .001, > .999; an en dash where no test was made. */
export function pValue(p: number | null | undefined): string {
  if (p === null || p === undefined) return ABSENT;
  if (p < 0.001) return `<${NBSP}.001`;
  const text = fixed(p, 3);
  return text === '1.000' ? (p === 1 ? '1' : `>${NBSP}.999`) : text.slice(1);
}

/** 1.6 MB · 40 KB · 512 bytes, in powers of ten. */
export function bytes(size: number): string {
  if (size < 1000) return `${size}${NBSP}bytes`;
  const [unit, scale] = size < 999_500 ? ['KB', 1e3] : ['MB', 1e6];
  const value = size / scale;
  return `${fixed(value, value < 9.95 ? 1 : 0)}${NBSP}${unit}`;
}

/** Billions of parameters: 0.135B, 1B, 27B. */
export const size = (billions: number): string => `${Number(billions.toPrecision(3))}B`;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A day, `2026-11-24`, as prose has it: 24 November 2026. Anything else stays as it is. */
export function day(date: string): string {
  const [, year, month, number] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? date : `${Number(number)} ${name} ${year}`;
}

/** A moment in ISO 8601 as prose has it, to the minute and in UTC: 24 November 2026, 14:22 UTC. Anything else stays as it is. */
export function moment(time: string): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return time;
  const iso = at.toISOString();
  return `${day(iso.slice(0, 10))}, ${iso.slice(11, 16)}${NBSP}UTC`;
}
