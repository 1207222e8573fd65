import { messageOf } from '../../message.ts';
import { shownColumns } from '../../notebook/table.ts';
import { copiedSentence, orderSentence, restSentence, savedSentence } from '../../words/answer.ts';
import { shownName } from '../../words/names.ts';
import { answeredSentence } from '../../words/query.ts';
import { element } from '../nodes.ts';
import type { Outcome } from '../session/types.ts';
import { QueryError } from '../session/types.ts';
import type { ChartTab } from './chart-tab.ts';
import { createFrame, type FileKind, type Frame } from './frame.ts';
import { createGrid, type Grid } from './grid.ts';
import { BASES, knownIds } from './known-ids.ts';
import { linksFor } from './links.ts';
import { save } from './save.ts';
import { nextSorting, type Sorting, sortedOrder } from './sort.ts';
import { summaryOf } from './summaries.ts';
import { summaryContent } from './summary-cell.ts';
import { createWhole, type Whole } from './whole.ts';
import { asMarkdown, asTsv, ordered } from './written.ts';

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
    const { pane, panels, status, all } = this.#build();
    this.#stopping?.abort();
    this.#shown += 1;
    this.#outcome = undefined;
    this.#grid?.destroy();
    this.#grid = undefined;
    this.#chart?.destroy();
    this.#chart = undefined;
    for (const panel of Object.values(panels)) panel.replaceChildren();
    pane.hidden = true;
    all.hidden = true;
    status.textContent = '';
  }

  #build(): Parts {
    if (this.#parts) return this.#parts;
    made += 1;
    const prefix = `answer${made}`;
    const frame = createFrame(prefix, {
      all: () => void this.#more(),
      stop: () => this.#stopping?.abort(),
      copy: (format) => void this.#copyAs(format),
      save: (kind) => void this.#save(kind),
      view: (view) => void (view === 'chart' && this.#draw()),
    });
    const whole = createWhole({ onClose: () => this.#grid?.focus(), onCopy: (text) => void this.#copy(text, 'Copied the whole value.') });
    this.replaceChildren(...frame.elements);
    this.#parts = { ...frame, prefix, whole };
    return this.#parts;
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
      this.#say(restSentence(stopped ? undefined : messageOf(error)));
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

  #copyAs(format: 'Markdown' | 'TSV'): Promise<void> {
    const answer = this.#arranged();
    const text = format === 'TSV' ? asTsv(answer) : asMarkdown(answer);
    return this.#copy(text, copiedSentence(answer.rows.length, format, this.#outcome?.more !== undefined));
  }

  async #save(kind: FileKind): Promise<void> {
    const answer = this.#arranged();
    const name = `answer.${kind}`;
    try {
      await save(answer, kind, name);
      this.#say(savedSentence(answer.rows.length, name, this.#outcome?.more !== undefined));
    } catch (error) {
      console.error(error);
      this.#say(`The file could not be made: ${messageOf(error)}`);
    }
  }
}

interface Parts extends Frame {
  prefix: string;
  whole: Whole;
}

const shownFigures = ({ answer }: Outcome, column: number): boolean => shownColumns(answer)[column]?.figures ?? false;

customElements.define('lem-answer', LemAnswer);

declare global {
  interface HTMLElementTagNameMap {
    'lem-answer': LemAnswer;
  }
}
