import { conditionName } from '../charts/marks.ts';
import { fixed } from '../format.ts';
import { foundSentence, searchFailed, searchHint } from '../words/search.ts';
import { element } from './nodes.ts';
import { bestPart, type Filters, type Loaded, type Match, type Pagefind, scoresFirst, stretches } from './pagefind.ts';

const SHOWN = 8;
const PAUSE_MS = 120;

let opened: { dialog: HTMLDialogElement; field: HTMLInputElement } | undefined;

/** Opens the search; `index` is the address of Pagefind's folder, with its final slash. */
export function openSearch(index: string): void {
  opened ??= build(index);
  const { dialog, field } = opened;
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
}

/** Pagefind and its worker, loaded once. A failure is not kept, so that the next word tries again. */
function loader(index: string): () => Promise<Pagefind> {
  let loading: Promise<Pagefind> | undefined;
  const load = async () => {
    const pagefind = (await import(/* @vite-ignore */ `${index}pagefind.js`)) as Pagefind;
    await pagefind.options({ baseUrl: index.replace(/pagefind\/$/, ''), excerptLength: 24 });
    await pagefind.init();
    return pagefind;
  };
  return () => {
    loading ??= load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
}

function build(index: string) {
  const field = element('input', {
    type: 'search',
    id: 'search-words',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'go',
    placeholder: 'lek-1b P88 txt',
    'aria-describedby': 'search-says',
  });
  const says = element('p', { id: 'search-says', class: 'says', role: 'status' }, searchHint);
  const found = element('div', { class: 'found' });
  const close = element('button', { type: 'button' }, 'Close');
  const form = element(
    'form',
    { role: 'search' },
    element('label', { class: 'unseen', for: 'search-words' }, 'Search this site'),
    field,
    close,
  );
  const dialog = element('dialog', { class: 'search-dialog', 'aria-label': 'Search' }, form, says, found);
  document.body.append(dialog);

  const load = loader(index);
  const links = () => [...found.querySelectorAll('a')];
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = async () => {
    const words = field.value.trim();
    asked += 1;
    const mine = asked;
    const show = (sentence: string, ...groups: HTMLElement[]) => {
      if (mine !== asked) return;
      says.textContent = sentence;
      found.replaceChildren(...groups);
    };
    if (words === '') return show(searchHint);
    try {
      const { scores, pages, groups } = await answer(await load(), words);
      show(foundSentence(words, scores, pages), ...groups);
    } catch (error) {
      console.error(error);
      show(searchFailed);
    }
  };

  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // Enter may come before the pause is over, or before the index is there.
    clearTimeout(timer);
    await ask();
    links()[0]?.click();
  });
  close.addEventListener('click', () => dialog.close());
  // A click beside the panel closes it; the panel fills the dialog, so the dialog itself is hit only there.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && !within(dialog, event)) dialog.close();
  });
  // The page may be the one that is shown already: then only its anchor moves.
  found.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('a') && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    // A field of this kind would first be emptied.
    if (event.key === 'Escape') {
      event.preventDefault();
      dialog.close();
      return;
    }
    const all = links();
    const place = all.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = place + (event.key === 'ArrowDown' ? 1 : -1);
      if (next >= all.length) return;
      event.preventDefault();
      (all[next] ?? field).focus();
    } else if (place >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) field.focus();
  });
  return { dialog, field };
}

const within = (dialog: HTMLElement, { clientX, clientY }: MouseEvent): boolean => {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
};

async function answer(pagefind: Pagefind, words: string) {
  const ask = async (filters: Filters) => (await pagefind.search(words, { filters })).results;
  const [scores, pages] = await Promise.all([ask({ of: 'score' }), ask({ not: { of: 'score' } })]);
  const [scoreGroup, pageGroup] = await Promise.all([group('Scores', scores), group('Pages', pages)]);
  const count = { scores: scores.length, pages: pages.length };
  const both = scoresFirst(count.scores, count.pages) ? [scoreGroup, pageGroup] : [pageGroup, scoreGroup];
  return { ...count, groups: both.filter((each) => each !== undefined) };
}

async function group(title: string, matches: readonly Match[]): Promise<HTMLElement | undefined> {
  if (matches.length === 0) return undefined;
  const loaded = await Promise.all(matches.slice(0, SHOWN).map((match) => match.data()));
  const more = matches.length - loaded.length;
  return element(
    'section',
    {},
    element('h2', {}, title),
    element('ul', {}, ...loaded.map((each) => element('li', {}, each.meta.kind === 'Score' ? scoreLink(each) : pageLink(each)))),
    more > 0 && element('p', { class: 'rest' }, `and ${more.toLocaleString('en')} more: another word narrows them down`),
  );
}

function scoreLink({ url, meta }: Loaded): HTMLElement {
  const { title = url, condition = '', score, source } = meta;
  return element(
    'a',
    { href: url },
    element('span', { class: 'title' }, element('bdi', {}, title)),
    element('span', { class: 'kind' }, `${conditionName(condition)}${source === 'published' ? '' : `, ${source}`}`),
    element('span', { class: 'figure' }, fixed(Number(score), 1)),
  );
}

function pageLink({ url, excerpt, meta, sub_results }: Loaded): HTMLElement {
  const part = bestPart(sub_results);
  const { title = url, kind = 'Page' } = meta;
  const below = part && part.title !== title ? part.title : undefined;
  return element(
    'a',
    { href: part?.url ?? url },
    element('span', { class: 'title' }, element('bdi', {}, title), below && ` / ${below}`),
    kind !== 'Page' && element('span', { class: 'kind' }, kind),
    element(
      'span',
      { class: 'excerpt' },
      ...stretches(part?.excerpt ?? excerpt).map(({ text, hit }) => (hit ? element('mark', {}, text) : text)),
    ),
  );
}
