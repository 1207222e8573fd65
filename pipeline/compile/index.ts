import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../project.ts';
import { writeAtomic } from '../records/files.ts';
import { type Cache, openCache } from './cache.ts';
import { writeDatabase, writeParquet } from './database.ts';
import { replaceFolder } from './folder.ts';
import { type Checks, type Inputs, load } from './load.ts';
import { type BuildManifest, buildManifest, type FileFacts, fileFacts, type TableFacts, tableFacts } from './manifest.ts';
import { RESPONSES, TABLES } from './schema.ts';
import { VIEWS } from './views.ts';

export interface CompileOptions extends Inputs {
  out: string;
  /** File that statistics are kept in between compiles. */
  cacheFile: string;
  onProgress?: (message: string) => void;
}

export interface CompileReport {
  manifest: BuildManifest;
  checks: Checks;
  /** Milliseconds. */
  spent: { reading: number; statistics: number; writing: number };
  /** Statistics worked out now, and found from an earlier compile. */
  statistics: { computed: number; found: number };
}

/** The folders of the project. */
export const projectFolders = (): CompileOptions => ({
  data: inProject('data'),
  kernel: inProject('kernel'),
  seeds: inProject('seeds'),
  out: inProject('data/build'),
  cacheFile: inProject('.cache/statistics.json'),
});

/** The kept statistics, bound to the code that made them: a change under `stats/` forgets them all. Without a file nothing is kept. */
export function openStatistics(file: string | undefined): Cache {
  const hash = createHash('sha256');
  for (const source of globSync(inProject('pipeline/stats/*.ts')).sort()) hash.update(readFileSync(source));
  return openCache(file, hash.digest('hex'));
}

/**
 * Compiles `data/` into a folder: a Parquet file a table, `lem.duckdb`, response texts a file a run, and `manifest.json`.
 * The folder is replaced when everything is there, and stays as it was where anything fails.
 * @throws InputError naming file and line of the first thing that does not add up
 */
export function compile(options: CompileOptions): Promise<CompileReport> {
  return replaceFolder(options.out, async (folder) => {
    const cache = openStatistics(options.cacheFile);
    const responses: FileFacts[] = [];
    const { connection, checks, spent } = await load({
      ...options,
      cache,
      async onResponses(work, run_id) {
        const [parquet, duckdb] = [`responses-${run_id}.parquet`, `responses-${run_id}.duckdb`];
        await writeParquet(work, RESPONSES, join(folder, parquet));
        await writeDatabase(work, [RESPONSES], [], join(folder, duckdb));
        const held = [await tableFacts(work, RESPONSES)];
        for (const name of [parquet, duckdb]) responses.push(await fileFacts(folder, name, held));
      },
    });
    await cache.save();
    const began = performance.now();
    options.onProgress?.('writing');
    const tables: TableFacts[] = [];
    const files: FileFacts[] = [];
    for (const table of TABLES) {
      const name = `${table.name}.parquet`;
      await writeParquet(connection, table, join(folder, name));
      const facts = await tableFacts(connection, table);
      tables.push(facts);
      files.push(await fileFacts(folder, name, [facts]));
    }
    await writeDatabase(connection, TABLES, VIEWS, join(folder, 'lem.duckdb'));
    files.push(await fileFacts(folder, 'lem.duckdb', tables));
    const manifest = buildManifest(tables, [...files, ...responses]);
    await writeAtomic(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    connection.closeSync();
    return {
      manifest,
      checks,
      spent: { ...spent, writing: performance.now() - began },
      statistics: { computed: cache.computed, found: cache.found },
    };
  });
}

/** The manifest of a compiled folder, or undefined where there is none. */
export function readManifest(folder: string): BuildManifest | undefined {
  const file = join(folder, 'manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as BuildManifest) : undefined;
}
