import type { Answer } from '../compare/compare.ts';
import { answered, type Pair, pairsOf, type RunScores, type Side, sideId } from '../compare/scores.ts';
import {
  cautions,
  differenceHeadline,
  differenceSentence,
  domainsSentence,
  extremesSentence,
  familyVerdict,
  inSentence,
  loneSentence,
  missingSide,
  type Named,
  refusal,
  sideName,
} from '../words/compare.ts';
import { domainTable, drawStrip, facts, type Moved, overallTable, probeTable } from './compare-draw.ts';
import type { Answered } from './compare-worker.ts';
import { element } from './nodes.ts';
import { anyKept } from './own/flag.ts';
import { saveAs } from './save-as.ts';

/**
 * The comparison of two sides, worked out in the reader's browser. The address holds the two sides (`a`, `b`) and whether only the
 * probes that changed are shown (`only=changed`). The markup stands in the page; this fills it.
 */
class RunCompare extends HTMLElement {
  #scores = new Map<string, Promise<RunScores>>();
  /** What the reader keeps in this browser is in the lists. */
  #own: Promise<void> = Promise.resolve();
  #worker: Worker | undefined;
  #asked = 0;

  connectedCallback(): void {
    const { form, a, b, only } = this.#parts();
    if (anyKept()) this.#own = this.#listOwn([a, b]);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#go(a.value, b.value);
    });
    this.#part('swap').addEventListener('click', () => this.#go(b.value, a.value));
    only.addEventListener('change', () => {
      const asked = new URLSearchParams(location.search);
      history.replaceState(null, '', addressOf(asked.get('a') ?? '', asked.get('b') ?? '', only.checked));
      this.#showOnly();
    });
    this.#part('csv').addEventListener('click', () => this.#download());
    addEventListener('popstate', () => this.#show());
    this.#show();
  }

  #part = (name: string): HTMLElement => this.querySelector(`[data-part="${name}"]`) as HTMLElement;

  #parts() {
    const form = this.querySelector('form') as HTMLFormElement;
    const field = (name: string) => form.elements.namedItem(name) as HTMLSelectElement;
    return { form, a: field('a'), b: field('b'), only: this.#part('only') as HTMLInputElement };
  }

  #go(a: string, b: string): void {
    history.pushState(null, '', addressOf(a, b, this.#parts().only.checked));
    this.#show();
  }

  #say(sentence: string): void {
    this.#part('status').textContent = sentence;
  }

  async #show(): Promise<void> {
    const { a: selectA, b: selectB, only } = this.#parts();
    await this.#own;
    const asked = new URLSearchParams(location.search);
    const [a, b] = [asked.get('a') ?? '', asked.get('b') ?? ''];
    only.checked = asked.get('only') === 'changed';
    this.#asked += 1;
    const mine = this.#asked;
    const result = this.#part('result');
    const stop = (sentence: string) => {
      if (mine !== this.#asked) return;
      result.hidden = true;
      delete document.documentElement.dataset.asked;
      this.#say(sentence);
    };
    for (const [select, value] of [
      [selectA, a],
      [selectB, b],
    ] as const) {
      select.value = value;
      if (select.selectedIndex < 0) {
        select.value = '';
        return stop(missingSide(value));
      }
    }
    if (a === '' && b === '') return stop('');
    if (a === '' || b === '') return stop('Choose the other side too.');
    this.#say('Working it out…');
    try {
      const [left, right] = await Promise.all([this.#side(a), this.#side(b)]);
      const pairs = pairsOf(left, right);
      const names = [named(left), named(right)] as const;
      const refused = refusal(...names, pairs.length);
      if (refused) return stop(refused);
      const answer = await this.#work({ a, b, pairs });
      if (mine !== this.#asked) return;
      this.#fill(left, right, names, pairs, answer);
      result.hidden = false;
      this.#say(`Compared on ${pairs.length} probes.`);
    } catch (error) {
      console.error(error);
      stop('The scores of the two sides could not be loaded or worked out. Reload the page to try again.');
    }
  }

  /** A side by its id, with the scores of its run: fetched once. */
  async #side(id: string): Promise<Side> {
    const [run_id = '', condition = ''] = splitSide(id);
    const known =
      this.#scores.get(run_id) ??
      (isOwn(run_id) ? keptSide(run_id) : fetchScores(`${this.dataset.scores}${encodeURIComponent(run_id)}.json`));
    this.#scores.set(run_id, known);
    known.catch(() => this.#scores.delete(run_id));
    return { run: await known, condition };
  }

  /** Puts the files that the reader keeps in this browser into the lists, apart from everything that the site has. */
  async #listOwn(selects: readonly HTMLSelectElement[]): Promise<void> {
    try {
      const { keptSides } = await import('./own/kept-sides.ts');
      const sides = await keptSides();
      for (const select of selects) {
        const options = sides.map(({ id, label }) => element('option', { value: id }, label));
        if (options.length > 0) select.append(element('optgroup', { label: 'In this browser alone' }, ...options));
      }
    } catch (error) {
      console.error(error);
    }
  }

  #work(question: { a: string; b: string; pairs: readonly Pair[] }): Promise<Answer> {
    this.#worker ??= new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' });
    const worker = this.#worker;
    const number = this.#asked;
    return new Promise((done, fail) => {
      const listen = ({ data }: MessageEvent<Answered>) => {
        if (data.number !== number) return;
        worker.removeEventListener('message', listen);
        done(data.answer);
      };
      worker.addEventListener('message', listen);
      worker.addEventListener('error', fail, { once: true });
      worker.postMessage({ number, question });
    });
  }

  #moved: Moved[] = [];

  #fill(a: Side, b: Side, names: readonly [Named, Named], pairs: readonly Pair[], answer: Answer): void {
    const text = (part: string, sentence: string) => {
      this.#part(part).textContent = sentence;
    };
    const compared = answer.all;
    const tests = a.run.tests.filter((test) => isPair(test, sideId(a), sideId(b)));
    const headline = differenceHeadline(...names, compared, tests);
    document.title = `${headline} · ${this.dataset.site}`;
    text('headline', headline);
    text('sentence', differenceSentence(compared));
    const [first, second] = names.map(sideName) as [string, string];
    const notes = [...cautions(...names, pairs.length), ...runNotes(a, b)];
    this.#part('notes').replaceChildren(...notes.map((note) => element('p', {}, note)));
    this.#part('notes-section').hidden = notes.length === 0;
    const verdicts = tests.length > 0 ? tests.map(familyVerdict) : [loneSentence];
    this.#part('families').replaceChildren(...verdicts.map((verdict) => element('p', {}, verdict)));
    overallTable(this.#part('overall'), a, answer);
    this.#part('facts').replaceChildren(...facts(answer, first, second));

    this.#moved = pairs
      .map((pair, index) => ({ ...pair, difference: answer.differences[index] as number }))
      .sort((one, other) => other.difference - one.difference || (one.probe_id < other.probe_id ? -1 : 1));
    text('extremes', extremesSentence(this.#moved));
    text('domains-sentence', domainsSentence(answer.domains));
    domainTable(this.#part('domains'), a, answer.domains);
    const changed = this.#moved.filter(({ difference }) => difference !== 0).length;
    text('only-label', `only the probes that changed: ${changed} of ${pairs.length}`);
    const files = [...new Set([a.run.run_id, b.run.run_id])].filter((run_id) => !isOwn(run_id));
    this.#part('data').replaceChildren(
      ...files.map((run_id) => element('a', { href: `${this.dataset.scores}${encodeURIComponent(run_id)}.json` }, `${run_id}.json`)),
    );
    probeTable(this.#part('probes'), a, b, this.#moved);
    this.#showOnly();
  }

  #showOnly(): void {
    const { only } = this.#parts();
    const shown = only.checked ? this.#moved.filter(({ difference }) => difference !== 0) : this.#moved;
    drawStrip(this.#part('strip'), shown);
    for (const row of this.#part('probes').querySelectorAll<HTMLElement>('tr[data-difference]'))
      row.hidden = only.checked && row.dataset.difference === '0';
  }

  /** The rows of the comparison as a CSV file, made here. */
  #download(): void {
    const rows = this.#moved.map(({ probe_id, domain, a, b, difference }) => [probe_id, `"${domain}"`, a, b, difference].join(','));
    saveAs('comparison.csv', `${['probe_id,domain,a,b,difference', ...rows].join('\n')}\n`, 'text/csv');
  }
}

/** Ids as they are, since a slash needs no escape in a query. */
function addressOf(a: string, b: string, only: boolean): string {
  const value = (id: string) => encodeURIComponent(id).replaceAll('%2F', '/');
  return `?a=${value(a)}&b=${value(b)}${only ? '&only=changed' : ''}`;
}

/** A run's id and its condition, which may hold a slash where it is a reader's. */
const splitSide = (id: string): string[] => {
  const slash = id.indexOf('/');
  return slash < 0 ? [id] : [id.slice(0, slash), id.slice(slash + 1)];
};

const isOwn = (run_id: string): boolean => run_id.startsWith('own.');

async function keptSide(run_id: string): Promise<RunScores> {
  const { keptScores } = await import('./own/keep.ts');
  const scores = await keptScores(run_id.slice('own.'.length));
  if (!scores) throw new Error(`Nothing is kept of ${run_id}.`);
  return scores;
}

async function fetchScores(address: string): Promise<RunScores> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  return (await response.json()) as RunScores;
}

const isPair = (test: { a: string; b: string }, a: string, b: string): boolean =>
  (test.a === a && test.b === b) || (test.a === b && test.b === a);

const named = (side: Side): Named => ({ ...side.run, condition: side.condition, answered: answered(side) });

const runNotes = (a: Side, b: Side): string[] =>
  [...new Map([a, b].map(({ run }) => [run.run_id, run])).values()].flatMap(({ name, note }) =>
    note ? [`${inSentence(name)}: ${note}`] : [],
  );

customElements.define('run-compare', RunCompare);
