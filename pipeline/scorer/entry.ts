import { isBoundary, widthAt, widthBefore } from './classes.ts';
import type { SignalDefinition } from './table.ts';

/** An entry of a lexicon, made ready for matching: literal text, then perhaps a gap and more literal text. */
export interface Entry {
  /** Place of its signal in the table. */
  readonly signal: number;
  /** As it stands in the table. */
  readonly text: string;
  readonly ignoreCase: boolean;
  /** Text up to the gap, or all of it; in lower case where case is ignored. */
  readonly head: string;
  /** Least and most code points of the gap; absent where there is none. */
  readonly gap?: { readonly least: number; readonly most: number };
  /** Text behind the gap, likewise. */
  readonly tail: string;
}

const LINE_FEED = 0x0a;

/** The entries of a signal, in their order; `signal` is its place in the table. */
export function compile({ name, lexicon = [], ignoreCase = false }: SignalDefinition, signal: number): Entry[] {
  return lexicon.map((text) => {
    if (!/^[\x20-\x7e]+$/.test(text)) throw new Error(`${name}: "${text}" has characters outside ASCII, for which no case is known`);
    const [head = '', least, most, tail = '', ...more] = (ignoreCase ? text.toLowerCase() : text).split(/\{(\d+),(\d+)\}/);
    if (more.length > 0) throw new Error(`${name}: "${text}" has more than one gap`);
    return { signal, text, ignoreCase, head, tail, ...(least && { gap: { least: Number(least), most: Number(most) } }) };
  });
}

/**
 * The letter a-z that a UTF-16 unit equals when case is ignored, or the unit itself. Beside A-Z these are the dotted and
 * dotless i, the long s and the Kelvin sign.
 */
export function fold(unit: number): number {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  if (unit === 0x130 || unit === 0x131) return 0x69;
  if (unit === 0x17f) return 0x73;
  if (unit === 0x212a) return 0x6b;
  return unit;
}

/** Whether the text reads `literal` at `at`; `literal` is in lower case where case is ignored. */
export function reads(text: string, at: number, literal: string, ignoreCase: boolean): boolean {
  if (at + literal.length > text.length) return false;
  for (let i = 0; i < literal.length; i++) {
    const unit = text.charCodeAt(at + i);
    if (unit !== literal.charCodeAt(i) && !(ignoreCase && fold(unit) === literal.charCodeAt(i))) return false;
  }
  return true;
}

/** Where the entry ends if the text has it at `start` and a word boundary lies behind it; -1 if not. */
export function endOfEntry(text: string, start: number, entry: Entry): number {
  if (!reads(text, start, entry.head, entry.ignoreCase)) return -1;
  const end = start + entry.head.length;
  if (entry.gap) return endOfGap(text, end, entry.gap.least, entry.gap.most, entry);
  return isBoundary(text, end) ? end : -1;
}

/** The gap takes as much as it may and gives back code point by code point until the rest of the entry fits. */
function endOfGap(text: string, start: number, least: number, most: number, { tail, ignoreCase }: Entry): number {
  let at = start;
  let taken = 0;
  while (taken < most && at < text.length && text.charCodeAt(at) !== LINE_FEED) {
    at += widthAt(text, at);
    taken++;
  }
  for (; taken >= least; taken--) {
    if (reads(text, at, tail, ignoreCase) && isBoundary(text, at + tail.length)) return at + tail.length;
    at -= widthBefore(text, at);
  }
  return -1;
}
