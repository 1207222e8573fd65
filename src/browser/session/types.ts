import type { Answer, AnswerColumn } from '../../../pipeline/notebooks/answer.ts';

/** What the session is doing before it is ready: bytes are those that come over the network, of both files together. */
export interface Progress {
  step: 'fetch' | 'start' | 'open';
  bytes: number;
  /** All bytes to fetch, where known. */
  of: number | null;
}

export interface RunOptions {
  /** Rows to hand over at most; the rest wait for `more`. 10,000 unless told. */
  rows?: number;
  /** Stops the query; the session stays usable, with the reader's own tables. */
  signal?: AbortSignal;
}

/** What came of a run: the answer of its last statement. */
export interface Outcome {
  sql: string;
  answer: Answer;
  /** Takes the rows that are left, and gives the whole answer; undefined where all are there. Asking for anything else in between gives them up. */
  more?: (options?: { signal?: AbortSignal }) => Promise<Outcome>;
  /** From the ask to the last row handed over. */
  milliseconds: number;
  /** Bytes of the answer as DuckDB sent it. */
  bytes: number;
}

/** Why a query gave no answer, in words for a reader. `stopped` is the reader's own doing. */
export class QueryError extends Error {
  kind: 'syntax' | 'name' | 'extension' | 'forbidden' | 'stopped' | 'memory' | 'other';
  /** Where in the SQL, in UTF-16 units from 0, where DuckDB says so. */
  offset: number | undefined;
  /** Names that DuckDB thinks may have been meant. */
  candidates: readonly string[];

  constructor(message: string, about: Pick<QueryError, 'kind' | 'offset' | 'candidates'>) {
    super(message);
    this.name = 'QueryError';
    this.kind = about.kind;
    this.offset = about.offset;
    this.candidates = about.candidates;
  }
}

/** Rows made ready for the session by `toIpc`, in a worker where they are many. */
export interface Packed {
  columns: readonly AnswerColumn[];
  ipc: Uint8Array;
}

export interface SchemaColumn {
  name: string;
  type: string;
  comment: string;
}

export interface SchemaTable {
  name: string;
  kind: 'table' | 'view' | 'texts' | 'own';
  comment: string;
  rows: number | null;
  columns: readonly SchemaColumn[];
}

/**
 * The one DuckDB of a page, over the whole main database, locked down. It is started when a reader first runs something and answers one
 * query at a time: a later ask waits for its turn.
 */
export interface Session {
  /** Runs one or more statements. @throws QueryError */
  run(sql: string, options?: RunOptions): Promise<Outcome>;
  /** Every table and view with its notes; those of the reader last. */
  schema(): Promise<readonly SchemaTable[]>;
  /** Names of DuckDB's functions, for completion. */
  functions(): Promise<readonly string[]>;
  /** Runs whose response texts can be attached, and whether they are. */
  texts(): readonly { run_id: string; bytes: number; attached: boolean }[];
  /** Makes the response texts of a run readable as a table, and says its name. */
  attachTexts(run_id: string, onProgress?: (progress: Progress) => void): Promise<string>;
  /** Puts rows of the reader beside the published ones as a table of its own, replacing one of the same name. */
  addTable(name: string, rows: Answer | Packed, comment?: string): Promise<void>;
  dropTable(name: string): Promise<void>;
}

/** Why there can be no session here, in words for a reader; the static page says everything that it said. */
export class SessionError extends Error {
  kind: 'unsupported' | 'memory' | 'stuck' | 'offline' | 'damaged' | 'changed' | 'other';

  constructor(message: string, kind: SessionError['kind']) {
    super(message);
    this.name = 'SessionError';
    this.kind = kind;
  }
}
