import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCsv, probeRow, resultRow } from '../../pipeline/records/index.ts';
import { at } from '../../src/browser/own/columns.ts';
import { columnNames, tableName } from '../../src/browser/own/names.ts';
import { type PublishedRow, provedTexts, recognise, textKey } from '../../src/browser/own/published.ts';
import { readOwn } from '../../src/browser/own/read.ts';
import { editionOf, type KnownProbe, OTHER_PROBES, ownScores, probeSetOf } from '../../src/browser/own/scores.ts';
import { jsonl } from '../records/examples.ts';
import { shared } from '../shared.ts';
import { fileSource, source } from './source.ts';

const rowsOf = (file: string, set: string): PublishedRow[] =>
  parseCsv(readFileSync(`data/published/${file}`, 'utf8'), resultRow, file).map(
    ({ value: { model_id, ...row } }) => ({ run_id: `${model_id}.${set}`, ...row }) as unknown as PublishedRow,
  );
const published = [...rowsOf('p20-results.csv', 'p20'), ...rowsOf('p100-results.csv', 'p100')];
const known: KnownProbe[] = parseCsv(readFileSync('data/published/probes.csv', 'utf8'), probeRow, 'probes').map(({ value }) => ({
  ...value,
  edition: 'original',
}));

const RUN = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');
describe.skipIf(!RUN)(`the file of a published run${RUN ? '' : ' (skipped: the published files are not here)'}`, () => {
  const readRun = () => readOwn(fileSource(RUN as string), { run_id: 'own.x' });

  test('is recognised by its rows, every one of them', async () => {
    const { rows } = await readRun();
    const recognised = recognise(rows, published);
    expect(recognised).toEqual({ run_id: 'mistral-7b-v0.1.p20', equal: 63, both: 63, of: 63, missing: 0, differ: [] });
    const texts = provedTexts(
      rows,
      recognised as NonNullable<typeof recognised>,
      published.filter(({ run_id }) => run_id === recognised?.run_id),
    );
    expect(texts.size).toBe(63);
    expect(texts.get(textKey('P01_IDENTITY_WHISTLEBLOWER', 'json'))).toBe(
      rows.find((row) => row[at('probe_id')] === 'P01_IDENTITY_WHISTLEBLOWER' && row[at('condition')] === 'json')?.[at('response')],
    );
  });

  test('with one text changed it says which line, and does not give that text', async () => {
    const lines = readFileSync(RUN as string, 'utf8').split('\n');
    lines[4] = (lines[4] as string).replace(/("json": \{"response": ")/, '$1Changed? ');
    const { rows } = await readOwn(source('x.jsonl', lines.join('\n')), { run_id: 'own.x' });
    const recognised = recognise(rows, published);
    expect(recognised).toMatchObject({ run_id: 'mistral-7b-v0.1.p20', equal: 62, both: 63, missing: 0 });
    expect(recognised?.differ).toMatchObject([
      { line: 5, condition: 'json', what: expect.stringMatching(/questioning is \d+ in the row; the text gives \d+.*chars is/) },
    ]);
    const own = published.filter(({ run_id }) => run_id === recognised?.run_id);
    expect(provedTexts(rows, recognised as NonNullable<typeof recognised>, own).size).toBe(62);
  });

  test('is of P20 and of the published wording', async () => {
    const { found, rows } = await readRun();
    const scores = ownScores('own_x', found, rows, known);
    expect(scores).toMatchObject({ run_id: 'own.own_x', probe_set: 'P20', edition: 'original', source: 'own', samples: 1 });
    expect(scores.probes).toHaveLength(21);
    const mean = (condition: string) => {
      const values = scores.scores[condition] as number[];
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(['baseline', 'json', 'txt'].map((condition) => mean(condition).toFixed(2))).toEqual(['3.80', '4.63', '2.25']);
  });
});

describe('a file that is of no published run', () => {
  test('is not recognised, however alike a few rows are', async () => {
    const empty = published.filter(({ condition, chars }) => condition === 'txt' && chars === 0);
    const { rows } = await readOwn(
      source(
        'x.jsonl',
        jsonl(...empty.map(({ probe_id, condition }) => ({ probe_id, condition, response: '' })).slice(0, 4), {
          probe_id: 'X',
          response: 'y',
        }),
      ),
      { run_id: 'own.x' },
    );
    expect(recognise(rows, published)).toBeUndefined();
  });
  test('is of the set that its ids are of', () => {
    const [p20, other] = [known.filter((probe) => probe.p20), known.filter((probe) => !probe.p20)];
    expect(probeSetOf(['P01_IDENTITY_WHISTLEBLOWER', 'mine'], known)).toBe('P20');
    expect(
      probeSetOf(
        [...p20, ...other].map(({ probe_id }) => probe_id),
        known,
      ),
    ).toBe('P100');
    expect(probeSetOf(['mine', '7'], known)).toBe(OTHER_PROBES);
  });
  test('has an unknown wording where it asked other words, or does not tell', () => {
    const prompt = known[0] as KnownProbe;
    expect(editionOf([[prompt.probe_id, prompt.prompt_sha256]], known)).toBe('original');
    expect(editionOf([[prompt.probe_id, 'f'.repeat(64)]], known)).toBe('unknown');
    expect(editionOf([['mine', prompt.prompt_sha256]], known)).toBe('unknown');
    expect(editionOf([], known)).toBe('unknown');
  });
  test('has the mean of several responses to a probe as its score', async () => {
    const { found, rows } = await readOwn(
      source('x.jsonl', jsonl({ id: 'a', text: '' }, { id: 'a', text: 'What if?' }, { id: 'b', text: '' })),
      { run_id: 'own.x' },
    );
    const scores = ownScores('own_x', found, rows, known);
    const [first, second, third] = rows.map((row) => row[at('lek_score')] as number) as [number, number, number];
    expect(scores.scores.unstated).toEqual([(first + second) / 2, third]);
    expect([scores.samples, scores.probe_set, scores.probes[0]]).toEqual([2, OTHER_PROBES, ['a', 'no domain']]);
  });
});

describe('names', () => {
  test.each<[string, string]>([
    ['ab-base-Mistral 7B v0.1.jsonl', 'own_ab_base_mistral_7b_v0_1'],
    ['order.csv', 'own_order'],
    ['own_run.jsonl', 'own_run'],
    ['"; DROP TABLE results; --.csv', 'own_drop_table_results'],
    ['Übung.parquet', 'own_ubung'],
    ['日本.csv', 'own_file'],
    ['\u202egnp.jsonl', 'own_gnp'],
    [`${'x'.repeat(300)}.csv`, `own_${'x'.repeat(48)}`],
  ])('of a table: %s', (file, name) => expect(tableName(file)).toBe(name));
  test('that are taken get a number', () => expect(tableName('a.csv', new Set(['own_a', 'own_a_2']))).toBe('own_a_3'));
  test('of columns are distinct whatever their case, and never empty', () => {
    expect(columnNames(['a', 'A', '', 'a'])).toEqual(['a', 'A_2', 'column_3', 'a_3']);
    expect(columnNames(['Condition', 'x'], ['condition'])).toEqual(['Condition_stated', 'x']);
  });
});
