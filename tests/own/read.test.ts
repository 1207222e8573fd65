import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../pipeline/records/index.ts';
import { SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { at, SCORED } from '../../src/browser/own/columns.ts';
import { readOwn } from '../../src/browser/own/read.ts';
import type { ReadFile } from '../../src/browser/own/types.ts';
import { inspectLog, lmEvalLine } from '../foreign/files.ts';
import { jsonl, probeLine, summary } from '../records/examples.ts';
import { shared } from '../shared.ts';
import { archive } from './archive.ts';
import { fileSource, source } from './source.ts';

const read = (name: string, content: string | Uint8Array) => readOwn(source(name, content), { run_id: 'own.x' });
const refused = async (name: string, content: string | Uint8Array): Promise<string> => {
  const error = await read(name, content).then(
    () => new Error('read'),
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as Error).message;
};
const column = ({ found, rows }: ReadFile, name: string) => rows.map((row) => row[found.columns.findIndex((each) => each.name === name)]);

const TEXT = 'However, I feel that both sides matter. 😀 For example, Paris?';

const METHODS = { stored: 0, deflate: 8, zstd: 93 } as const;
/** A log of Inspect as it packs one: a head, and a file a sample. */
function packed(how: keyof typeof METHODS): Uint8Array {
  const { samples, ...head } = inspectLog();
  const files = samples.map((sample) => [`samples/${sample.id}_epoch_${sample.epoch}.json`, JSON.stringify(sample), METHODS[how]] as const);
  return archive([['_journal/start.json', '{}', 0], ...files, ['header.json', JSON.stringify(head), METHODS[how]]]);
}
/** The same with a sample that does not unpack, alone. */
function damagedLog(): Uint8Array {
  const bytes = archive([['samples/1_epoch_1.json', JSON.stringify({ id: 1, output: { completion: TEXT } }), 8]]);
  bytes.fill(0xff, 60, 75);
  return bytes;
}

describe('what is found in a file', () => {
  test('an A/B run: a row a response, with the figures of the scorer', async () => {
    const run = await read('my-run.jsonl', jsonl(probeLine(), summary(1)));
    expect(run.found).toMatchObject({ kind: 'run', rows: 3, ids: 1, faultCount: 0, fields: {}, file: 'my-run.jsonl' });
    expect(run.found.columns.slice(0, 4).map(({ name }) => name)).toEqual(['run_id', 'probe_id', 'condition', 'sample']);
    expect(column(run, 'condition')).toEqual(['baseline', 'json', 'txt']);
    expect(new Set(column(run, 'source'))).toEqual(new Set(['own']));
    for (const row of run.rows) {
      const { counts, lek_score } = score(row[at('response')] as string);
      expect(SIGNALS.map(({ name }) => row[at(name)])).toEqual(SIGNALS.map(({ name }) => counts[name]));
      expect(row[at('lek_score')]).toBe(lek_score);
      expect(row[at('chars')]).toBe([...(row[at('response')] as string)].length);
    }
  });

  test('rows of another tool, what else they say in columns of their own', async () => {
    const rows = await read(
      'answers.jsonl',
      jsonl({ id: 'a', completion: TEXT, lek_score: 5, model: 'm', n: 1 }, { id: 'b', completion: '', lek_score: 6, tags: ['x'], n: 2.5 }),
    );
    expect(rows.found).toMatchObject({ kind: 'rows', rows: 2, ids: 2, conditions: [{ condition: 'unstated', n: 2 }] });
    expect(rows.found.columns.slice(SCORED.length)).toEqual([
      { name: 'lek_score_stated', type: 'BIGINT' },
      { name: 'model', type: 'VARCHAR' },
      { name: 'n', type: 'DOUBLE' },
      { name: 'tags', type: 'VARCHAR' },
    ]);
    expect(rows.rows.map((row) => row.slice(SCORED.length))).toEqual([
      [5, 'm', 1, null],
      [6, null, 2.5, '["x"]'],
    ]);
    expect(column(rows, 'lek_score')).toEqual([score(TEXT).lek_score, score('').lek_score]);
  });

  test('samples of lm-evaluation-harness, and a log of Inspect', async () => {
    const samples = await read('samples_gsm8k_2026.jsonl', jsonl(lmEvalLine(0, [TEXT]), lmEvalLine(1, ['b', 'c'])));
    expect(samples.found).toMatchObject({ kind: 'lm-eval', rows: 3, ids: 2 });
    expect(column(samples, 'sample')).toEqual([0, 0, 1]);
    const log = await read('log.json', JSON.stringify(inspectLog(), null, 2));
    expect(log.found).toMatchObject({ kind: 'inspect', rows: 4, ids: 3, model: 'mockllm/model' });
  });

  test.each(['stored', 'deflate', 'zstd'] as const)('a packed log of Inspect, %s', async (how) => {
    const log = await read('log.eval', packed(how));
    expect(log.found).toMatchObject({ kind: 'inspect', rows: 4, ids: 3, model: 'mockllm/model', faultCount: 0 });
    expect(column(log, 'response')[0]).toBe('From the completion.');
  });

  test('a CSV with an id and a response is scored, one without is a table as it stands', async () => {
    const scored = await read('x.csv', `id,response,rank\na,"${TEXT}",1\n`);
    expect(scored.found).toMatchObject({ kind: 'rows', rows: 1 });
    expect([column(scored, 'lek_score'), column(scored, 'rank')]).toEqual([[score(TEXT).lek_score], [1]]);
    const table = await read('x.csv', 'Model,Mean,ok\na,1.5,true\nb,,false\n');
    expect(table.found).toMatchObject({ kind: 'table', rows: 2, conditions: [] });
    expect(table.found.columns).toEqual([
      { name: 'Model', type: 'VARCHAR' },
      { name: 'Mean', type: 'DOUBLE' },
      { name: 'ok', type: 'BOOLEAN' },
    ]);
    expect(table.rows).toEqual([
      ['a', 1.5, true],
      ['b', null, false],
    ]);
  });

  test('Parquet likewise, with values that fit no number as text', async () => {
    const file = (columns: Record<string, unknown[]>) =>
      new Uint8Array(parquetWriteBuffer({ columnData: Object.entries(columns).map(([name, data]) => ({ name, data })) as never }));
    const table = await read('t.parquet', file({ n: [1n, 2n, 9007199254740993n], x: [0.5, null, 2], s: ['a', 'b', '<b>'] }));
    expect(table.found).toMatchObject({ kind: 'table', rows: 3 });
    expect(table.found.columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['n VARCHAR', 'x DOUBLE', 's VARCHAR']);
    expect(table.rows[2]).toEqual(['9007199254740993', 2, '<b>']);
    const scored = await read('t.parquet', file({ probe_id: ['P01', 'P02'], response: [TEXT, ''], condition: ['json', 'json'] }));
    expect(scored.found).toMatchObject({ kind: 'rows', rows: 2, conditions: [{ condition: 'json', n: 2 }] });
  });

  test('JSON rows without a response are a table too', async () => {
    const table = await read('rows.json', '[{"a":1,"A":2},{"a":null,"b":{"c":[1]}}]');
    expect(table.found.columns).toEqual([
      { name: 'a', type: 'BIGINT' },
      { name: 'A_2', type: 'BIGINT' },
      { name: 'b', type: 'VARCHAR' },
    ]);
    expect(table.rows).toEqual([
      [1, 2, null],
      [null, null, '{"c":[1]}'],
    ]);
  });

  test('the shape by what is in it, whatever the name: JSON Lines in a .json, a list in a .jsonl', async () => {
    expect((await read('x.json', jsonl({ id: 1, text: 'a' }, { id: 2, text: 'b' }))).found.rows).toBe(2);
    expect((await read('x.jsonl', '[{"id":1,"text":"a"}]')).found.rows).toBe(1);
    expect((await read('noname', jsonl({ id: 1, text: 'a' }))).found.rows).toBe(1);
    expect((await read('noname', 'a,b\n1,2\n')).found.kind).toBe('table');
  });

  test('prompts as hashes, by which their wording is known', async () => {
    const run = await read('x.jsonl', jsonl(probeLine()));
    expect(run.found.prompts).toEqual([['P01_ONE', expect.stringMatching(/^[0-9a-f]{64}$/)]]);
  });

  test('progress is told up to the end of the file', async () => {
    const told: number[] = [];
    const lines = jsonl(...Array.from({ length: 3000 }, (_, id) => ({ id, text: 'x'.repeat(1000) })));
    await readOwn(source('x.jsonl', lines), { run_id: 'own.x', onProgress: ({ bytes, of }) => told.push(bytes / of) });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
});

describe('what cannot be read', () => {
  test('lines are told one by one, with line, what and what to do; the rest is there', async () => {
    const good = JSON.stringify({ id: 'a', response: 'fine' });
    const { found } = await read('bad.jsonl', `${good}\n{"id":"b","response":NaN}\n\n{broken\n[1]\n{"id":"c"}\n${good.slice(0, 20)}`);
    expect(found.rows).toBe(1);
    expect(found.faults.map(({ line, what }) => `${line}: ${what}`)).toEqual([
      '2: NaN is no JSON number',
      '3: blank line',
      expect.stringMatching(/^4: not JSON: unexpected/),
      '5: a line must hold a JSON object; found [1]',
      '6: no "response" in the row; found id',
      expect.stringMatching(/^7: the last line is half-written/),
    ]);
    for (const { todo } of found.faults) expect(todo).toMatch(/\.$/);
  });

  test('a run that was cut is read up to there', async () => {
    const whole = jsonl(probeLine(), { ...probeLine(), id: 'P02_TWO' });
    const { found } = await read('run.jsonl', whole.slice(0, -40));
    expect(found).toMatchObject({ kind: 'run', rows: 3, faultCount: 1 });
    expect(found.faults[0]).toMatchObject({ line: 2, what: expect.stringMatching(/half-written/) });
  });

  test('only the first hundred faults are listed, all are counted', async () => {
    const { found } = await read('bad.jsonl', `{"id":1,"text":"a"}\n${'{\n'.repeat(150)}`);
    expect([found.faults.length, found.faultCount]).toEqual([100, 150]);
  });

  test.each<[string, string, string | Uint8Array, RegExp]>([
    ['an empty file', 'x.jsonl', '', /^x\.jsonl: the file is empty\./],
    ['white space', 'x.jsonl', ' \n\n', /nothing but white space/],
    ['malformed JSONL', 'x.jsonl', '{"a":\n{"b"\n', /^x\.jsonl:1: the JSON breaks off|^x\.jsonl:1: not JSON/],
    ['bytes that are not UTF-8', 'x.jsonl', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d, 0x0a), /^x\.jsonl:1: byte 3 \(0xff\) is not UTF-8/],
    ['a run with a field amiss', 'x.jsonl', jsonl({ ...probeLine(), ts: 1 }), /^x\.jsonl:1: ts must be a string; found 1/],
    ['a CSV with wrong columns', 'x.csv', 'a,a\n1,2\n', /^x\.csv:1: column "a" is doubled/],
    [
      'log-likelihoods',
      'x.jsonl',
      jsonl({ ...lmEvalLine(0, []), resps: [[['-1', 'False']]] }),
      /^x\.jsonl:1: "resps" holds log-likelihoods/,
    ],
    [
      'a packed log of Inspect that was cut',
      'a.eval',
      packed('deflate').slice(0, 300),
      /the archive has no end.*inspect log convert a\.eval --to json/,
    ],
    ['one with a damaged sample', 'a.eval', damagedLog(), /in the archive is damaged|is no JSON|not JSON/],
    ['one packed otherwise', 'a.eval', archive([['samples/1_epoch_1.json', '{}', 12]]), /packed by method 12, which is not known here/],
    ['one without samples', 'a.eval', archive([['header.json', '{"eval":{}}', 0]]), /the log holds no samples/],
    ['a zip', 'x.zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0), /a zip archive\. Unpack it/],
    ['a gzip', 'x.jsonl.gz', Uint8Array.of(0x1f, 0x8b, 8, 0), /a gzip archive/],
    ['a damaged Parquet', 'x.parquet', new TextEncoder().encode(`PAR1${'x'.repeat(40)}PAR1`), /the Parquet file cannot be read/],
    ['a text', 'essay.txt', 'Once upon a time', /neither JSON Lines, JSON, CSV nor Parquet/],
    ['an image', 'x.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), /not UTF-8|neither/],
  ])('%s is refused', async (_name, name, content, message) => {
    expect(await refused(name, content)).toMatch(message);
  });
});

test('a packed log that is damaged anywhere is read or refused, and nothing else', async () => {
  const whole = packed('deflate');
  for (let at = 0; at < whole.length; at += 7) {
    for (const bytes of [whole.slice(0, at), whole.with(at, (whole[at] as number) ^ 0xff)]) {
      const error = await read('log.eval', bytes).then(
        () => undefined,
        (thrown) => thrown,
      );
      if (error !== undefined) expect(error, `byte ${at}`).toBeInstanceOf(InputError);
    }
  }
});

const RUN = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');
describe.skipIf(!RUN)(`a published run${RUN ? '' : ' (skipped: the published files are not here)'}`, () => {
  test('has the published averages', async () => {
    const { found } = await readOwn(fileSource(RUN as string), { run_id: 'own.x' });
    expect(found.conditions).toEqual([
      { condition: 'baseline', n: 21, mean: 3.8 },
      { condition: 'json', n: 21, mean: 4.63 },
      { condition: 'txt', n: 21, mean: 2.25 },
    ]);
    expect(found).toMatchObject({ kind: 'run', rows: 63, ids: 21, faultCount: 0 });
  });
});
