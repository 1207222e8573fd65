import { explain, type Signal, score } from '../../pipeline/scorer/index.ts';

/** What a signal hits in a text, in order. */
export function hits(signal: Signal, text: string): string[] {
  return hitsOf(signal, text).map(({ start, end }) => text.slice(start, end));
}

/** The same as `[text hit, entry or form]`. */
export function hitsAs(signal: Signal, text: string): [string, string][] {
  return hitsOf(signal, text).map(({ start, end, entry }) => [text.slice(start, end), entry]);
}

function hitsOf(signal: Signal, text: string) {
  const found = explain(text).signals.find((each) => each.signal === signal);
  if (!found) throw new Error(`no signal ${signal}`);
  return found.hits;
}

/** How often a signal counts in a text. */
export const count = (signal: Signal, text: string): number => score(text).counts[signal];
