import type { Value } from '../../../pipeline/notebooks/answer.ts';
import type { Engine } from './engine.ts';
import { isDuckdbs, queryError, unitsOf, withLost } from './errors.ts';
import { anew, copy, current, halt, type Life, settle } from './life.ts';
import type { Line } from './line.ts';
import { isDeclaration } from './own.ts';
import { type Rows, start } from './run.ts';
import { reads, refusal, type Statement, split, stillInTransaction } from './statements.ts';
import { unlessStopped, until } from './stop.ts';
import { type Outcome, QueryError, type RunOptions } from './types.ts';

/** Rows that are handed over at first. */
const ROWS = 10_000;

/** An error of this session's own. */
export const plain = (message: string, kind: QueryError['kind'] = 'other', offset?: number): QueryError =>
  new QueryError(message, { kind, offset, candidates: [] });

interface Asked {
  /** What was asked, for places in it. */
  sql?: string;
  signal?: AbortSignal | undefined;
  /** Leaves the answer alone that still has rows to give. */
  keepOpen?: boolean;
}

/** Asks DuckDB in turn. Whatever it fails of, the session is mended before the next ask. @throws QueryError, SessionError */
export function ask<T>(
  life: Life,
  inLine: Line,
  { sql = '', signal, keepOpen = false }: Asked,
  work: (engine: Engine, at: (start: number) => void) => Promise<T>,
): Promise<T> {
  const inTurn = inLine(async (mend) => {
    if (signal?.aborted) throw plain('Stopped.', 'stopped');
    const engine = await current(life);
    if (!keepOpen) {
      life.open = undefined;
      await copy(life);
    }
    let start = 0;
    const at = (place: number) => {
      start = place;
    };
    mend(() => copy(life));
    try {
      return await unlessStopped(work(until(signal, engine), at), signal);
    } catch (error) {
      const said = withLost(queryError(error, sql, start), life.lost);
      if (said.kind === 'stopped') mend(() => halt(life));
      else if (said.kind === 'memory' || !(error instanceof QueryError || isDuckdbs(error))) mend(() => anew(life));
      else {
        life.open = undefined;
        mend(() => settle(life));
      }
      throw said;
    }
  });
  return unlessStopped(inTurn, signal);
}

/** Runs what a reader wrote, statement by statement; the answer is the last one's. */
export function run(life: Life, inLine: Line, sql: string, { rows = ROWS, signal }: RunOptions = {}): Promise<Outcome> {
  return ask(life, inLine, { sql, signal }, async (engine, at) => {
    const began = performance.now();
    const statements = await split(engine.db, sql);
    for (const statement of statements) {
      const refused = refusal(statement);
      if (refused) throw plain(refused.message, refused.kind, unitsOf(sql, statement.start));
    }
    let last: Rows | undefined;
    for (const statement of statements) {
      while (last && !(await last.done())) await last.take(ROWS);
      last = await begin(life, engine, statement, at);
    }
    if (!last) throw plain('There is nothing to run.', 'syntax', 0);
    return handOver(life, inLine, sql, last, [], rows, began);
  });
}

async function begin(life: Life, engine: Engine, statement: Statement, at: (start: number) => void): Promise<Rows> {
  if (!reads(statement)) life.changed = true;
  life.transaction = stillInTransaction(life.transaction, statement);
  const rows = await start(engine, statement, (before) => at(statement.start - before));
  if (isDeclaration(statement)) life.declarations.push(statement.sql);
  return rows;
}

/** What is handed over of an answer, and a way to the rest where there is one. */
async function handOver(
  life: Life,
  inLine: Line,
  sql: string,
  rows: Rows,
  before: readonly (readonly Value[])[],
  most: number,
  began: number,
): Promise<Outcome> {
  const all = [...before, ...(await rows.take(most))];
  const done = await rows.done();
  life.open = done ? undefined : rows;
  const milliseconds = performance.now() - began;
  const outcome: Outcome = { sql, answer: { columns: rows.columns, rows: all }, milliseconds, bytes: rows.bytes() };
  if (done) return outcome;
  const more: Outcome['more'] = ({ signal } = {}) => {
    const again = performance.now() - milliseconds;
    return ask(life, inLine, { sql, signal, keepOpen: true }, () => {
      if (life.open !== rows) throw plain('The rest of this answer was given up when something else was asked. Run the query again.');
      return handOver(life, inLine, sql, rows, all, Number.POSITIVE_INFINITY, again);
    });
  };
  return { ...outcome, more };
}
