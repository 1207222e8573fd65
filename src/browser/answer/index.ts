import { shownColumns } from '../../notebook/table.ts';
import { fileHref, href } from '../../site.ts';
import { copiedSentence, orderSentence, restSentence, savedSentence } from '../../words/answer.ts';
import { shownName } from '../../words/names.ts';
import { answeredSentence } from '../../words/query.ts';
import { element } from '../nodes.ts';
import type { Outcome } from '../session/types.ts';
import { QueryError } from '../session/types.ts';
import type { ChartTab } from './chart-tab.ts';
import { createGrid, type Grid } from './grid.ts';
import { type Bases, type KnownIds, linksFor } from './links.ts';
import { nextSorting, type Sorting, sortedOrder } from './sort.ts';
import { summaryOf } from './summaries.ts';
import { summaryContent } from './summary-cell.ts';
import { createWhole, type Whole } from './whole.ts';
import { asCsv, asJson, asMarkdown, asTsv, ordered } from './written.ts';

const BASES: Bases = { models: href('/models'), runs: href('/runs'), probes: href('/probes'), results: href('/results') };

let coming: Promise<KnownIds> | undefined;
/** Ids that have pages, fetched once a page; without them cells are plain text. */
function knownIds(): Promise<KnownIds> {
  coming ??= fetch(fileHref('/data/ids.json')).then(async (response) => {
    if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
    return (await response.json()) as KnownIds;
  });
  coming.catch(() => {
    coming = undefined;
  });
  return coming;
}

let made = 0;

/**
 * `<lem-answer label="…">`: the answer of a query as a table of any length, with what a reader can do with it: sort, read a whole cell,
 * follow an id, copy, download, and see it as a chart. It needs an `Outcome` and nothing else; until one is shown it is empty.
 */
export class LemAnswer extends HTMLElement {
  #outcome: Outcome | undefined;
  #sorting: Sorting;
  #order: Uint32Array = new Uint32Array();
  #grid: Grid | undefined;
  #chart: ChartTab | undefined;
  #stopping: AbortController | undefined;
  #shown = 0;
  #parts: Parts | undefined;

  connectedCallback(): void {
    this.#build();
  }

  disconnectedCallback(): void {
    this.clear();
  }

  /** The outcome on show. */
  get outcome(): Outcome | undefined {
    return this.#outcome;
  }

  /** Shows what came of a run, in the order of the answer. */
  show(outcome: Outcome): void {
    this.#sorting = undefined;
    this.#replace(outcome);
  }

  /** Takes the answer away. */
  clear(): void {
    const { pane, status } = this.#build();
    this.#stopping?.abort();
    this.#shown += 1;
    this.#outcome = undefined;
    this.#grid?.destroy();
    this.#grid = undefined;
    this.#chart?.destroy();
    this.#chart = undefined;
    pane.hidden = true;
    status.textContent = '';
  }

  #build(): Parts {
    if (this.#parts) return this.#parts;
    made += 1;
    const prefix = `answer${made}`;
    const tab = (name: string, text: string) =>
      element('button', { type: 'button', role: 'tab', id: `${prefix}-tab-${name}`, 'aria-controls': `${prefix}-${name}` }, text);
    const panel = (name: string) =>
      element('div', { role: 'tabpanel', id: `${prefix}-${name}`, 'aria-labelledby': `${prefix}-tab-${name}` });
    const button = (text: string, act: () => void, label?: string) => {
      const each = element('button', { type: 'button', 'aria-label': label }, text);
      each.addEventListener('click', act);
      return each;
    };
    const status = element('p', { role: 'status' });
    const [all, stop] = [button('All rows', () => void this.#more()), button('Stop', () => this.#stopping?.abort())];
    const tabs = { table: tab('table', 'Table'), chart: tab('chart', 'Chart') };
    const panels = { table: panel('table'), chart: panel('chart') };
    const whole = createWhole({ onClose: () => this.#grid?.focus(), onCopy: (text) => void this.#copy(text, 'Copied the whole value.') });
    const tools = element(
      'p',
      { class: 'answer-tools' },
      element('span', { class: 'muted' }, 'Copy'),
      button('Markdown', () => void this.#copyAs('Markdown', asMarkdown), 'Copy as Markdown'),
      button('TSV', () => void this.#copyAs('TSV', asTsv), 'Copy as TSV'),
      element('span', { class: 'muted' }, 'Download'),
      button('CSV', () => void this.#save('csv'), 'Download as CSV'),
      button('JSON', () => void this.#save('json'), 'Download as JSON'),
      button('Parquet', () => void this.#save('parquet'), 'Download as Parquet'),
    );
    const list = element('div', { role: 'tablist', 'aria-label': 'How the answer is shown' }, tabs.table, tabs.chart);
    const pane = element(
      'div',
      { class: 'answer-pane', hidden: '' },
      element('div', { class: 'answer-bar' }, list, tools),
      panels.table,
      panels.chart,
    );
    this.replaceChildren(element('div', { class: 'answer-status' }, status, all, stop), pane);
    all.hidden = true;
    stop.hidden = true;
    this.#parts = { prefix, status, all, stop, tabs, panels, pane, whole };
    for (const name of ['table', 'chart'] as const) {
      tabs[name].addEventListener('click', () => this.#select(name));
      tabs[name].addEventListener('keydown', ({ key }) => {
        if (key !== 'ArrowLeft' && key !== 'ArrowRight') return;
        const other = name === 'table' ? 'chart' : 'table';
        this.#select(other);
        tabs[other].focus();
      });
    }
    this.#choose('table');
    return this.#parts;
  }

  #choose(chosen: 'table' | 'chart'): void {
    const { tabs, panels } = this.#build();
    for (const name of ['table', 'chart'] as const) {
      tabs[name].setAttribute('aria-selected', String(name === chosen));
      tabs[name].tabIndex = name === chosen ? 0 : -1;
      panels[name].hidden = name !== chosen;
    }
  }

  #select(chosen: 'table' | 'chart'): void {
    this.#choose(chosen);
    if (chosen === 'chart') void this.#draw();
  }

  #say(sentence: string): void {
    this.#build().status.textContent = sentence;
  }

  #tell(): void {
    const outcome = this.#outcome;
    if (!outcome) return;
    const { rows, columns } = outcome.answer;
    const said = answeredSentence(rows.length, outcome.more !== undefined, outcome.milliseconds, outcome.bytes);
    const by = this.#sorting && columns[this.#sorting.column]?.name;
    this.#say(this.#sorting ? `${said} ${orderSentence(by && shownName(by), this.#sorting.direction)}` : said);
  }

  #replace(outcome: Outcome): void {
    const { pane, panels, all, whole, prefix } = this.#build();
    this.#stopping?.abort();
    this.#shown += 1;
    this.#outcome = outcome;
    const { answer } = outcome;
    this.#grid?.destroy();
    this.#chart?.destroy();
    this.#chart = undefined;
    whole.close();
    all.hidden = outcome.more === undefined;
    pane.hidden = answer.columns.length === 0;
    if (pane.hidden) {
      this.#say('The statement gave no table.');
      return;
    }
    const grid = createGrid(answer, {
      label: this.getAttribute('label') ?? 'Answer',
      prefix,
      width: this.clientWidth,
      onSort: (column) => this.#sort(nextSorting(this.#sorting, column, shownFigures(outcome, column))),
      onOpen: (value, column) => whole.open(value, column),
    });
    this.#grid = grid;
    panels.table.replaceChildren(grid.element, whole.element);
    this.#sort(this.#sorting);
    void this.#summarise(grid, this.#shown);
    void this.#link(grid);
    if (!panels.chart.hidden) void this.#draw();
  }

  #sort(sorting: Sorting): void {
    if (!this.#outcome || !this.#grid) return;
    this.#sorting = sorting;
    this.#order = sortedOrder(this.#outcome.answer, sorting);
    this.#grid.order(this.#order, sorting);
    this.#chart?.show(this.#arranged());
    this.#tell();
  }

  /** The answer in the order that is shown. */
  #arranged() {
    const answer = this.#outcome?.answer ?? { columns: [], rows: [] };
    return this.#sorting ? ordered(answer, this.#order) : answer;
  }

  /** Summaries come column by column, so that a large answer is on show before they are worked out. */
  async #summarise(grid: Grid, shown: number): Promise<void> {
    const answer = this.#outcome?.answer;
    if (!answer) return;
    for (const [index, column] of shownColumns(answer).entries()) {
      if (answer.rows.length > 5000) await new Promise((done) => setTimeout(done));
      if (shown !== this.#shown) return;
      grid
        .summary(index)
        .replaceChildren(...summaryContent(summaryOf(answer, index), column).filter((each) => each !== undefined && each !== false));
    }
  }

  async #link(grid: Grid): Promise<void> {
    const answer = this.#outcome?.answer;
    if (!answer?.columns.some(({ name }) => /_id$/.test(name))) return;
    try {
      const known = await knownIds();
      if (grid === this.#grid) grid.link(linksFor(answer.columns, known, BASES));
    } catch {
      // Cells stay plain text: the answer itself is whole.
    }
  }

  async #draw(): Promise<void> {
    const { panels } = this.#build();
    const shown = this.#shown;
    try {
      const { createChartTab } = await import('./chart-tab.ts');
      if (shown !== this.#shown || this.#chart) return;
      this.#chart = createChartTab({ onCopy: (text) => void this.#copy(text, 'Copied the chart as YAML.') });
      panels.chart.replaceChildren(this.#chart.element);
      this.#chart.show(this.#arranged());
    } catch (error) {
      console.error(error);
      panels.chart.replaceChildren(
        element('p', { class: 'says' }, 'What draws charts could not be fetched. Try again once there is a connection.'),
      );
    }
  }

  async #more(): Promise<void> {
    const { all, stop, tabs } = this.#build();
    const outcome = this.#outcome;
    if (!outcome?.more) return;
    const [shown, stopping] = [this.#shown, new AbortController()];
    this.#stopping = stopping;
    all.hidden = true;
    stop.hidden = false;
    stop.focus();
    this.#say('Fetching all rows…');
    try {
      const whole = await outcome.more({ signal: stopping.signal });
      if (shown !== this.#shown) return;
      this.#stopping = undefined;
      this.#replace(whole);
    } catch (error) {
      if (shown !== this.#shown) return;
      this.#stopping = undefined;
      const stopped = error instanceof QueryError && error.kind === 'stopped';
      // What is left of an answer cannot be asked for twice.
      this.#outcome = { ...outcome, more: undefined };
      this.#say(restSentence(stopped ? undefined : error instanceof Error ? error.message : String(error)));
    } finally {
      stop.hidden = true;
      if (document.activeElement === document.body) tabs.table.focus();
    }
  }

  async #copy(text: string, said: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(said);
    } catch {
      this.#say('The browser did not allow the copy. Download a file instead.');
    }
  }

  #copyAs(name: string, write: (answer: Outcome['answer']) => string): Promise<void> {
    const answer = this.#arranged();
    return this.#copy(write(answer), copiedSentence(answer.rows.length, name, this.#outcome?.more !== undefined));
  }

  async #save(kind: 'csv' | 'json' | 'parquet'): Promise<void> {
    const answer = this.#arranged();
    const name = `answer.${kind}`;
    try {
      const [type, content] =
        kind === 'csv'
          ? ['text/csv', asCsv(answer)]
          : kind === 'json'
            ? ['application/json', asJson(answer)]
            : ['application/vnd.apache.parquet', (await import('./parquet.ts')).asParquet(answer)];
      const address = URL.createObjectURL(new Blob([content], { type }));
      element('a', { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      this.#say(savedSentence(answer.rows.length, name, this.#outcome?.more !== undefined));
    } catch (error) {
      console.error(error);
      this.#say(`The file could not be made: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

interface Parts {
  prefix: string;
  status: HTMLElement;
  all: HTMLButtonElement;
  stop: HTMLButtonElement;
  tabs: Record<'table' | 'chart', HTMLButtonElement>;
  panels: Record<'table' | 'chart', HTMLElement>;
  pane: HTMLElement;
  whole: Whole;
}

const shownFigures = ({ answer }: Outcome, column: number): boolean => shownColumns(answer)[column]?.figures ?? false;

customElements.define('lem-answer', LemAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'lem-answer': LemAnswer;
  }
}
