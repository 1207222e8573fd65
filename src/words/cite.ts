import { day } from '../format.ts';

/** The first sentence of the page: which release to cite, and whether this site is that release. */
export function citeSentence(newest: { version: string; date: string } | undefined, same: boolean): string {
  if (!newest) return 'There is no release yet. Name the hash of the data: it says which figures were meant.';
  const which = `Cite the release you used: its version, its day and its data hash. The newest is ${newest.version} of ${day(newest.date)}`;
  return same ? `${which}, and this site was built from its data.` : `${which}; this site was built from other data.`;
}
