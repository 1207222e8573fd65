import { capital, list, plural } from './english.ts';

const FORMAT = new Intl.NumberFormat('en');
const some = (count: number, one: string): string => `${FORMAT.format(count)} ${plural(count, one)}`;

/** What a search gave, for the line below the field. */
export function foundSentence(words: string, scores: number, pages: number): string {
  if (scores + pages === 0) return `Nothing was found for “${words}”.`;
  const found = [...(scores > 0 ? [some(scores, 'score')] : []), ...(pages > 0 ? [some(pages, 'page')] : [])];
  return `${capital(list(found))}.`;
}

/** What the line says before anything is written. */
export const searchHint = 'Pages, models, probes and single scores: a model, a probe and a condition lead to one score.';

export const searchFailed = 'The search index could not be loaded.';
