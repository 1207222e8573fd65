import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { literal, openWork } from './compile/database.ts';
import { type CompileOptions, openStatistics, readManifest } from './compile/index.ts';
import { type Checks, load } from './compile/load.ts';
import { type BuildManifest, logicalHash, tableFacts } from './compile/manifest.ts';
import { TABLES } from './compile/schema.ts';
import { sha256File } from './records/files.ts';

/** What a verification found. */
export interface Verification {
  /** Scores and averages held against their source while everything was read again. */
  checks: Checks;
  /** Logical hash of the data as they are now. */
  data_sha256: string;
  build: {
    /** Files whose checksum was computed. */
    files: number;
    /** Tables whose rows were read and hashed, out of Parquet and out of the database. */
    tables: number;
  };
  /** What is wrong, a sentence each; empty where everything holds. */
  faults: string[];
}

/**
 * Reads `data/` again from its sources, scores everything, computes every statistic that is not kept (with `fresh` every one), and compares with
 * the compiled folder: the checksum of every file, and the rows of every table in Parquet and in `lem.duckdb`.
 * @throws InputError where `data/` itself does not add up
 */
export async function verify({ fresh, ...options }: CompileOptions & { fresh?: boolean }): Promise<Verification> {
  const cache = openStatistics(fresh ? undefined : options.cacheFile);
  const { connection, checks } = await load({ ...options, cache });
  const tables = [];
  for (const table of TABLES) tables.push(await tableFacts(connection, table));
  connection.closeSync();
  const data_sha256 = logicalHash(tables);
  const manifest = readManifest(options.out);
  const build = { files: 0, tables: 0 };
  if (!manifest) return { checks, data_sha256, build, faults: [`${options.out} is not compiled: run "lem compile".`] };
  const faults = [
    ...(manifest.data_sha256 === data_sha256 ? [] : ['The build is not of these data: run "lem compile".']),
    ...(await checkFiles(options.out, manifest, build)),
  ];
  if (faults.length === 0) faults.push(...(await checkTables(options.out, manifest, build)));
  return { checks, data_sha256, build, faults };
}

async function checkFiles(folder: string, { files }: BuildManifest, build: Verification['build']): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, sha256 } of files) {
    const path = join(folder, name);
    build.files += 1;
    if (!existsSync(path)) faults.push(`${name} is missing: run "lem compile".`);
    else if ((await sha256File(path)) !== sha256) faults.push(`${name} is not the file the manifest describes: run "lem compile".`);
  }
  const known = new Set([...files.map(({ name }) => name), 'manifest.json']);
  for (const name of readdirSync(folder))
    if (!known.has(name)) faults.push(`${name} is not in the manifest: remove it, or run "lem compile".`);
  return faults;
}

/** The rows must be the manifest's in every form they are offered in. */
async function checkTables(folder: string, manifest: BuildManifest, build: Verification['build']): Promise<string[]> {
  const faults: string[] = [];
  const connection = await openWork();
  await connection.run(`ATTACH ${literal(join(folder, 'lem.duckdb'))} AS built (READ_ONLY)`);
  for (const table of TABLES) {
    const stated = manifest.tables.find(({ name }) => name === table.name)?.sha256;
    const forms = {
      'lem.duckdb': `built.${table.name}`,
      [`${table.name}.parquet`]: `read_parquet(${literal(join(folder, `${table.name}.parquet`))})`,
    };
    for (const [form, from] of Object.entries(forms)) {
      build.tables += 1;
      if ((await tableFacts(connection, table, from)).sha256 !== stated)
        faults.push(`The rows of ${table.name} in ${form} are not those of the manifest: run "lem compile".`);
    }
  }
  connection.closeSync();
  return faults;
}
