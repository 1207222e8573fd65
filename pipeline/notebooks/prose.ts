import type { Answer } from './answer.ts';
import type { Notebook, Prose } from './notebook.ts';
import { textOfQuote } from './quote.ts';

/**
 * A stretch of prose as plain Markdown: its values filled in, its tags in words. Links of the site get its address before them, or
 * become text where that is not known.
 * @param site the site's own address with a final slash
 * @throws InputError where a quote is not one value
 */
export function markdownOf(
  { source, edits }: Prose,
  notebook: Pick<Notebook, 'file' | 'scope'>,
  answers: ReadonlyMap<string, Answer>,
  site?: string,
): string {
  let text = '';
  let at = 0;
  for (const edit of edits) {
    text += source.slice(at, edit.from);
    if ('quote' in edit) text += textOfQuote(edit.quote, answers, notebook);
    else if ('text' in edit) text += edit.text;
    else text += site ? `](${site}${edit.link.replace(/^\//, '')})` : ']';
    at = edit.to;
  }
  text += source.slice(at);
  // Without an address a link is its words.
  const worded = site ? text : text.replace(/\[([^\][]*)\](?!\()/g, '$1');
  return worded
    .replaceAll('&lt;', '<')
    .replace(/\\([{}])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
