import { classAt, classOfUnit, DIGIT, FORM, SPACE, UPPER, WORD, widthAt } from './classes.ts';
import { endOfEntry, reads } from './entry.ts';
import { creativeForm, endOfNumber, isDoubleNewline, startOfCapitalised } from './forms.ts';
import { entriesFrom, OPENINGS } from './lexicon.ts';
import { SIGNALS, type Signal } from './table.ts';
import { addWord, EMPTY_HASH, hashWith, wordsOf } from './words.ts';

/** Told of each hit: place of the signal in the table, start and end in UTF-16 units, the lexicon entry or the name of the form. */
export type OnHit = (signal: number, start: number, end: number, entry: string) => void;

/** What one reading of a text gives. */
export interface Scan {
  /** Hits of each signal, in the order of the table. */
  readonly hits: Int32Array;
  /** Words between whitespace, and how many of them are distinct (case kept). */
  readonly words: number;
  readonly distinct: number;
  /** Code points of the text without the whitespace around it. */
  readonly stripped: number;
}

const QUESTION_MARK = 0x3f;

const place = (name: Signal): number => SIGNALS.findIndex((signal) => signal.name === name);
const CREATIVE = place('creative_form');
const ENGAGEMENT = place('engagement_depth');
const SPECIFICITY = place('specificity');
const QUESTIONING = place('questioning');
// Hits of one lane never overlap. A signal is a lane, save that its numbers and its capitalised words have their own.
const NUMBERS = SIGNALS.length;
const CAPITALISED = SIGNALS.length + 1;

interface Reading {
  readonly text: string;
  readonly hits: Int32Array;
  /** Per lane, where its last hit ended: nothing of the lane begins before. */
  readonly free: Int32Array;
  readonly onHit: OnHit | undefined;
}

function hit(reading: Reading, signal: number, lane: number, start: number, end: number, entry: string): void {
  reading.hits[signal] = (reading.hits[signal] as number) + 1;
  reading.free[lane] = end;
  reading.onHit?.(signal, start, end, entry);
}

/** The first entry that the text opens with, whatever follows it. */
function readOpening(reading: Reading): void {
  const entry = OPENINGS.find(({ head, ignoreCase }) => reads(reading.text, 0, head, ignoreCase));
  if (entry) hit(reading, entry.signal, entry.signal, 0, entry.head.length, entry.text);
}

/** Everything that begins with the word from `start` to `end`, whose first character is of class `kind`. */
function readWord(reading: Reading, start: number, end: number, kind: number): void {
  const { text, free } = reading;
  if (start === 0 || kind & UPPER) {
    const from = startOfCapitalised(text, start, end);
    if (from >= 0) hit(reading, SPECIFICITY, CAPITALISED, from, end, 'capitalised word');
  }
  if (kind & DIGIT && start >= (free[NUMBERS] as number)) {
    const stop = endOfNumber(text, start);
    if (stop >= 0) hit(reading, SPECIFICITY, NUMBERS, start, stop, 'number');
  }
  for (const entry of entriesFrom(text, start, end)) {
    if (start < (free[entry.signal] as number)) continue;
    const stop = endOfEntry(text, start, entry);
    if (stop >= 0) hit(reading, entry.signal, entry.signal, start, stop, entry.text);
  }
}

/** Everything that begins with the mark or line feed at `at`. */
function readMark(reading: Reading, at: number): void {
  const { text, free } = reading;
  if (text.charCodeAt(at) === QUESTION_MARK) hit(reading, QUESTIONING, QUESTIONING, at, at + 1, 'question mark');
  if (at >= (free[ENGAGEMENT] as number) && isDoubleNewline(text, at)) hit(reading, ENGAGEMENT, ENGAGEMENT, at, at + 2, 'double newline');
  const found = at >= (free[CREATIVE] as number) && creativeForm(text, at);
  if (found) hit(reading, CREATIVE, CREATIVE, at, found.end, found.form);
}

/**
 * Reads a text once, from left to right, and finds everything that the table asks for. Any string will do. Time and memory
 * grow with the length of the text: what is looked at beyond the character being read is bounded by the table's longest
 * entry and gap, save for runs of digits, commas and full stops, which are never read twice.
 */
export function scan(text: string, onHit?: OnHit): Scan {
  const reading: Reading = { text, hits: new Int32Array(SIGNALS.length), free: new Int32Array(SIGNALS.length + 2), onHit };
  const words = wordsOf(text);
  let pairs = 0;

  let run = -1; // start of the run of word characters being read, and the class of its first
  let kindOfRun = 0;
  let word = -1; // start of the word between whitespace being read, and its hash so far
  let hash = EMPTY_HASH;

  readOpening(reading);
  const length = text.length;
  for (let at = 0; at < length; at++) {
    const start = at;
    const unit = text.charCodeAt(at);
    let kind = classOfUnit(unit);
    if (kind === 0) {
      kind = classAt(text, at);
      if (widthAt(text, at) === 2) {
        pairs++;
        hash = hashWith(hash, text.charCodeAt(++at));
      }
    }

    if (kind & WORD && run < 0) {
      run = start;
      kindOfRun = kind;
    } else if (!(kind & WORD) && run >= 0) {
      readWord(reading, run, start, kindOfRun);
      run = -1;
    }
    if (kind & FORM) readMark(reading, start);

    if ((kind & SPACE) === 0) {
      if (word < 0) word = start;
      hash = hashWith(hash, unit);
      // Inside a run of letters nothing can begin: this loop only makes the one around it faster.
      while (run >= 0 && at + 1 < length && (classOfUnit(text.charCodeAt(at + 1)) & (WORD | FORM)) === WORD) {
        hash = hashWith(hash, text.charCodeAt(++at));
      }
    } else if (word >= 0) {
      addWord(words, word, start, hash);
      word = -1;
      hash = EMPTY_HASH;
    }
  }
  if (run >= 0) readWord(reading, run, length, kindOfRun);
  if (word >= 0) addWord(words, word, length, hash);
  return { hits: reading.hits, words: words.count, distinct: words.distinct, stripped: words.end - words.start - pairs };
}
