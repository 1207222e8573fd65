import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import type { BuildManifest } from '../../pipeline/compile/manifest.ts';
import { RESPONSES, TABLES } from '../../pipeline/compile/schema.ts';
import { croissant, schemaDataset } from '../../src/data/croissant.ts';
import { makeRun } from '../compile/run-maker.ts';
import { newWork, type Work } from '../compile/work.ts';
import { croissantPython, WITHOUT_CROISSANT } from './environment.ts';
import { readCroissant } from './read.ts';

let work: Work;
let manifest: BuildManifest;
const TEXTS = 'responses-made-1.p100.local';
const python = croissantPython();
const release = { version: '0.1.0', date: '2026-11-24', data_sha256: 'ab'.repeat(32) };
const described = (more: { site?: string } = {}) => ({
  manifest,
  files: manifest.files,
  urlOf: (name: string) => name,
  release,
  site: more.site,
});

beforeAll(async () => {
  work = newWork();
  makeRun(join(work.data, 'runs'), {
    model_id: 'made-1',
    probes: [
      { id: 'P01_IDENTITY_WHISTLEBLOWER', domain: 'Identity' },
      { id: 'P02_IDENTITY_REFUGEE', domain: 'Identity' },
    ],
    conditions: ['baseline'],
    text: (id) => `<b>${id}</b> \u202Egnihton\u202C "quoted", 🦊\n\nÖland`,
  });
  manifest = (await compile(work)).manifest;
});
afterAll(() => work.remove());

describe('the Croissant description', () => {
  test('has every file with its checksum, and every table with its columns, keys and comments', () => {
    const { distribution, recordSet } = croissant(described());
    expect(distribution.map((file) => [file['@id'], file.sha256])).toEqual(manifest.files.map(({ name, sha256 }) => [name, sha256]));
    expect(recordSet.map((set) => set['@id']).sort()).toEqual([...TABLES.map(({ name }) => name), TEXTS].sort());
    for (const table of [...TABLES, { ...RESPONSES, name: TEXTS }]) {
      const set = recordSet.find((each) => each['@id'] === table.name);
      expect(set?.description).toBe(table.comment);
      expect(set?.key.map((key) => key['@id'])).toEqual(table.key.map((column) => `${table.name}/${column}`));
      expect(set?.field.map(({ source, description }) => [source.extract.column, description])).toEqual(
        table.columns.map(({ name, comment }) => [name, comment]),
      );
    }
  });

  test('names the release only where the data are one, and the site only where its address is known', () => {
    expect(croissant(described())).not.toHaveProperty('url');
    expect(croissant(described({ site: 'https://lem.example/' }))).toMatchObject({
      url: 'https://lem.example/',
      datePublished: '2026-11-24',
    });
    expect(croissant({ ...described(), release: undefined })).not.toHaveProperty('datePublished');
  });

  test.skipIf(!python)(
    `mlcroissant reads every record, and has nothing to object${python ? '' : `: skipped, ${WITHOUT_CROISSANT}`}`,
    () => {
      const file = join(work.out, 'croissant.json');
      writeFileSync(file, JSON.stringify(croissant(described({ site: 'https://lem.example/' }))));
      const { issues, files, record_sets } = readCroissant(python as string, file, { records: true });
      expect(issues).toEqual([]);
      expect(Object.entries(files).map(([name, { sha256 }]) => [name, sha256])).toEqual(
        manifest.files.map(({ name, sha256 }) => [name, sha256]),
      );
      const rows = Object.fromEntries(Object.entries(record_sets).map(([name, set]) => [name, set.rows]));
      expect(rows).toEqual({ ...Object.fromEntries(manifest.tables.map(({ name, rows: due }) => [name, due])), [TEXTS]: 2 });
    },
  );

  test.skipIf(!python)(`mlcroissant does object to a damaged one${python ? '' : `: skipped, ${WITHOUT_CROISSANT}`}`, () => {
    const file = join(work.out, 'damaged.json');
    const whole = croissant(described());
    for (const { source } of whole.recordSet[0]?.field ?? []) source.fileObject['@id'] = 'nowhere.parquet';
    writeFileSync(file, JSON.stringify(whole));
    expect(readCroissant(python as string, file, { records: false }).issues.join(' ')).toContain('nowhere.parquet');
  });
});

test('the schema.org description has the same files', () => {
  expect(schemaDataset(described()).distribution.map(({ name, sha256 }) => [name, sha256])).toEqual(
    manifest.files.map(({ name, sha256 }) => [name, sha256]),
  );
});
