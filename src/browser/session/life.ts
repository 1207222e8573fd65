import { type Engine, startEngine } from './engine.ts';
import { attachLocked, openLocked, quoted, SEARCH_PATH } from './lockdown.ts';
import type { Offer } from './offer.ts';
import { type Kept, keep, nothingKept, restore } from './own.ts';
import type { Rows } from './run.ts';
import { textsNames } from './texts.ts';
import type { SchemaTable } from './types.ts';

// The life of a session over the lives of its workers: what a worker has is lost with it, and what is here makes the next one like it.

/** What a session is made of, and made of again when its worker had to be ended. */
export interface Parts {
  address: string;
  offer: Offer;
  wasm: Promise<Blob>;
  database: Promise<Blob>;
}

export interface Life {
  readonly parts: Parts;
  /** Hears when DuckDB runs and only the database is left to open. */
  readonly onStarted: () => void;
  /** Nothing between the end of one worker and the start of the next. */
  engine: Engine | undefined;
  /** Names of the tables of texts, by run. */
  readonly names: ReadonlyMap<string, string>;
  /** Texts that were attached, by run. */
  readonly attached: Map<string, { content: Blob; schema: SchemaTable }>;
  /** Statements of the reader that make what cannot be copied, to be run again. */
  readonly declarations: string[];
  /** What else the reader has made, as of the last copy. */
  kept: Kept;
  /** Whether the reader has made or changed something since. */
  changed: boolean;
  /** Tables of the reader that were too large to be kept when a worker had to be ended. */
  readonly lost: Set<string>;
  /** Whether the reader began a transaction: after a failure in it, everything else would be refused. */
  transaction: boolean;
  /** The answer that still has rows to give. */
  open: Rows | undefined;
}

const runsOf = ({ offer }: Parts): string[] => offer.texts.map(({ run_id }) => run_id);

/** Starts a worker over the main database. */
async function begin({ parts, onStarted }: Pick<Life, 'parts' | 'onStarted'>): Promise<Engine> {
  const starting = startEngine(parts.wasm);
  try {
    const [fresh, database] = await Promise.all([starting, parts.database]);
    onStarted();
    await openLocked(fresh, database, runsOf(parts));
    return fresh;
  } catch (error) {
    starting.then(
      (fresh) => fresh.end(),
      () => {},
    );
    throw error;
  }
}

/** @throws SessionError where there can be none */
export async function bear(parts: Parts, onStarted: () => void): Promise<Life> {
  return {
    parts,
    onStarted,
    engine: await begin({ parts, onStarted }),
    names: textsNames(runsOf(parts)),
    attached: new Map(),
    declarations: [],
    kept: nothingKept,
    changed: false,
    lost: new Set(),
    transaction: false,
    open: undefined,
  };
}

/** Makes the texts of a run a table. */
export async function attach(engine: Engine, run_id: string, content: Blob, name: string): Promise<void> {
  await attachLocked(engine, run_id, content, name);
  await engine.rows(`CREATE OR REPLACE VIEW memory.main.${quoted(name)} AS SELECT * FROM ${quoted(name)}.main.responses`);
}

/** The DuckDB to ask: a new one with all that there was where the last one had to be ended. @throws SessionError */
export async function current(life: Life): Promise<Engine> {
  if (life.engine) return life.engine;
  const fresh = await begin(life);
  try {
    for (const [run_id, { content }] of life.attached) await attach(fresh, run_id, content, life.names.get(run_id) as string);
    const had = life.kept.schema;
    life.kept = await restore(fresh, life.kept, life.declarations);
    for (const { name } of had) if (!life.kept.schema.some((each) => each.name === name)) life.lost.add(name);
    await fresh.rows(SEARCH_PATH);
  } catch (error) {
    fresh.end();
    throw error;
  }
  life.engine = fresh;
  return fresh;
}

/** Ends the worker and starts the next. Where that fails, the next ask tries again and says why. */
export async function anew(life: Life): Promise<void> {
  life.engine?.end();
  Object.assign(life, { engine: undefined, open: undefined, changed: false, transaction: false });
  await current(life);
}

/** How long a query has to hear that it is to stop, in milliseconds, before its worker is ended. */
const HEARING = 400;

/** Stops what runs: by asking, and where DuckDB does not look up, by ending its worker. */
export async function halt(life: Life): Promise<void> {
  life.open = undefined;
  const asked = life.engine?.cancel().then(
    () => true,
    () => false,
  );
  const tooLong = new Promise<false>((on) => setTimeout(on, HEARING, false));
  if (asked && (await Promise.race([asked, tooLong]))) await settle(life);
  else await anew(life);
}

/** Ends a transaction that something failed in, and copies what is left. */
export async function settle(life: Life): Promise<void> {
  if (life.transaction) await life.engine?.rows('ROLLBACK').catch(() => {});
  life.transaction = false;
  await copy(life);
}

/** Copies what the reader has made, and looks for names where the reader expects them, whatever was set. An open answer waits. */
export async function copy(life: Life): Promise<void> {
  if (!life.changed || life.open || !life.engine) return;
  life.changed = false;
  await life.engine.rows(SEARCH_PATH);
  life.kept = await keep(life.engine, new Set(life.names.values()));
}
