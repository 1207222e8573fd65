import type { Value } from './answer.ts';

// How every kind of DuckDB value becomes a `Value`. DuckDB hands values over differently in Node and in the browser; both sides bring
// them to the plain quantities below, so that an answer is the same wherever it was asked.

/** BIGINT, HUGEINT and every other integer: a number where JavaScript tells it from its neighbours, else its digits as text. */
export function integer(value: bigint | number): Value {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** FLOAT and DOUBLE. JSON has no NaN and no infinity, and takes -0 for 0. */
export const double = (value: number): Value => (Number.isFinite(value) ? value + 0 : String(value));

/**
 * DECIMAL from its digits without the point, and how many of them stand behind the point: the double nearest to it. One without any is an
 * integer like others, which is also how HUGEINT arrives in the browser.
 */
export const decimal = (unscaled: bigint, scale: number): Value =>
  scale === 0 ? integer(unscaled) : double(Number(`${unscaled}e-${scale}`));

const two = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 wants a sign and at least six digits for a year that four cannot hold. */
const yearText = (year: number): string =>
  year >= 0 && year <= 9999 ? String(year).padStart(4, '0') : `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`;

// The calendar repeats itself after 400 years: so dates beyond those that JavaScript knows are told too.
const CYCLE_DAYS = 146_097;

function dayText(days: number): string {
  const cycles = Math.floor(days / CYCLE_DAYS);
  const day = new Date((days - cycles * CYCLE_DAYS) * 86_400_000);
  return `${yearText(day.getUTCFullYear() + cycles * 400)}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
}

const LAST_DAY = 2 ** 31 - 1;
const LAST_MOMENT = 2n ** 63n - 1n;

/** DATE from days since 1970-01-01; DuckDB's infinite dates are the ends of 32 bits. */
export const date = (days: number): Value => (days === LAST_DAY ? 'Infinity' : days === -LAST_DAY ? '-Infinity' : dayText(days));

/** How many units of a time make a second: seconds, milli-, micro- or nanoseconds. */
export type PerSecond = 1n | 1_000n | 1_000_000n | 1_000_000_000n;

/** Hours, minutes, seconds, and as much of a fraction as there is. */
function clockText(units: bigint, perSecond: PerSecond): string {
  const seconds = Number(units / perSecond);
  const fraction = String(units % perSecond)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '');
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return fraction === '' ? clock : `${clock}.${fraction}`;
}

/** TIME and TIME_NS from units since midnight. */
export const time = (units: bigint, perSecond: PerSecond): Value => clockText(units, perSecond);

/** TIME WITH TIME ZONE from microseconds since midnight there, and how many seconds its clocks are ahead of UTC: `+02`, `-05:30`. */
export function timeTz(micros: bigint, ahead: number): Value {
  const size = Math.abs(ahead);
  const seconds = size % 60;
  const rest = size % 3600 === 0 ? '' : `:${two(Math.floor(size / 60) % 60)}${seconds === 0 ? '' : `:${two(seconds)}`}`;
  return `${clockText(micros, 1_000_000n)}${ahead < 0 ? '-' : '+'}${two(Math.floor(size / 3600))}${rest}`;
}

/** TIMESTAMP of any precision from units since 1970; WITH TIME ZONE it is told in UTC, whatever zone the reader is in. */
export function timestamp(units: bigint, perSecond: PerSecond, withZone = false): Value {
  if (units === LAST_MOMENT) return 'Infinity';
  if (units === -LAST_MOMENT) return '-Infinity';
  const perDay = 86_400n * perSecond;
  const within = ((units % perDay) + perDay) % perDay;
  return `${dayText(Number((units - within) / perDay))}T${clockText(within, perSecond)}${withZone ? 'Z' : ''}`;
}

/** INTERVAL as an ISO 8601 duration. Months, days and microseconds stay apart, each with its own sign: a month has no fixed length. */
export function interval(months: number, days: number, micros: bigint): Value {
  const part = (size: number, unit: string): string => (size === 0 ? '' : `${size}${unit}`);
  const sign = micros < 0n ? '-' : '';
  const size = micros < 0n ? -micros : micros;
  const hours = size / 3_600_000_000n;
  const minutes = (size / 60_000_000n) % 60n;
  const fraction = String(size % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  const seconds = `${(size / 1_000_000n) % 60n}${fraction === '' ? '' : `.${fraction}`}`;
  const clock = [
    hours === 0n ? '' : `${sign}${hours}H`,
    minutes === 0n ? '' : `${sign}${minutes}M`,
    seconds === '0' ? '' : `${sign}${seconds}S`,
  ].join('');
  const whole = `${part(Math.trunc(months / 12), 'Y')}${part(months % 12, 'M')}${part(days, 'D')}${clock === '' ? '' : `T${clock}`}`;
  return whole === '' ? 'PT0S' : `P${whole}`;
}

/** BLOB as lower-case hexadecimal, two digits a byte. */
export const blob = (bytes: Uint8Array): Value => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** MAP: a key that is not text is its JSON, since an object has no others. Of the same key twice, which DuckDB refuses, the last is told. */
export const map = (entries: Iterable<readonly [Value, Value]>): Value =>
  struct([...entries].map(([key, value]) => [typeof key === 'string' ? key : JSON.stringify(key), value] as const));

/** STRUCT: its fields by name, in order. Built so that a field named `__proto__` is a field like any other. */
export const struct = (entries: Iterable<readonly [string, Value]>): Value => Object.fromEntries(entries);
