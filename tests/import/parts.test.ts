import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPublished } from '../../pipeline/compile/published.ts';
import { jsonDocuments } from '../../pipeline/import/collect.ts';
import { breaksOff, type FoundRun } from '../../pipeline/import/read-run.ts';
import { aliasTable, probeSetOf, publishedRows, recognise } from '../../pipeline/import/recognise.ts';
import { survey } from '../../pipeline/import/survey.ts';
import { inProject } from '../../pipeline/project.ts';
import { readCsv } from '../../pipeline/records/files.ts';
import { aliasRow } from '../../pipeline/records/index.ts';
import { put } from './checkout.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lem-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what a checkout has to look at', () => {
  test('is found by the names of folders, wherever they stand; what is hidden is not looked into', () => {
    for (const path of [
      'benchmarks/ab-b.jsonl',
      'benchmarks/ab-a.jsonl',
      'benchmarks/results/other.JSONL',
      'benchmarks/notes.md',
      'old/benchmarks/ab-c.jsonl',
      'seeds/P01-P20.json',
      'seeds/regional/x.json',
      'seeds/raw.txt',
      'training/seeds/y.json',
      'training/train.jsonl',
      'kernel/axioms.json',
      '.git/benchmarks/ab-d.jsonl',
      'node_modules/benchmarks/ab-e.jsonl',
      'README.md',
    ])
      put(folder, path, '');
    expect(survey(folder)).toEqual({
      benchmarks: ['benchmarks/ab-a.jsonl', 'benchmarks/ab-b.jsonl', 'benchmarks/results/other.JSONL', 'old/benchmarks/ab-c.jsonl'],
      seeds: ['seeds/P01-P20.json', 'seeds/regional/x.json'],
      kernel: ['kernel/axioms.json'],
      training: ['training/seeds/y.json', 'training/train.jsonl'],
    });
  });

  test.skipIf(process.platform === 'win32')('may be a link to a file, not to a folder, which could lead anywhere', () => {
    const real = put(folder, 'real/run.txt', '');
    mkdirSync(join(folder, 'benchmarks'));
    symlinkSync(real, join(folder, 'benchmarks/ab-linked.jsonl'));
    symlinkSync(join(folder, 'gone'), join(folder, 'benchmarks/ab-gone.jsonl'));
    symlinkSync('/', join(folder, 'benchmarks/root'));
    expect(survey(folder).benchmarks).toEqual(['benchmarks/ab-linked.jsonl']);
  });

  test('is not there in a folder that is none, or no checkout', () => {
    expect(() => survey(join(folder, 'none'))).toThrow(/none: no such folder/);
    expect(() => survey(put(folder, 'README.md', ''))).toThrow(/no such folder/);
    expect(() => survey(folder)).toThrow(/holds neither benchmarks/);
  });
});

test.each<[string, string[]]>([
  ['{"a": 1}', ['{"a": 1}']],
  ['{"a": {"b": "}"}}\n{"c": "\\"{"} ', ['{"a": {"b": "}"}}', '{"c": "\\"{"}']],
  ['before {"a": 1} between {"b": 2', ['{"a": 1}']],
  ['} { "x"', []],
  ['', []],
])('the JSON documents of %j', (text, documents) => expect(jsonDocuments(text)).toEqual(documents));

test.each([
  ['It ends.', false],
  ['It ends in a list\n- one', true],
  ['It breaks off in the mid', true],
  ['with a comma,  \n', true],
  ['and 14', true],
  ['(and', true],
  ['“So it ends.”', false],
  ['雨が止んだら', true],
  ['雨が止んだ。', false],
  ['Done ✅', false],
  ['An answer.<end_of_turn>', false],
  ['', false],
])('whether %j breaks off: %s', (text, due) => expect(breaksOff(text)).toBe(due));

describe('the model of a run', () => {
  const run = (path: string, model?: string) =>
    ({ path, results: [], lines: [], ...(model === undefined ? {} : { summary: { model } }) }) as unknown as FoundRun;
  const known = async () => {
    const published = await readPublished(inProject('data/published'));
    const aliases = (await readCsv(inProject('data/published/aliases.csv'), aliasRow)).map(({ value }) => value);
    return { aliases, table: aliasTable(aliases, published.models), rows: publishedRows(published), published };
  };

  test('is known for every alias, and every model has one of either kind', async () => {
    const { aliases, table, rows, published } = await known();
    const models = published.models.map(({ value }) => value.model_id);
    for (const kind of ['model', 'file'])
      expect(models.filter((id) => !aliases.some((alias) => alias.kind === kind && alias.model_id === id))).toEqual([]);
    expect(new Set(aliases.map(({ alias, kind }) => `${kind} ${alias}`)).size).toBe(aliases.length);
    for (const { alias, kind, model_id } of aliases) {
      expect(alias).toBe(alias.toLowerCase());
      const found = kind === 'file' ? run(`benchmarks/${alias}.jsonl`) : run('benchmarks/x.jsonl', `/somewhere/${alias.toUpperCase()}`);
      expect(recognise(found, rows, table)?.model_id).toBe(model_id);
    }
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['benchmarks/x.jsonl', 'mlx-community/Qwen3-8B-4bit', 'qwen-3-8b'],
    ['benchmarks/x.jsonl', 'C:\\models\\gemma-3-27b-it-base\\', 'gemma-3-27b'],
    ['benchmarks/x.jsonl', 'lthn/LEK-Gemma3-1B-layered', 'lek-gemma-3-1b'],
    ['benchmarks/x.jsonl', 'LEM-Gemma3-1B-layered-v2', 'lek-gemma-3-1b-lora'],
    ['benchmarks/ab-base-1b-mlxlm.jsonl', undefined, 'gemma-3-1b'],
    ['benchmarks/ab-base-1b-mlxlm.jsonl', 'somebody/unheard-of', 'gemma-3-1b'],
    ['benchmarks/x.jsonl', 'qwen-3-8b', 'qwen-3-8b'],
    ['benchmarks/x.jsonl', 'mlx-community/Qwen3-8B-8bit', undefined],
    ['benchmarks/x.jsonl', undefined, undefined],
  ])('%s, model field %s: %s', async (path, model, due) => {
    const { table, rows } = await known();
    expect(recognise(run(path, model), rows, table)?.model_id).toBe(due);
  });

  test('is the one of its field where the file’s name says another, and that is told', async () => {
    const { table, rows } = await known();
    expect(recognise(run('benchmarks/ab-base-1b-mlxlm.jsonl', 'x/Qwen3-8B-4bit'), rows, table)).toEqual({
      model_id: 'qwen-3-8b',
      by: ['its model field', 'its file name says gemma-3-1b'],
    });
  });
});

test('the set of a run is P20 where all its probes are, unless its name says otherwise', () => {
  const of = (path: string, ...ids: string[]) =>
    probeSetOf({ path, lines: ids.map((id) => ({ id })) } as unknown as FoundRun, new Set(['P01_A', 'P21_B']));
  expect(of('ab-x.jsonl', 'P01_A', 'P21_B')).toBe('P20');
  expect(of('ab-x.jsonl', 'P01_A', 'P22_C')).toBe('P100');
  expect(of('p100/ab-x.jsonl', 'P01_A')).toBe('P20');
  expect(of('ab-p100-x.jsonl', 'P01_A')).toBe('P100');
});
