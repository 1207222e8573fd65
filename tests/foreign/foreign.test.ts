import { describe, expect, test } from 'vitest';
import { readChunks } from '../../pipeline/records/files.ts';
import { InputError, readCsvTable, readerOf, readJsonDocument, readJsonLines, readTexts } from '../../pipeline/records/index.ts';
import { all, jsonl } from '../records/examples.ts';
import { shared } from '../shared.ts';
import { inspectLog, lmEvalLine } from './files.ts';

const thrown = <T>(step: () => T): InputError => {
  try {
    step();
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error('accepted');
};
const readAll = (rows: readonly Record<string, unknown>[]) => {
  const reader = readerOf(rows[0] ?? {});
  return reader && { taken: reader.taken, responses: rows.flatMap((row, index) => reader.read(row, { file: 'f.jsonl', line: index + 1 })) };
};

describe('rows with a response and an id', () => {
  test('are found by the names that other tools give them', () => {
    const read = readAll([
      { Question_ID: 7, completion: 'one', prompt: 'p', category: 'c', elapsed_seconds: 1.5, model: 'm', tags: ['a'] },
    ]);
    expect(read?.taken).toEqual({
      kind: 'rows',
      fields: { id: 'Question_ID', response: 'completion', prompt: 'prompt', domain: 'category', time_s: 'elapsed_seconds' },
    });
    expect(read?.responses).toEqual([
      {
        line: 1,
        id: '7',
        condition: undefined,
        sample: 0,
        response: 'one',
        prompt: 'p',
        domain: 'c',
        time_s: 1.5,
        finish_reason: undefined,
        rest: { model: 'm', tags: '["a"]' },
      },
    ]);
  });
  test('a response goes before a text, and the right answer of a data set is none', () => {
    expect(readAll([{ id: 1, text: 'a', response: 'b' }])?.responses[0]?.response).toBe('b');
    expect(readAll([{ id: 1, answer: 'right' }])).toBeUndefined();
  });
  test('several responses to one id are numbered, unless the file numbers them', () => {
    const samples = (rows: Record<string, unknown>[]) => readAll(rows)?.responses.map(({ sample }) => sample);
    expect(
      samples([
        { id: 'a', response: 'x' },
        { id: 'a', response: 'y' },
        { id: 'b', response: 'z' },
      ]),
    ).toEqual([0, 1, 0]);
    expect(samples([{ id: 'a', sample: 4, response: 'x' }])).toEqual([4]);
    expect(
      samples([
        { id: 'a', condition: 'json', response: 'x' },
        { id: 'a', condition: 'txt', response: 'y' },
      ]),
    ).toEqual([0, 0]);
  });
  test('without ids they are numbered from 1', () => {
    expect(readAll([{ response: 'x' }, { response: 'y' }])?.responses.map(({ id }) => id)).toEqual(['1', '2']);
  });
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['no response', { id: 2 }, /^f\.jsonl:2: no "response" in the row; found id\. Give every row a response/],
    ['a response that is none', { id: 2, response: 5 }, /^f\.jsonl:2: "response" must be a text; found 5/],
    ['no id', { response: 'x' }, /^f\.jsonl:2: "id" must be a text or a number; found nothing/],
    ['an id that is none', { id: [], response: 'x' }, /"id" must be a text or a number; found \[\]/],
  ])('%s is refused by line', (_name, row, message) => {
    expect(thrown(() => readAll([{ id: 1, response: 'fine' }, row])).message).toMatch(message);
  });
});

describe('samples of lm-evaluation-harness', () => {
  test('give the texts of their one request, with the document’s own id', () => {
    const read = readAll([lmEvalLine(0, ['one']), lmEvalLine(1, ['two', 'three'])]);
    expect(read?.taken).toMatchObject({ kind: 'lm-eval', fields: { response: 'resps', id: 'doc.id' } });
    expect(read?.responses.map(({ line, id, sample, response, prompt }) => [line, id, sample, response, prompt])).toEqual([
      [1, 'item-0', 0, 'one', 'Question 0'],
      [2, 'item-1', 0, 'two', 'Question 1'],
      [2, 'item-1', 1, 'three', 'Question 1'],
    ]);
    expect(read?.responses[0]?.rest).toEqual({ target: '42', filter: 'strict-match', exact_match: 0 });
  });
  test('number documents without an id, and take requests as older versions wrote them', () => {
    const line = { ...lmEvalLine(3, ['x']), doc: { question: 'q' }, arguments: [['Asked', { until: ['\n'] }]] };
    expect(readAll([line])?.responses[0]).toMatchObject({ id: '3', prompt: 'Asked' });
  });
  test('a document that another filter repeats counts once; with other texts it is refused', () => {
    const again = { ...lmEvalLine(0, ['one']), filter: 'flexible-extract', exact_match: 1 };
    expect(readAll([lmEvalLine(0, ['one']), again])?.responses).toHaveLength(1);
    expect(thrown(() => readAll([lmEvalLine(0, ['one']), lmEvalLine(0, ['two'])])).message).toMatch(
      /^f\.jsonl:2: the document "item-0" is doubled with other texts/,
    );
  });
  test.each<[string, unknown, RegExp]>([
    [
      'log-likelihoods as lists',
      [[['-1.5', 'False']], [['-2.0', 'True']]],
      /"resps" holds log-likelihoods, not texts\. Only tasks that generate/,
    ],
    ['no text', [[]], /"resps" holds no text/],
    ['nothing', [], /"resps" holds no text/],
  ])('%s are no responses', (_name, resps, message) => {
    expect(thrown(() => readAll([{ ...lmEvalLine(0, []), resps }])).message).toMatch(message);
  });
});

describe('a log of Inspect', () => {
  test('gives each sample’s text, whichever way the output holds it', () => {
    const document = readJsonDocument(JSON.stringify(inspectLog(), null, 2), 'log.json');
    if (document.kind !== 'responses') throw new Error('no responses');
    expect(document).toMatchObject({ model: 'mockllm/model', taken: { kind: 'inspect' } });
    expect(document.responses.map(({ id, sample, response, finish_reason }) => [id, sample, response, finish_reason])).toEqual([
      ['P01_ONE', 0, 'From the completion.', 'stop'],
      ['P01_ONE', 1, 'From the first choice.', 'max_tokens'],
      ['2', 0, 'Said. And more.', 'stop'],
      ['3', 0, 'A long text among the attachments.', 'stop'],
    ]);
    expect(document.responses.map(({ prompt }) => prompt)).toEqual(['Asked', 'Asked', 'The last question', 'Asked']);
    expect(document.responses[0]?.rest).toEqual({ target: 'right', score_match: 'C' });
    expect(document.responses[1]?.line).toBeGreaterThan(document.responses[0]?.line as number);
  });
  test('a sample that failed is a fault with its line, not an empty response', () => {
    const log = inspectLog();
    const text = JSON.stringify(
      { ...log, samples: [...log.samples, { id: 9, epoch: 1, error: { message: 'x' }, output: { choices: [] } }] },
      null,
      1,
    );
    const error = thrown(() => readJsonDocument(text, 'log.json'));
    expect(error.message).toMatch(/^log\.json:\d+: sample 5: it failed and has no response/);
    expect(text.split('\n')[(error.line as number) - 1]).toContain('{');
    const faults: InputError[] = [];
    const document = readJsonDocument(text, 'log.json', { onFault: (fault) => faults.push(fault) });
    expect([document.kind === 'responses' && document.responses.length, faults.length]).toEqual([4, 1]);
  });
  test('a header without samples says what to do', () => {
    expect(thrown(() => readJsonDocument('{"version":2,"eval":{"task":"x"}}', 'f.json')).message).toMatch(
      /the log holds no samples\. Convert the whole log/,
    );
  });
});

describe('a JSON document', () => {
  test('is a list of rows, each with its line', () => {
    const document = readJsonDocument('[\n {"id":"a","response":"x"},\n\n {"id":"b","response":"y"}]', 'f.json');
    expect(document.kind === 'responses' && document.responses.map(({ id, line }) => [id, line])).toEqual([
      ['a', 2],
      ['b', 4],
    ]);
  });
  test('without responses its rows stay as they are', () => {
    expect(readJsonDocument('[{"a":1},{"b":[2]}]', 'f.json')).toEqual({ kind: 'rows', rows: [{ a: 1 }, { b: [2] }] });
  });
  test.each<[string, string, RegExp]>([
    ['an object', '{"a":1}', /^f\.json:1: neither a list of objects nor a log of Inspect; found an object with a/],
    ['the averages of lm-evaluation-harness', '{"results":{},"configs":{}}', /without a response\. Run it with --log_samples/],
    ['an entry that is no object', '[{"id":1,"response":"a"},\n3]', /^f\.json:2: an entry must be an object; found 3/],
    ['an empty list', '[]', /the list holds no object/],
    ['NaN', '[\n{"response":"a","x":NaN}]', /^f\.json:2: NaN is no JSON number/],
    ['what breaks off', '[{"response":"a"', /^f\.json:1: the JSON breaks off before its end/],
    ['nothing', '', /^f\.json:1: the JSON breaks off/],
  ])('%s is refused', (_name, text, message) => {
    expect(thrown(() => readJsonDocument(text, 'f.json')).message).toMatch(message);
  });
});

describe('a CSV of any columns', () => {
  test('has columns of the types that their cells have', () => {
    const { columns, rows } = readCsvTable('id,n,x,ok,t,none\r\na,1,1.5,true,"x, y",\nb,-20,2e3,FALSE,,\n', 'f.csv');
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'id VARCHAR',
      'n BIGINT',
      'x DOUBLE',
      'ok BOOLEAN',
      't VARCHAR',
      'none VARCHAR',
    ]);
    expect(rows).toEqual([
      { line: 2, cells: ['a', 1, 1.5, true, 'x, y', null] },
      { line: 3, cells: ['b', -20, 2000, false, null, null] },
    ]);
  });
  test('keeps as texts what a number would change: leading zeros, long integers, NaN', () => {
    const types = readCsvTable('a,b,c\n007,12345678901234567890,NaN\n', 'f').columns.map(({ type }) => type);
    expect(types).toEqual(['VARCHAR', 'VARCHAR', 'VARCHAR']);
  });
  test('takes semicolons or tabs where the first line has no comma', () => {
    expect(readCsvTable('a;b\n1;2\n', 'f').rows[0]?.cells).toEqual([1, 2]);
    expect(readCsvTable('a\tb\n1\t2,5\n', 'f').rows[0]?.cells).toEqual([1, '2,5']);
  });
  test.each<[string, string, RegExp]>([
    ['no record', 'a,b\n', /no record below the header/],
    ['nothing', '', /column 1 has no name|no record/],
    ['a short record', 'a,b\n1,2\n3\n', /^f\.csv:3: the record has 1 cells; the header has 2/],
    ['a doubled column', 'a,A\n1,2\n', /^f\.csv:1: column "A" is doubled/],
    ['a column without a name', 'a,,c\n1,2,3\n', /^f\.csv:1: column 2 has no name/],
    ['a quote that does not end', 'a,b\n1,"2\n', /^f\.csv:2: a quoted cell of this record does not end/],
  ])('%s is refused', (_name, text, message) => {
    expect(thrown(() => readCsvTable(text, 'f.csv')).message).toMatch(message);
  });
});

describe('texts to score', () => {
  test('are those of other tools too, by the fields of the first such line', async () => {
    const texts = await all(
      readTexts([jsonl({ id: 1, text: 'own' }, { id: 2, completion: 'other' }, lmEvalLine(5, ['x']))], 'f', { onFault: () => {} }),
    );
    expect(texts.map(({ line, id, text }) => [line, id, text])).toEqual([
      [1, '1', 'own'],
      [2, '2', 'other'],
    ]);
    expect((await all(readTexts([jsonl(lmEvalLine(5, ['x', 'y']))], 'f'))).map(({ text }) => text)).toEqual(['x', 'y']);
  });
});

const REAL = shared('upstream/benchmarks/results/gsm8k_base_pt.jsonl');
describe.skipIf(!REAL)(`published texts of an earlier study${REAL ? '' : ' (skipped: the published files are not here)'}`, () => {
  test('are rows with a response and an id', async () => {
    const lines = await all(readJsonLines(readChunks(REAL as string), 'f'));
    const read = readAll(lines.map(({ value }) => value));
    expect(read?.taken.fields).toEqual({ response: 'response', id: 'id', prompt: 'prompt', time_s: 'elapsed_seconds' });
    expect(read?.responses).toHaveLength(lines.length);
  });
});
