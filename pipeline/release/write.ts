import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { literal, openWork } from '../compile/database.ts';
import type { BuildManifest } from '../compile/manifest.ts';
import { readJson, readText, writeAtomic } from '../records/files.ts';
import { check, InputError, type ReleaseRecord, releaseRecord, toJsonFile } from '../records/index.ts';
import { byVersion } from './changes.ts';
import { toCff } from './citation.ts';
import { recordOf } from './record.ts';

export interface ReleaseOptions {
  /** The compiled folder and its manifest. */
  build: string;
  manifest: BuildManifest;
  /** Folder of the release records. */
  releases: string;
  /** The citation file that names the newest release. */
  citation: string;
  version: string;
  date: string;
  /** Works everything out and writes nothing. */
  dryRun?: boolean;
}

export interface Released {
  record: ReleaseRecord;
  /** Path of the record. */
  file: string;
  /** Whether the citation file says something else until now. */
  citationChanges: boolean;
  written: boolean;
}

/**
 * Makes the record of a release from a compiled folder, and the citation file that names it.
 * @throws InputError where the release is there already, or where a newer one is
 */
export async function release({ build, manifest, releases, citation, version, date, dryRun }: ReleaseOptions): Promise<Released> {
  const file = join(releases, `${version}.json`);
  if (existsSync(file))
    throw new InputError({
      file,
      what: `release ${version} is there already, and a release never changes`,
      todo: 'Give package.json the next version.',
    });
  const newer = (await readReleases(releases)).at(-1);
  if (newer && (byVersion(newer.version, version) > 0 || newer.date > date))
    throw new InputError({
      file: join(releases, `${newer.version}.json`),
      what: `release ${newer.version} of ${newer.date} is not before ${version} of ${date}`,
      todo: 'Give package.json a higher version, and the release a day that is not earlier.',
    });
  const record = check(releaseRecord, await fromDatabase(build, (ask) => recordOf(manifest, ask, { version, date })), { file });
  const cff = toCff(record);
  const citationChanges = !existsSync(citation) || (await readText(citation)) !== cff;
  if (!dryRun) {
    await mkdir(releases, { recursive: true });
    if (citationChanges) await writeAtomic(citation, cff);
    // Last, since it is what makes the release.
    await writeAtomic(file, toJsonFile(record, file));
  }
  return { record, file, citationChanges, written: !dryRun };
}

/** Every release of a folder, the oldest first. @throws InputError where a record is damaged or its file has another version's name */
export async function readReleases(folder: string): Promise<ReleaseRecord[]> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.')) : [];
  const records = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const record = await readJson(file, releaseRecord);
      if (name !== `${record.version}.json`)
        throw new InputError({ file, what: `it is the record of ${record.version}`, todo: `Name the file ${record.version}.json.` });
      return record;
    }),
  );
  return records.sort((a, b) => byVersion(a.version, b.version));
}

async function fromDatabase<T>(build: string, work: (ask: <Row>(sql: string) => Promise<Row[]>) => Promise<T>): Promise<T> {
  const connection = await openWork();
  try {
    await connection.run(`ATTACH ${literal(join(build, 'lem.duckdb'))} AS built (READ_ONLY)`);
    await connection.run('USE built');
    return await work(async <Row>(sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[]);
  } finally {
    connection.closeSync();
  }
}
