const NUMERALS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const TEENS = ['thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];

/** A whole number in words where English prose spells it (0 to 99; 0 is `no`), else in figures. */
export function numeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 99) return value.toLocaleString('en-US');
  if (value <= 12) return NUMERALS[value] as string;
  if (value < 20) return TEENS[value - 13] as string;
  const tens = TENS[Math.floor(value / 10)] as string;
  return value % 10 ? `${tens}-${NUMERALS[value % 10]}` : tens;
}

/** The first letter of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

/** The singular for one, else the plural: `plural(1, 'row')`, `plural(2, 'lies', 'lie')`. */
export const plural = (value: number, one: string, many = `${one}s`): string => (value === 1 ? one : many);
