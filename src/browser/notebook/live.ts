import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import { differenceOf } from '../../../pipeline/notebooks/compare.ts';
import type { Scope } from '../../../pipeline/notebooks/notebook.ts';
import { followers, hasSeveral, sources, viewSql } from '../../../pipeline/notebooks/sql.ts';
import { comparedSentence, everySentence, ONE_STATEMENT } from '../../words/notebook.ts';
import { progressSentence } from '../../words/query.ts';
import '../editor/index.ts';
import { type Session, startSession } from '../session/index.ts';
import { type CellView, viewOf } from './cell.ts';
import { type ChartView, chartOf } from './chart.ts';

/** What the file beside the page holds: every cell with the rows of the build, and every chart as it is declared. */
interface Published {
  cells: ({ id: string; sql: string } & Answer)[];
  charts: { id: string; from: string; yaml: string }[];
}

interface Cell {
  id: string;
  /** What would run now. */
  sql: string;
  published: { sql: string; answer: Answer };
  /** Whether the rows on show are those of the build. */
  same: boolean;
  view: CellView;
}

/** A notebook that answers its buttons. */
export interface Live {
  /** @param act `all`, or what a cell (`edit`) or a chart (`edit-chart`) is asked for, which `id` names. */
  act(act: string, id?: string): Promise<void>;
  /** Stops what runs. */
  stop(): void;
}

async function read(address: string): Promise<Published> {
  const response = await fetch(address).catch(() => undefined);
  if (!response?.ok) throw new Error('The rows of this notebook could not be fetched.');
  return (await response.json()) as Published;
}

/** Makes the notebook in an element live. @throws Error where its rows cannot be fetched */
export async function openNotebook(
  place: HTMLElement,
  { session: address, cells: file, scope }: { session: string; cells: string; scope: Scope },
): Promise<Live> {
  const published = await read(file);
  const find = (kind: 'cell' | 'chart', id: string) => place.querySelector(`[data-${kind}="${CSS.escape(id)}"]:not(data)`) as HTMLElement;
  const said = place.querySelector('[data-part="all"]') as HTMLElement;
  let running: AbortController | undefined;

  const cells = published.cells.map(({ id, sql, columns, rows }): Cell => {
    const view = viewOf(find('cell', id), id, {
      run: () => void begin((signal) => runWithFollowers(id, signal)),
      stop: () => running?.abort(),
      reset: () => void begin((signal) => reset(id, signal)),
    });
    return { id, sql, published: { sql, answer: { columns, rows } }, same: true, view };
  });
  const cellOf = (id: string): Cell => {
    const found = cells.find((cell) => cell.id === id);
    if (!found) throw new Error(`There is no cell ${id}.`);
    return found;
  };
  const charts = published.charts.map(({ id, from, yaml }): { id: string; from: string; view: ChartView } => ({
    id,
    from,
    view: chartOf(find('chart', id), { yaml, answer: cellOf(from).published.answer }),
  }));

  /** One thing at a time: what ran before is stopped. */
  async function begin(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    try {
      await work(mine.signal);
    } finally {
      if (running === mine) running = undefined;
    }
  }

  let schema: Promise<void> | undefined;
  async function open(say: (sentence: string) => void): Promise<Session> {
    const session = await startSession(address, (progress) => say(progressSentence(progress)));
    schema ??= Promise.all([session.schema(), session.functions()]).then(([tables, functions]) => {
      for (const { view } of cells) view.complete({ tables, functions });
    });
    await schema;
    return session;
  }

  /** Marks the values that prose quotes of a cell: they stay those of the build. */
  function mark({ id, same }: Cell): void {
    for (const value of place.querySelectorAll<HTMLElement>(`data[data-cell="${CSS.escape(id)}"]`)) {
      value.classList.toggle('stale', !same);
      if (same) value.removeAttribute('title');
      else value.title = `As ${scope === 'published' ? 'published' : 'built'}; the query it comes from gives other rows now.`;
    }
  }

  function show(cell: Cell, answer: Answer, milliseconds: number): void {
    const difference = differenceOf(cell.id, cell.published.answer, answer);
    cell.same = difference === undefined;
    if (difference) cell.view.show(answer);
    else cell.view.restore();
    for (const { from, view } of charts)
      if (from === cell.id) {
        if (difference) view.draw(answer);
        else view.restore(cell.published.answer);
      }
    cell.view.say(comparedSentence(difference, scope, milliseconds), difference ? 'changed' : undefined);
    mark(cell);
  }

  /** Whether a cell and all it reads are as they were built. */
  const isBuilt = (cell: Cell): boolean => [cell, ...sources(cells, cell.id)].every(({ sql, published }) => sql === published.sql);

  function restore(cell: Cell): void {
    cell.same = true;
    cell.view.restore();
    cell.view.say('');
    for (const { from, view } of charts) if (from === cell.id) view.restore(cell.published.answer);
    mark(cell);
  }

  /** Runs one cell over what it reads. What it reads is made anew each time: a session that had to start again has lost it. */
  async function run(cell: Cell, signal: AbortSignal): Promise<boolean> {
    cell.view.busy(true);
    cell.view.say('Running…');
    try {
      if (hasSeveral(cell.sql)) throw new Error(ONE_STATEMENT);
      const session = await open((sentence) => {
        if (!signal.aborted) cell.view.say(sentence);
      });
      signal.throwIfAborted();
      for (const { id, sql } of sources(cells, cell.id)) await session.run(viewSql(id, sql), { signal });
      const { answer, milliseconds } = await session.run(cell.sql, { signal });
      await session.run(viewSql(cell.id, cell.sql), { signal });
      signal.throwIfAborted();
      show(cell, answer, milliseconds);
      return true;
    } catch (error) {
      if (signal.aborted) cell.view.say('Stopped.');
      else cell.view.fail(error);
      return false;
    } finally {
      cell.view.busy(false);
    }
  }

  async function runWithFollowers(id: string, signal: AbortSignal): Promise<void> {
    const cell = cellOf(id);
    cell.sql = cell.view.sql() ?? cell.sql;
    if (!(await run(cell, signal))) return;
    for (const follower of followers(cells, id)) {
      if (signal.aborted) return;
      await run(cellOf(follower), signal);
    }
  }

  async function reset(id: string, signal: AbortSignal): Promise<void> {
    const cell = cellOf(id);
    cell.sql = cell.published.sql;
    cell.view.setSql(cell.sql);
    for (const each of [cell, ...followers(cells, id).map(cellOf)]) {
      if (isBuilt(each)) restore(each);
      else if (!signal.aborted) await run(each, signal);
    }
  }

  async function runAll(signal: AbortSignal): Promise<void> {
    said.textContent = 'Running…';
    let same = 0;
    let ran = 0;
    for (const cell of cells) {
      if (signal.aborted) break;
      cell.sql = cell.view.sql() ?? cell.sql;
      said.textContent = `Running ${cell.id}…`;
      if (await run(cell, signal)) ran += 1;
      if (cell.same) same += 1;
    }
    said.textContent = signal.aborted ? `Stopped after ${ran} of ${cells.length}.` : everySentence(same, ran, cells.length, scope);
  }

  return {
    async act(act, id) {
      if (act === 'all') await begin(runAll);
      else if (act === 'edit' && id !== undefined) cellOf(id).view.edit(cellOf(id).sql);
      else if (act === 'edit-chart') charts.find((chart) => chart.id === id)?.view.edit();
    },
    stop: () => running?.abort(),
  };
}
