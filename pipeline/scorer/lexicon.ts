import { compile, type Entry, fold, reads } from './entry.ts';
import { SIGNALS } from './table.ts';

/** Entries that count as the first thing in a text, in order of preference. */
export const OPENINGS: readonly Entry[] = SIGNALS.flatMap((signal, place) => (signal.where === 'start' ? compile(signal, place) : []));

/** The entries that begin with one and the same word, by signal and within a signal in order of preference. */
interface FirstWord {
  readonly word: string;
  readonly entries: Entry[];
}

// Every entry begins with a whole word, and where it counts a word boundary lies before it: so it can only begin where the
// text has that very word. Nearly all words of a text are turned away by their length and their first two letters, of which
// five bits each will do, since what they let through is read again.
const LONGEST = 31;
const firstWords: (FirstWord[] | undefined)[] = [];
const lengths = new Int32Array(32 * 32);

const pairOf = (first: number, second: number): number => ((first & 31) << 5) | (second & 31);

for (const entry of SIGNALS.flatMap((signal, place) => (signal.where === 'words' ? compile(signal, place) : []))) {
  const word = /^[a-z]+(?![\w{])/i.exec(entry.text)?.[0].toLowerCase();
  if (word === undefined || word.length > LONGEST)
    throw new Error(`"${entry.text}" has to begin with a whole word of a-z, ${LONGEST} letters at most`);
  const pair = pairOf(word.charCodeAt(0), word.charCodeAt(1));
  lengths[pair] = (lengths[pair] as number) | (1 << word.length);
  firstWords[pair] ??= [];
  const known = firstWords[pair].find((each) => each.word === word);
  if (known) known.entries.push(entry);
  else firstWords[pair].push({ word, entries: [entry] });
}

const none: readonly Entry[] = [];

/** The entries that can begin with the word of the text from `start` to `end`. */
export function entriesFrom(text: string, start: number, end: number): readonly Entry[] {
  const length = end - start;
  if (length > LONGEST) return none;
  let first = text.charCodeAt(start);
  let second = length === 1 ? 0 : text.charCodeAt(start + 1);
  if ((first | second) >= 0x80) {
    first = fold(first);
    second = fold(second);
  }
  const pair = pairOf(first, second);
  if ((((lengths[pair] as number) >>> length) & 1) === 0) return none;
  for (const each of firstWords[pair] ?? []) if (each.word.length === length && reads(text, start, each.word, true)) return each.entries;
  return none;
}
