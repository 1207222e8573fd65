import { AsyncDuckDB, PACKAGE_VERSION, VoidLogger } from '@duckdb/duckdb-wasm';
import workerAddress from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { type RecordBatch, RecordBatchReader, type Schema } from 'apache-arrow';
import { messageOf } from '../../message.ts';
import { SessionError } from './types.ts';

/** Version of the library that this page's own code is of. */
export const version = PACKAGE_VERSION;

// A module that throws and catches: the build of DuckDB that is shipped needs WebAssembly with exceptions.
const EXCEPTIONS = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];

/** @throws SessionError where this browser cannot run DuckDB whatever is fetched. */
export function requireSupport(): void {
  const supported =
    typeof Worker === 'function' &&
    typeof DecompressionStream === 'function' &&
    typeof WebAssembly === 'object' &&
    WebAssembly.validate(new Uint8Array(EXCEPTIONS));
  if (!supported)
    throw new SessionError(
      'This browser cannot run DuckDB: it lacks WebAssembly, or has it switched off. What the page says without it stands.',
      'unsupported',
    );
}

/** What the worker died of, where it did: nothing that was asked of it will be answered. */
export class EngineGone extends Error {}

/** Rows as they come, in batches of up to 2,048. */
export interface Stream {
  schema: Schema;
  /** The next batch; nothing where all were handed over. */
  next(): Promise<RecordBatch | undefined>;
  /** Bytes that DuckDB has sent so far. */
  bytes(): number;
}

/** A DuckDB in a worker of its own, and the one connection that a reader's queries go through. */
export interface Engine {
  db: AsyncDuckDB;
  /** Runs one statement whose rows come as they are asked for. Another statement ends it. */
  stream(sql: string): Promise<Stream>;
  /** Runs one statement and gives its rows as plain objects. `aside` goes through a second connection, which leaves a stream alone. */
  rows<Row>(sql: string, aside?: boolean): Promise<Row[]>;
  /** All rows of a statement as Arrow's IPC stream; nothing where they have more bytes than asked for. */
  ipc(sql: string, most: number): Promise<Uint8Array | undefined>;
  /** Puts an Arrow IPC stream into a new table of the reader's connection. */
  insert(table: string, ipc: Uint8Array): Promise<void>;
  /** Asks the running statement to stop; true once it has. A statement that never looks up does not hear it. */
  cancel(): Promise<boolean>;
  /** Ends the worker with everything in it. */
  end(): void;
}

/** Long enough for a slow telephone. What never settles is a policy or a worker that was refused without a word. */
const TIME_LIMIT = 60_000;

const stuck = (): SessionError =>
  new SessionError(
    'DuckDB did not start within a minute. Something in this browser holds it back without saying so. What the page says without it stands.',
    'stuck',
  );

function startError(error: unknown): SessionError {
  const message = messageOf(error);
  return /memory|allocat/i.test(message)
    ? new SessionError('There is not enough memory for DuckDB here: it needs about 350 MB. Other tabs may hold it.', 'memory')
    : new SessionError(`DuckDB did not start: ${message}`, 'other');
}

/**
 * Starts a DuckDB from its unpacked WebAssembly, for which its worker is ready when it comes, and opens an empty database.
 * @throws SessionError
 */
export async function startEngine(coming: Promise<Blob>): Promise<Engine> {
  let worker: Worker | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;
  let address: string | undefined;
  try {
    worker = new Worker(workerAddress);
    const started = engineOf(worker);
    address = URL.createObjectURL(new Blob([await coming], { type: 'application/wasm' }));
    const tooLong = new Promise<never>((_, fail) => {
      limit = setTimeout(() => fail(stuck()), TIME_LIMIT);
    });
    return await Promise.race([started(address), tooLong]);
  } catch (error) {
    worker?.terminate();
    throw error instanceof SessionError ? error : startError(error);
  } finally {
    clearTimeout(limit);
    if (address !== undefined) URL.revokeObjectURL(address);
  }
}

// How Arrow ends a stream: a continuation without anything behind it.
const END_OF_STREAM = new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

function engineOf(worker: Worker): (address: string) => Promise<Engine> {
  const db = new AsyncDuckDB(new VoidLogger(), worker);
  // The library lets go of what it was asked when its worker fails: without this such an ask would never end.
  const gone = new Promise<never>((_, fail) => {
    worker.addEventListener('error', (event) => fail(new EngineGone(event.message || 'its worker could not be loaded')));
  });
  gone.catch(() => {});
  const alive = <T>(work: Promise<T>): Promise<T> => Promise.race([work, gone]);

  return async (address) => {
    await alive(db.instantiate(address));
    // How long DuckDB works between two looks at whether it is to stop, in milliseconds.
    await alive(db.open({ path: ':memory:', query: { queryPollingInterval: 20 } }));
    const [main, aside] = [await alive(db.connectInternal()), await alive(db.connectInternal())];

    // Which statement of a connection is the last one: those before it have no more rows, whoever still asks for them.
    const statement = new Map<number, number>();
    const next = (connection: number): number => {
      const number = (statement.get(connection) ?? 0) + 1;
      statement.set(connection, number);
      return number;
    };

    /** Messages of Arrow's IPC stream, the schema first. It is there once DuckDB has found no fault. */
    async function messages(sql: string, connection: number): Promise<AsyncGenerator<Uint8Array>> {
      const mine = next(connection);
      const isLast = () => statement.get(connection) === mine;
      let header = await alive(db.startPendingQuery(connection, sql, true));
      while (header === null && isLast()) header = await alive(db.pollPendingQuery(connection));
      const first = header;
      if (first === null) throw new Error('query was canceled');
      return (async function* () {
        yield first;
        while (isLast()) {
          const message = await alive(db.fetchQueryResults(connection));
          if (message === null) continue;
          if (message.length === 0) return;
          yield message;
        }
      })();
    }

    async function stream(sql: string, connection = main): Promise<Stream> {
      let bytes = 0;
      const sent = await messages(sql, connection);
      const reader = await RecordBatchReader.from(
        (async function* () {
          for await (const message of sent) {
            bytes += message.length;
            yield message;
          }
        })(),
      );
      await reader.open();
      return {
        schema: reader.schema,
        next: async () => {
          const { done, value } = await reader.next();
          return done ? undefined : value;
        },
        bytes: () => bytes,
      };
    }

    return {
      db,
      stream: (sql) => stream(sql),
      async rows<Row>(sql: string, beside = false) {
        const answer = await stream(sql, beside ? aside : main);
        const rows: Row[] = [];
        for (let batch = await answer.next(); batch; batch = await answer.next()) for (const row of batch) rows.push(row.toJSON() as Row);
        return rows;
      },
      async ipc(sql, most) {
        const parts: Uint8Array[] = [];
        let length = 0;
        for await (const message of await messages(sql, main)) {
          length += message.length;
          if (length > most) return undefined;
          parts.push(message);
        }
        return new Uint8Array(await new Blob([...parts, END_OF_STREAM] as BlobPart[]).arrayBuffer());
      },
      insert: (table, ipc) => alive(db.insertArrowFromIPCStream(main, ipc, { name: table, create: true })),
      cancel() {
        next(main);
        return alive(db.cancelPendingQuery(main));
      },
      end: () => void db.terminate(),
    };
  };
}
