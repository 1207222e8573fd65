const NUMERALS =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );

/** A whole number as prose has it: in words to twenty (0 is `no`), in figures beyond. */
export const numeral = (value: number): string => NUMERALS[value] ?? value.toLocaleString('en-US');

/** The first letter of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

/** The singular for one, else the plural: `plural(1, 'row')`, `plural(2, 'lies', 'lie')`. */
export const plural = (value: number, one: string, many = `${one}s`): string => (value === 1 ? one : many);
