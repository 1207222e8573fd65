import { fixed, NBSP, percent } from '../format.ts';
import { plural } from './english.ts';

/** An entry as a page shows it: a space at its end, which counts, can be seen. */
export const entryText = (entry: string): string => entry.replace(/ $/, '␣');

/** Entries that were found, with how often; beyond `most` their number. */
export function foundText(found: readonly { entry: string; times: number }[], most = 6): string {
  const shown = found.slice(0, most).map(({ entry, times }) => (times > 1 ? `${entryText(entry)} ×${times}` : entryText(entry)));
  return [...shown, ...(found.length > most ? [`${found.length - most} more`] : [])].join(' · ');
}

/** What the two signals of the whole text go by. */
export function measuredText({ words, distinct, characters }: { words: number; distinct: number; characters: number }): string {
  const share = words === 0 ? '' : ` (${percent(distinct / words, 0)}${NBSP}%)`;
  return `${fixed(characters, 0)} ${plural(characters, 'character')}, ${fixed(words, 0)} ${plural(words, 'word')}, ${fixed(distinct, 0)} of them distinct${share}`;
}
