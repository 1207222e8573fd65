import type { Measure, Style } from './draw.ts';

/** No picture holds more characters than this on all its lines, nor on one: what is beyond them need not be measured. */
const LONGEST = { text: 1000, word: 200 };

/**
 * A text in lines that fit a width: at most `most` of them, the last cut with an ellipsis where there is more. A word that is wider
 * than a line is cut.
 */
export function wrap(content: string, width: number, most: number, measure: Measure, style: Style): string[] {
  const fits = (line: string) => measure(line, style) <= width;
  const words = content
    .slice(0, LONGEST.text)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.slice(0, LONGEST.word));
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (lines.length === most - 1) return [...lines, cut([line, ...words.slice(index)].filter(Boolean).join(' '), fits)];
    if (line !== '') lines.push(line);
    line = fits(word) ? word : cut(word, fits);
  }
  return line === '' ? lines : [...lines, line];
}

/** The same, in lines as even as their number allows. */
export function balanced(content: string, width: number, most: number, measure: Measure, style: Style): string[] {
  const widest = wrap(content, width, most, measure, style);
  // A text that was cut is as narrow as it may be.
  if (widest.length < 2 || widest.join(' ').includes('…')) return widest;
  let [low, high] = [width / widest.length, width];
  while (high - low > 4) {
    const middle = (low + high) / 2;
    const tried = wrap(content, middle, most + 1, measure, style);
    if (tried.length > widest.length || tried.join(' ').includes('…')) low = middle;
    else high = middle;
  }
  return wrap(content, high, most, measure, style);
}

/** As much of a text as fits with an ellipsis behind it. */
function cut(content: string, fits: (line: string) => boolean): string {
  const characters = [...content];
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${characters.slice(0, middle).join('').trimEnd()}…`)) low = middle;
    else high = middle - 1;
  }
  return `${characters.slice(0, low).join('').trimEnd()}…`;
}
