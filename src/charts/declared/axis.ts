import type { AxisSpec } from '../../../pipeline/notebooks/chart.ts';
import { fixed, signed } from '../../format.ts';
import { scaleOver, tickStep, ticksWithin } from '../scale.ts';
import { ChartError, type Columns } from './columns.ts';
import { spelledBy } from './spelled.ts';

/** An axis: where a value stands from 0 to 1, and which values have a line and a label. */
export interface Axis {
  share(value: number): number;
  low: number;
  high: number;
  ticks: readonly { value: number; text: string }[];
  /** Names along the axis, where its values are places of a list. */
  names?: readonly string[];
}

const decimalsOf = (ticks: readonly number[]): number =>
  Math.max(0, ...ticks.map((tick) => String(Math.abs(tick)).split('.')[1]?.length ?? 0));

/**
 * Labels of ticks: as many decimals as they need themselves, whatever the figures have, and a sign where values are differences. A
 * format decides whether there is a sign, and the unit.
 */
function tickTexts(ticks: readonly number[], { format, difference }: { format?: string | undefined; difference: boolean }) {
  const decimals = decimalsOf(ticks);
  const sign = difference || format?.startsWith('+');
  const plain = (tick: number) => (tick === 0 ? '0' : sign ? signed(tick, decimals) : fixed(tick, decimals));
  const spell = format === undefined || /f$/.test(format) ? plain : spelledBy(format);
  return ticks.map((value) => ({ value, text: spell(value) }));
}

interface Wanted {
  key: string;
  spec: AxisSpec;
  values: readonly (number | null)[];
  /** Most ticks that there is room for. */
  most: number;
  difference?: boolean;
  margin?: number;
}

/** An axis of numbers over all values given, or between the ends that the chart states. */
export function numberAxis({ key, spec, values, most, difference = false, margin = 0.04 }: Wanted): Axis {
  if (spec.scale === 'log') return logAxis({ key, spec, values, most });
  const { format, from, to } = spec;
  const scale = scaleOver([...values, ...(difference ? [0] : [])], { most, margin });
  const [low, high] = [from ?? scale.low, to ?? scale.high];
  if (!(low < high)) throw new ChartError(key, `the axis runs from ${low} to ${high}. Its first end has to be the lower one.`);
  const ticks = from === undefined && to === undefined ? scale.ticks : ticksWithin(low, high, tickStep(high - low, most));
  return { low, high, share: (value) => (value - low) / (high - low), ticks: tickTexts(ticks, { format, difference }) };
}

function logAxis({ key, spec: { format, from, to }, values, most }: Wanted): Axis {
  const known = values.filter((value) => value !== null);
  if (known.some((value) => value <= 0) || (from ?? 1) <= 0)
    throw new ChartError(key, 'a logarithmic axis has no place for values of zero and below. Leave them out, or take scale: linear.');
  const [least, greatest] = known.length === 0 ? [1, 10] : [Math.min(...known), Math.max(...known)];
  const [low, high] = [from ?? least / 1.15, to ?? greatest * 1.15];
  if (!(low < high)) throw new ChartError(key, `the axis runs from ${low} to ${high}. Its first end has to be the lower one.`);
  const base = Math.log2(high / low) <= most ? 2 : 10;
  const power = (value: number) => Math.log(value) / Math.log(base);
  const [first, last] = [Math.ceil(power(low) - 1e-9), Math.floor(power(high) + 1e-9)];
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number((base ** (first + index)).toPrecision(12)));
  const spell = format === undefined ? (value: number) => String(Number(value.toPrecision(3))) : spelledBy(format);
  return {
    low,
    high,
    share: (value) => Math.log(value / low) / Math.log(high / low),
    ticks: ticks.map((value) => ({ value, text: spell(value) })),
  };
}

const DAY = 86_400_000;

/** An axis of days and times, in UTC; at most as many ticks as there is room for, on whole days where they span more than some. */
export function timeAxis(values: readonly (number | null)[], most: number): Axis {
  const known = values.filter((value) => value !== null);
  const [least, greatest] = known.length === 0 ? [0, DAY] : [Math.min(...known), Math.max(...known)];
  const pad = (greatest - least || DAY) * 0.03;
  const [low, high] = [least - pad, greatest + pad];
  const days = high - low > 3 * DAY;
  const unit = days ? DAY : 60_000;
  const step = Math.max(1, Math.ceil(tickStep((high - low) / unit, most))) * unit;
  const ticks = ticksWithin(low, high, step).map((value) => ({
    value,
    text: days ? new Date(value).toISOString().slice(0, 10) : new Date(value).toISOString().slice(11, 16),
  }));
  return { low, high, share: (value) => (value - low) / (high - low), ticks };
}

/** An axis of names in the order given, one place each. */
export function nameAxis(names: readonly string[]): Axis {
  const last = Math.max(1, names.length);
  return {
    low: 0,
    high: last,
    share: (value) => (value + 0.5) / last,
    ticks: names.map((text, value) => ({ value, text })),
    names,
  };
}

/** How a chart reads a column for an axis: as numbers, as times, or as names. */
export const axisKind = (columns: Columns, spec: AxisSpec, key: string): 'number' | 'time' | 'name' => {
  const kind = columns.kind(spec.column, key);
  if (spec.scale === 'category') return 'name';
  if (spec.scale === 'log' && kind !== 'number') throw new ChartError(key, 'scale: log needs a column of numbers.');
  return kind === 'number' ? 'number' : kind === 'time' ? 'time' : 'name';
};
