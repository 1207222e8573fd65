import { format } from 'd3-format';
import type { Value } from './answer.ts';

/** The format of a p, as journals set it: .019, < .001. All others are those of d3-format. */
const P_VALUE = 'p';

/** No-break space. */
const NBSP = '\u00a0';

/**
 * Rounds as published averages are: half up to what a fixed format will show. Means of tenths are exact decimals that a double
 * holds a hair below or above, hence the tolerance.
 */
function halfUp(value: number, spec: string): number {
  const [, decimals, type] = /\.(\d+)([f%])$/.exec(spec) ?? [];
  if (decimals === undefined) return value;
  const scale = 10 ** (Number(decimals) + (type === '%' ? 2 : 0));
  return Math.floor(value * scale + 0.5 + 1e-7) / scale + 0;
}

const pValue = (p: number): string =>
  p < 0.001 ? `<${NBSP}.001` : p === 1 ? '1' : p > 0.9995 ? `>${NBSP}.999` : halfUp(p, '.3f').toFixed(3).slice(1);

/**
 * A value as prose quotes it. Numbers take a format of d3-format (`.2f`, `+.2f`, `,d`, `.0%`) or `p`; without one a whole number
 * has its thousands marked, any other two decimals. A minus is the real sign. Text stands as it is.
 * @throws Error where there is no value, the value is no text and no number, or the format is none
 */
export function formatValue(value: Value | undefined, spec?: string): string {
  if (value === null || value === undefined) throw new Error('there is no value: the row holds NULL');
  if (typeof value === 'string') {
    if (spec !== undefined) throw new Error(`${JSON.stringify(value.slice(0, 40))} is text, which takes no format`);
    return value;
  }
  if (typeof value !== 'number') throw new Error(`a ${typeof value === 'object' ? 'list' : typeof value} cannot stand in a sentence`);
  if (spec === P_VALUE) return pValue(value);
  const used = spec ?? (Number.isInteger(value) ? ',d' : '.2f');
  let write: (value: number) => string;
  try {
    write = format(used);
  } catch {
    throw new Error(`"${used}" is no format of d3-format (such as .2f, +.2f, ,d, .0%), and not p`);
  }
  // As everywhere on the site: 95 %, not 95%.
  return write(halfUp(value, used)).replace('%', `${NBSP}%`);
}
