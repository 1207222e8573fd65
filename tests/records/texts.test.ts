import { describe, expect, test } from 'vitest';
import { readChunks } from '../../pipeline/records/files.ts';
import { InputError, readTexts } from '../../pipeline/records/index.ts';
import { shared } from '../shared.ts';
import { all, jsonl, probeLine, summary } from './examples.ts';

const read = (text: string, options = {}) => all(readTexts([text], 'f.jsonl', options));

describe('texts to score', () => {
  test('are the "text" or the "response" of a line', async () => {
    expect(await read(jsonl({ text: 'one' }, { id: 'a', response: 'two', prompt: 'p' }, { id: 3, text: '' }))).toEqual([
      { line: 1, id: undefined, text: 'one' },
      { line: 2, id: 'a', text: 'two' },
      { line: 3, id: '3', text: '' },
    ]);
  });
  test('are the responses of a run, by condition', async () => {
    const texts = await read(jsonl(probeLine(), summary(1)));
    expect(texts.map(({ line, id, condition }) => [line, id, condition])).toEqual(
      ['baseline', 'json', 'txt'].map((condition) => [1, 'P01_ONE', condition]),
    );
    expect(texts[0]?.text).toBe(probeLine().conditions.baseline.response);
  });
  test('of a run that failed are passed over', async () => {
    const line = { ...probeLine(), conditions: {}, failed: { baseline: { why: 'x' } } };
    expect(await read(jsonl(line))).toEqual([]);
  });
  test.each<[string, object, RegExp]>([
    ['neither', { prompt: 'p', answer: 'a' }, /no "text" or "response" in the line; found prompt, answer/],
    ['nothing at all', {}, /found no field/],
    ['both', { text: 'a', response: 'b' }, /has both "text" and "response"/],
    ['a list', { text: ['a'] }, /"text" must be a string; found \["a"\]/],
    ['null', { response: null }, /"response" must be a string; found null/],
    ['a damaged probe line', { ...probeLine(), ts: 1 }, /ts must be a string; found 1/],
  ])('are not %s', async (_name, value, message) => {
    const error = await read(jsonl({ text: 'fine' }, value)).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect([error.line, error.message]).toEqual([2, expect.stringMatching(message)]);
  });
  test('are read on past faults where it is told to', async () => {
    const faults: InputError[] = [];
    expect(
      await read(`{"text":"a"}\n{"x":1}\n{"text":NaN}\n{"text":"b"}\n`, { onFault: (fault: InputError) => faults.push(fault) }),
    ).toHaveLength(2);
    expect(faults.map(({ line }) => line)).toEqual([2, 3]);
  });
});

const REAL = shared('upstream/benchmarks/results/truthfulqa_base_pt.jsonl');
const RUN = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');
describe.skipIf(!REAL || !RUN)(`published texts${REAL && RUN ? '' : ' (skipped: the published files are not here)'}`, () => {
  test('50 responses of an earlier study', async () => {
    const texts = await all(readTexts(readChunks(REAL as string), 'f'));
    expect([texts.length, texts[0]?.id]).toEqual([50, 'TRUTHQA_001']);
  });
  test('63 of a run', async () => expect(await all(readTexts(readChunks(RUN as string), 'f'))).toHaveLength(63));
});
