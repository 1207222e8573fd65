import type { Engine } from './engine.ts';

/** A name as SQL, whatever is in it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What the reader's tables go to, and where names are looked for: theirs first, then those of the site. */
export const SEARCH_PATH = `SET search_path = 'memory.main,lem.main'`;

/** Name under which a run's texts are registered with DuckDB. */
export const textsPath = (run_id: string): string => `texts/${run_id}.duckdb`;

// DuckDB may use this much, well below what a browser gives a module, so that it says so itself instead of dying of it.
const MEMORY = '2GB';

/**
 * Settings that are fixed before the reader's first query: no extension, no file and no other host, and no way back. Texts that may be
 * attached later are the one exception, with the journals that DuckDB looks for beside them.
 */
async function lock(engine: Engine, runs: readonly string[]): Promise<void> {
  const paths = runs.flatMap((run_id) => [textsPath(run_id), `${textsPath(run_id)}.wal`]).map(literal);
  const settings = [
    'SET errors_as_json = true',
    'SET autoinstall_known_extensions = false',
    'SET autoload_known_extensions = false',
    `SET memory_limit = '${MEMORY}'`,
    `SET allowed_paths = [${paths.join(', ')}]`,
    'SET enable_external_access = false',
    SEARCH_PATH,
    'SET lock_configuration = true',
  ];
  await engine.rows(settings.join(';'));
}

async function register(engine: Engine, path: string, content: Blob): Promise<void> {
  await engine.db.registerFileBuffer(path, new Uint8Array(await content.arrayBuffer()));
}

/** Opens the main database, to be read alone, and locks DuckDB down. */
export async function openLocked(engine: Engine, database: Blob, runs: readonly string[]): Promise<void> {
  await register(engine, 'lem.duckdb', database);
  await engine.rows("ATTACH 'lem.duckdb' AS lem (READ_ONLY)");
  await lock(engine, runs);
}

/** Attaches the texts of a run, to be read alone, under the name given. */
export async function attachLocked(engine: Engine, run_id: string, content: Blob, name: string): Promise<void> {
  await register(engine, textsPath(run_id), content);
  await engine.rows(`ATTACH IF NOT EXISTS ${literal(textsPath(run_id))} AS ${quoted(name)} (READ_ONLY)`);
}
