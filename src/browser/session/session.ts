import type { Value } from '../../../pipeline/notebooks/answer.ts';
import { type Engine, startEngine } from './engine.ts';
import { isDuckdbs, queryError, unitsOf, withLost } from './errors.ts';
import { fetchFile } from './fetch.ts';
import { selectOf, toIpc } from './insert.ts';
import { line } from './line.ts';
import { attachLocked, literal, openLocked, quoted, SEARCH_PATH } from './lockdown.ts';
import type { Offer } from './offer.ts';
import { isDeclaration, keep, nothingKept, restore } from './own.ts';
import { type Rows, start } from './run.ts';
import { functionNames, publishedSchema, textsSchema } from './schema.ts';
import { reads, refusal, type Statement, split, stillInTransaction } from './statements.ts';
import { unlessStopped, until } from './stop.ts';
import { type Outcome, QueryError, type SchemaTable, type Session } from './types.ts';

/** What a session is made of, and made of again when its worker had to be ended. */
export interface Parts {
  address: string;
  offer: Offer;
  wasm: Promise<Blob>;
  database: Promise<Blob>;
}

const ROWS = 10_000;

/** How long a query has to hear that it is to stop, in milliseconds, before its worker is ended. */
const HEARING = 400;

const STAGE = 'rows_on_their_way';

const plain = (message: string, kind: QueryError['kind'] = 'other', offset?: number): QueryError =>
  new QueryError(message, { kind, offset, candidates: [] });

/** A table is named after its run: `responses_` and the run's id, what SQL would have to quote left out. */
const textsName = (run_id: string): string => `responses_${run_id.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`;

/**
 * Opens the database in a first worker and gives the session.
 * @param onStarted hears when DuckDB runs and only the database is left to open.
 * @throws SessionError
 */
export async function openSession(parts: Parts, onStarted: () => void): Promise<Session> {
  const { offer } = parts;
  const runs = offer.texts.map(({ run_id }) => run_id);
  const attached = new Map<string, { content: Blob; schema: SchemaTable }>();
  const declarations: string[] = [];
  let kept = nothingKept;
  /** Tables of the reader that were too large to be kept when a worker had to be ended. */
  const lost = new Set<string>();
  let published: Promise<readonly SchemaTable[]> | undefined;
  let functions: Promise<readonly string[]> | undefined;
  /** Whether the reader has made or changed something since the last copy. */
  let changed = false;
  /** Whether the reader began a transaction: after a failure in it, everything else would be refused. */
  let transaction = false;
  /** The answer that still has rows to give. */
  let open: Rows | undefined;

  async function begin(): Promise<Engine> {
    const starting = startEngine(parts.wasm);
    try {
      const [fresh, database] = await Promise.all([starting, parts.database]);
      onStarted();
      await openLocked(fresh, database, runs);
      return fresh;
    } catch (error) {
      starting.then(
        (fresh) => fresh.end(),
        () => {},
      );
      throw error;
    }
  }

  let engine: Engine | undefined = await begin();
  const inLine = line();

  const textNames = () => new Set([...attached.keys()].map(textsName));

  async function attach(to: Engine, run_id: string, content: Blob): Promise<void> {
    const name = textsName(run_id);
    await attachLocked(to, run_id, content, name);
    await to.rows(`CREATE OR REPLACE VIEW memory.main.${quoted(name)} AS SELECT * FROM ${quoted(name)}.main.responses`);
  }

  /** The DuckDB to ask: a new one with all that there was where the last one had to be ended. */
  async function current(): Promise<Engine> {
    if (engine) return engine;
    const fresh = await begin();
    for (const [run_id, { content }] of attached) await attach(fresh, run_id, content);
    const had = kept.schema;
    kept = await restore(fresh, kept, declarations);
    for (const { name } of had) if (!kept.schema.some((each) => each.name === name)) lost.add(name);
    await fresh.rows(SEARCH_PATH);
    engine = fresh;
    return fresh;
  }

  /** Ends the worker and starts the next. Where that fails, the next ask tries again and says why. */
  async function anew(): Promise<void> {
    engine?.end();
    engine = undefined;
    open = undefined;
    changed = false;
    transaction = false;
    await current();
  }

  /** Stops what runs: by asking, and where DuckDB does not look up, by ending its worker. */
  async function halt(): Promise<void> {
    open = undefined;
    const heard =
      engine &&
      (await Promise.race([
        engine.cancel().then(
          () => true,
          () => false,
        ),
        new Promise<false>((on) => setTimeout(on, HEARING, false)),
      ]));
    if (!heard) return anew();
    await settle();
  }

  /** Ends a transaction that something failed in, and copies what is left. */
  async function settle(): Promise<void> {
    if (transaction) await engine?.rows('ROLLBACK').catch(() => {});
    transaction = false;
    await copy();
  }

  /** Copies what the reader has made, and looks for names where the reader expects them, whatever was set. An open answer waits. */
  async function copy(): Promise<void> {
    if (!changed || open || !engine) return;
    changed = false;
    await engine.rows(SEARCH_PATH);
    kept = await keep(engine, textNames());
  }

  /** Asks DuckDB in turn. Whatever it fails of, the session is mended before the next ask. */
  function ask<T>(
    sql: string,
    signal: AbortSignal | undefined,
    work: (engine: Engine, at: (start: number) => void) => Promise<T>,
    keepOpen = false,
  ): Promise<T> {
    return unlessStopped(
      inLine(async (mend) => {
        if (signal?.aborted) throw plain('Stopped.', 'stopped');
        const asked = await current();
        if (!keepOpen) {
          open = undefined;
          await copy();
        }
        let start = 0;
        mend(copy);
        try {
          return await unlessStopped(
            work(until(signal, asked), (place) => {
              start = place;
            }),
            signal,
          );
        } catch (error) {
          const said = withLost(error instanceof QueryError ? error : queryError(error, sql, start), lost);
          if (said.kind === 'stopped') mend(halt);
          else if (said.kind === 'memory' || !(error instanceof QueryError || isDuckdbs(error))) mend(anew);
          else {
            open = undefined;
            mend(settle);
          }
          throw said;
        }
      }),
      signal,
    );
  }

  /** What is handed over of an answer, and a way to the rest where there is one. */
  async function outcome(sql: string, rows: Rows, before: readonly (readonly Value[])[], most: number, began: number): Promise<Outcome> {
    const all = [...before, ...(await rows.take(most))];
    const done = await rows.done();
    open = done ? undefined : rows;
    const milliseconds = performance.now() - began;
    return {
      sql,
      answer: { columns: rows.columns, rows: all },
      milliseconds,
      bytes: rows.bytes(),
      ...(done
        ? {}
        : {
            more: ({ signal } = {}) => {
              const again = performance.now() - milliseconds;
              return ask(
                sql,
                signal,
                () => {
                  if (open !== rows)
                    throw plain('The rest of this answer was given up when something else was asked. Run the query again.');
                  return outcome(sql, rows, all, Number.POSITIVE_INFINITY, again);
                },
                true,
              );
            },
          }),
    };
  }

  async function runAll(
    asked: Engine,
    sql: string,
    statements: readonly Statement[],
    most: number,
    at: (start: number) => void,
  ): Promise<Outcome> {
    const began = performance.now();
    for (const [index, statement] of statements.entries()) {
      if (!reads(statement)) changed = true;
      transaction = stillInTransaction(transaction, statement);
      const rows = await start(asked, statement, (before) => at(statement.start - before));
      if (isDeclaration(statement)) declarations.push(statement.sql);
      if (index === statements.length - 1) return outcome(sql, rows, [], most, began);
      while (!(await rows.done())) await rows.take(ROWS);
    }
    throw plain('There is nothing to run.', 'syntax', 0);
  }

  async function schema(): Promise<readonly SchemaTable[]> {
    published ??= inLine(async () => publishedSchema(await current()), true);
    published.catch(() => {
      published = undefined;
    });
    const [site] = [await published, await inLine(copy)];
    return [...site, ...[...attached.values()].map(({ schema }) => schema), ...kept.schema];
  }

  return {
    run: (sql, { rows = ROWS, signal } = {}) =>
      ask(sql, signal, async (asked, at) => {
        const statements = await split(asked.db, sql);
        for (const statement of statements) {
          const refused = refusal(statement);
          if (refused) throw plain(refused.message, refused.kind, unitsOf(sql, statement.start));
        }
        return runAll(asked, sql, statements, rows, at);
      }),

    schema,

    functions() {
      functions ??= inLine(async () => functionNames(await current()), true);
      functions.catch(() => {
        functions = undefined;
      });
      return functions;
    },

    texts: () => offer.texts.map(({ run_id, bytes }) => ({ run_id, bytes, attached: attached.has(run_id) })),

    async attachTexts(run_id, onProgress) {
      const name = textsName(run_id);
      if (attached.has(run_id)) return name;
      const file = offer.texts.find((each) => each.run_id === run_id);
      if (!file) {
        const tooLarge = offer.left.some((each) => each.run_id === run_id);
        throw plain(
          `The texts of ${run_id} are ${tooLarge ? 'too large to be read in a browser: take the files at /data' : 'not on this site'}.`,
        );
      }
      const say = (bytes: number) => onProgress?.({ step: 'fetch', bytes, of: file.bytes });
      say(0);
      const content = await fetchFile({ address: parts.address, file, name: 'The file of texts', check: true, onBytes: say });
      onProgress?.({ step: 'open', bytes: file.bytes, of: file.bytes });
      return ask('', undefined, async (asked) => {
        await attach(asked, run_id, content);
        attached.set(run_id, { content, schema: await textsSchema(asked, name, run_id) });
        return name;
      });
    },

    async addTable(name, answer, comment = '') {
      const ipc = 'ipc' in answer ? answer.ipc : toIpc(answer);
      if ((await schema()).some((table) => table.kind !== 'own' && table.name.toLowerCase() === name.toLowerCase()))
        throw plain(`${name} is a table of this site: a table of your own needs another name.`, 'forbidden');
      return ask('', undefined, async (asked) => {
        changed = true;
        const table = `memory.main.${quoted(name)}`;
        await asked.insert(STAGE, ipc);
        try {
          await asked.rows(`CREATE OR REPLACE TABLE ${table} AS ${selectOf(answer.columns, STAGE)}`);
          if (comment) await asked.rows(`COMMENT ON TABLE ${table} IS ${literal(comment)}`);
        } finally {
          await asked.rows(`DROP TABLE IF EXISTS ${STAGE}`);
        }
      });
    },

    dropTable: (name) =>
      ask('', undefined, async (asked) => {
        changed = true;
        await asked.rows(`DROP TABLE IF EXISTS memory.main.${quoted(name)}`);
      }),
  };
}
