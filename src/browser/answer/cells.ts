import type { Value } from '../../../pipeline/notebooks/answer.ts';
import { shownValue } from '../../notebook/table.ts';
import { shownNote } from '../../words/names.ts';

/** Characters of a text that a cell can show at most: a row has one line. */
const LONGEST = 400;
/** Characters of a whole text that are shown at once: a browser takes seconds to break one word of 100,000. */
export const WHOLE = 20_000;

/** A value as text, whole, in its one line or many: what copies and searches take. */
export function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A value as one line of a cell; NULL and empty text are told apart by the cell itself. */
export function lineOf(value: Value, decimals: number): string {
  if (typeof value === 'number') return shownValue(value, { decimals });
  if (typeof value === 'boolean') return String(value);
  const text = textOf(value);
  if (text.length <= LONGEST) return shownNote(text);
  return `${shownNote(text.slice(0, LONGEST))}…`;
}

// Controls of direction would turn the text around them.
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is made visible
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const visible = (control: string): string => {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
};

/** A whole text for reading: its lines as they are, its control characters as visible signs, cut where it is very long. */
export function wholeOf(value: Value): { text: string; shown: number; length: number } {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value, undefined, 2) : textOf(value);
  const part = text.length > WHOLE ? text.slice(0, WHOLE) : text;
  const safe = part.replaceAll('\r\n', '\n').replace(DIRECTION, '\ufffd').replace(CONTROL, visible);
  return { text: safe, shown: part.length, length: text.length };
}

/** Whether a cell may hide a part of its value. */
export const isLongText = (value: Value): boolean =>
  value !== null && typeof value !== 'number' && typeof value !== 'boolean' && textOf(value).length > 30;
