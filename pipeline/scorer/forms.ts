import { classAt, DIGIT, isBoundary, LOWER, SPACE, UPPER, WORD, widthAt, widthBefore } from './classes.ts';

const LINE_FEED = 0x0a;
const BLANK = 0x20;
const HASH = 0x23;
const ASTERISK = 0x2a;
const COMMA = 0x2c;
const FULL_STOP = 0x2e;
const GREATER = 0x3e;
const UNDERSCORE = 0x5f;
const BAR = 0x7c;
const EM_DASH = 0x2014;

/** Where the number that begins with the digit at `start` ends; -1 where no word boundary follows any part of it. */
export function endOfNumber(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit !== FULL_STOP && unit !== COMMA && (classAt(text, at) & DIGIT) === 0) break;
    at += widthAt(text, at);
  }
  for (; at > start; at -= widthBefore(text, at)) if (isBoundary(text, at)) return at;
  return -1;
}

/**
 * Where the capitalised word begins that ends with the word from `start` to `end`; -1 where there is none. The rule speaks
 * of the text without its first code point: a word that begins the text is looked at from its second code point on, and a
 * full stop in first place is not seen.
 */
export function startOfCapitalised(text: string, start: number, end: number): number {
  const begin = widthAt(text, 0);
  const from = Math.max(start, begin);
  if (end - from < 3 || (classAt(text, from) & UPPER) === 0) return -1;
  for (let at = from + 1; at < end; at++) if ((classAt(text, at) & LOWER) === 0) return -1;
  const afterStop = from - 2 >= begin && text.charCodeAt(from - 1) === BLANK && text.charCodeAt(from - 2) === FULL_STOP;
  return afterStop ? -1 : from;
}

/** A form of `creative_form` found in a text: its name in the table and where it ends. */
export interface Found {
  readonly form: string;
  readonly end: number;
}

/** The form of `creative_form` that begins at `at`, if one does. No two of them begin with the same character. */
export function creativeForm(text: string, at: number): Found | undefined {
  switch (text.charCodeAt(at)) {
    case LINE_FEED:
      return isDoubleNewline(text, at) ? { form: 'two newlines', end: at + 2 } : undefined;
    case FULL_STOP:
      return runLength(text, at, FULL_STOP) === 3 ? { form: 'three full stops', end: at + 3 } : undefined;
    case EM_DASH:
      return { form: 'em dash', end: at + 1 };
    case ASTERISK:
    case UNDERSCORE:
      return emphasis(text, at);
    case GREATER:
      return classAt(text, at + 1) & SPACE ? { form: 'quotation', end: at + 2 } : undefined;
    case HASH:
      return heading(text, at);
    case BAR:
      return { form: 'vertical bar', end: at + 1 };
    default:
      return undefined;
  }
}

/** Whether two line feeds begin at `at`. */
export const isDoubleNewline = (text: string, at: number): boolean =>
  text.charCodeAt(at) === LINE_FEED && text.charCodeAt(at + 1) === LINE_FEED;

/** How often `unit` stands at `at` in a row, 3 at most. */
function runLength(text: string, at: number, unit: number): number {
  let length = 0;
  while (length < 3 && text.charCodeAt(at + length) === unit) length++;
  return length;
}

/** Two marks are tried before one; an underscore can be a mark, and also the word character behind one. */
function emphasis(text: string, at: number): Found | undefined {
  const second = text.charCodeAt(at + 1);
  if ((second === ASTERISK || second === UNDERSCORE) && classAt(text, at + 2) & WORD) {
    return { form: 'emphasis', end: at + 2 + widthAt(text, at + 2) };
  }
  return classAt(text, at + 1) & WORD ? { form: 'emphasis', end: at + 1 + widthAt(text, at + 1) } : undefined;
}

function heading(text: string, at: number): Found | undefined {
  const end = at + runLength(text, at, HASH);
  return classAt(text, end) & SPACE ? { form: 'heading', end: end + 1 } : undefined;
}
