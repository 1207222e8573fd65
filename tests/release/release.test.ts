import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import type { BuildManifest } from '../../pipeline/compile/manifest.ts';
import { inProject, project } from '../../pipeline/project.ts';
import { InputError, type ReleaseRecord } from '../../pipeline/records/index.ts';
import { changesBetween, readReleases, release, toBibtex, toCff } from '../../pipeline/release/index.ts';
import { lem } from '../cli/lem.ts';
import { newWork, type Work } from '../compile/work.ts';

let work: Work;
let manifest: BuildManifest;
let releases: string;
let citation: string;

beforeAll(async () => {
  work = newWork();
  releases = join(work.folder, 'releases');
  citation = join(work.folder, 'CITATION.cff');
  manifest = (await compile(work)).manifest;
});
afterAll(() => work.remove());

const make = (version: string, date = '2026-11-24', dryRun = false) =>
  release({ build: work.out, manifest, releases, citation, version, date, dryRun });
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('a release', () => {
  test('with dryRun is worked out and not written', async () => {
    const made = await make('0.1.0', '2026-11-24', true);
    expect(made).toMatchObject({ written: false, citationChanges: true });
    expect(readdirSync(work.folder)).toEqual(['data']);
  });

  test('records hashes, every mean over all probes and every published comparison', async () => {
    const { record, file } = await make('0.1.0');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(record);
    expect(record).toMatchObject({ format: 1, version: '0.1.0', date: '2026-11-24', data_sha256: manifest.data_sha256 });
    expect(record.tables.map(({ name }) => name)).toEqual(manifest.tables.map(({ name }) => name));
    const central = record.means.find(({ run_id, condition }) => run_id === 'lek-gemma-3-1b.p100' && condition === 'baseline');
    expect(central?.n).toBe(101);
    expect(central?.mean).toBeCloseTo(21.74, 2);
    expect(record.comparisons.filter(({ comparison_id }) => comparison_id.startsWith('lek-1b-vs-untrained/'))).toHaveLength(3);
    expect(readFileSync(citation, 'utf8')).toBe(toCff(record));
  });

  test('is never written over, nor made behind a newer one', async () => {
    const before = readFileSync(join(releases, '0.1.0.json'), 'utf8');
    expect(await errorOf(make('0.1.0'))).toMatchObject({
      constructor: InputError,
      message: expect.stringContaining('release 0.1.0 is there already, and a release never changes'),
    });
    expect(await errorOf(make('0.0.9'))).toBeInstanceOf(InputError);
    expect(await errorOf(make('0.2.0', '2026-11-23'))).toBeInstanceOf(InputError);
    expect(readFileSync(join(releases, '0.1.0.json'), 'utf8')).toBe(before);
    expect(readdirSync(releases)).toEqual(['0.1.0.json']);
  });

  test('of other data differs where they differ', async () => {
    // One stated average that no row contradicts: a table changes, a figure does not.
    work.edit('models.csv', /^gemma-3-1b,.*$/m, (line) => line.replace('17.45', '17.46'));
    manifest = (await compile(work)).manifest;
    await make('0.2.0', '2026-12-01');
    const [first, second] = await readReleases(releases);
    const changes = changesBetween(first as ReleaseRecord, second as ReleaseRecord);
    expect(changes).toMatchObject({ sameData: false, scorer: null, means: [], comparisons: [] });
    expect(changes.tables.map(({ name }) => name)).toEqual(['averages']);
  });

  test('whose file has another name, or is damaged, is an error that names the file', async () => {
    const folder = join(work.folder, 'damaged');
    mkdirSync(folder);
    writeFileSync(join(folder, '0.3.0.json'), readFileSync(join(releases, '0.1.0.json')));
    expect(await errorOf(readReleases(folder))).toMatchObject({ message: expect.stringContaining('it is the record of 0.1.0') });
    writeFileSync(join(folder, '0.3.0.json'), '{"format": 1, "version": "0.3"}');
    expect(await errorOf(readReleases(folder))).toMatchObject({ message: expect.stringContaining('0.3.0.json') });
    rmSync(folder, { recursive: true });
  });
});

test('without releases there are none', async () => expect(await readReleases(join(work.folder, 'nowhere'))).toEqual([]));

describe('lem release', () => {
  const args = (...more: string[]) => ['release', '--data', work.data, '--build', work.out, ...more];

  test('makes the release that package.json names', () => {
    const folder = join(work.folder, 'by-command');
    const cff = join(work.folder, 'by-command.cff');
    const flags = args('--releases', folder, '--citation', cff, '--date', '2026-12-24', '--json');
    const { code, out, err } = lem(flags);
    expect(err).toBe('');
    expect(code).toBe(0);
    const made = JSON.parse(out) as { record: ReleaseRecord; written: boolean };
    expect(made).toMatchObject({ record: { version: project.version, date: '2026-12-24' }, written: true });
    expect(readdirSync(folder)).toEqual([`${project.version}.json`]);
    expect(readFileSync(cff, 'utf8')).toContain(`sha256:${manifest.data_sha256}`);
    expect(lem(flags)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('a release never changes') });
  });

  test('refuses what is not compiled from the data as they are', () => {
    const folder = join(work.folder, 'stale');
    work.edit('models.csv', /^gemma-3-1b,.*$/m, (line) => line.replace('17.46', '17.47'));
    const { code, err } = lem(args('--releases', folder, '--citation', citation));
    expect(code).toBe(1);
    expect(err).toContain('The build is not of these data');
  });

  test('a day is a day', () => {
    expect(lem(['release', '--date', '2026-02-30'])).toMatchObject({ code: 2, err: expect.stringContaining('A date is a day') });
  });
});

describe('the citation', () => {
  const cited = { version: '0.1.0', date: '2026-11-04', data_sha256: 'ab'.repeat(32) };

  test('as BibTeX', () => {
    expect(toBibtex(cited, 'https://lem.example/')).toBe(`@misc{lem-0.1.0,
  title   = {{LEM: the published benchmark, computed again}},
  author  = {{The LEM research site's contributors}},
  year    = {2026},
  month   = {11},
  version = {0.1.0},
  note    = {Data SHA-256 ${'ab'.repeat(32)}},
  url     = {https://lem.example/}
}
`);
    expect(toBibtex(cited)).not.toContain('url');
  });

  test('CITATION.cff is what the newest release says, and package.json its version', async () => {
    const newest = (await readReleases(inProject('data/releases'))).at(-1);
    if (!newest) throw new Error('There is no release: run "lem release".');
    expect(readFileSync(inProject('CITATION.cff'), 'utf8')).toBe(toCff(newest));
  });
});
