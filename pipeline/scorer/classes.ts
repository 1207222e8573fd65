/**
 * What kind of character a code point is. A text is read as code points, with a lone surrogate as a code point of its
 * own that is neither a word character nor anything else. Letters, numbers and digits are those of the Unicode version
 * that the running JavaScript engine knows.
 */

const KNOWN = 1;
/** Unicode categories L* and N*, and the underscore. Combining marks are not word characters. */
export const WORD = 2;
/** Unicode category Nd. */
export const DIGIT = 4;
export const SPACE = 8;
/** A to Z. */
export const UPPER = 16;
/** a to z. */
export const LOWER = 32;
/** A character that a form of the table begins with. */
export const FORM = 64;

const word = /[\p{L}\p{N}_]/u;
const digit = /\p{Nd}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are whitespace
const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const form = /[\n.\u2014*_>#|?]/;

// One byte a code point, filled as characters are met: memory is only touched where text is, and nothing has to be
// worked out when the module loads. High surrogates stay 0, so that a reader of UTF-16 units stops there and looks at the pair.
const table = new Uint8Array(0x11_0000);

function learn(point: number): number {
  const char = String.fromCodePoint(point);
  const upper = point >= 0x41 && point <= 0x5a;
  const lower = point >= 0x61 && point <= 0x7a;
  const known =
    KNOWN |
    (word.test(char) ? WORD : 0) |
    (digit.test(char) ? DIGIT : 0) |
    (space.test(char) ? SPACE : 0) |
    (upper ? UPPER : 0) |
    (lower ? LOWER : 0) |
    (form.test(char) ? FORM : 0);
  if (!isHigh(point)) table[point] = known;
  return known;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** Class of a UTF-16 unit by itself where it is known by itself; 0 where `classAt` has to be asked. */
export const classOfUnit = (unit: number): number => table[unit] as number;

/** UTF-16 units of the code point that begins at `at`: 1 or 2. */
export function widthAt(text: string, at: number): 1 | 2 {
  return isHigh(text.charCodeAt(at)) && at + 1 < text.length && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
}

/** UTF-16 units of the code point that ends before `at`, which is above 0: 1 or 2. */
export function widthBefore(text: string, at: number): 1 | 2 {
  return isLow(text.charCodeAt(at - 1)) && at > 1 && isHigh(text.charCodeAt(at - 2)) ? 2 : 1;
}

/** Class of the code point that begins at `at`; 0 at the end of the text. */
export function classAt(text: string, at: number): number {
  if (at >= text.length) return 0;
  const unit = text.charCodeAt(at);
  const known = table[unit] as number;
  if (known !== 0) return known;
  const point = widthAt(text, at) === 2 ? ((unit - 0xd800) << 10) + text.charCodeAt(at + 1) - 0xdc00 + 0x1_0000 : unit;
  return (table[point] as number) || learn(point);
}

/** Whether a word boundary lies at `at`: a word character on one side only. */
export function isBoundary(text: string, at: number): boolean {
  const before = at === 0 ? 0 : classAt(text, at - widthBefore(text, at));
  return ((before ^ classAt(text, at)) & WORD) !== 0;
}
