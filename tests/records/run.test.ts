import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readChunks } from '../../pipeline/records/files.ts';
import {
  check,
  checkProbeLine,
  endOfTurn,
  heuristicVersion,
  InputError,
  isV2,
  readRun,
  renewSummary,
  summarise,
  summaryLine,
  toLine,
} from '../../pipeline/records/index.ts';
import { shared } from '../shared.ts';
import { all, jsonl, probeLine, result, summary, TS } from './examples.ts';

const read = (text: string, options = {}) => all(readRun([text], 'run.jsonl', options));
const checkSummary = (value: object) => check(summaryLine, value as never, { file: 'run.jsonl' });
const FACTS = { model: 'someone/a-model', seconds: 12, max_tokens: 1024, ts: TS };
const two = () => [probeLine('P01_ONE'), probeLine('P02_TWO')];

describe('a run', () => {
  test('is its probe lines, then its summary', async () => {
    const lines = await read(jsonl(...two(), summary(2)));
    expect(lines.map(({ line, value }) => [line, value.type])).toEqual([
      [1, 'probe'],
      [2, 'probe'],
      [3, 'summary'],
    ]);
  });
  test('that was interrupted has none', async () =>
    expect((await read(jsonl(...two()))).map(({ value }) => value.type)).toEqual(['probe', 'probe']));
  test('keeps unknown fields where they stand', async () => {
    const line = probeLine();
    const text = jsonl({
      v: 9,
      ...line,
      conditions: { baseline: { extra: [1, null], ...line.conditions.baseline, note: 'n' } },
      last: { x: 1 },
    });
    const [read1] = await read(text);
    expect(toLine(read1?.value as object)).toBe(text);
  });
  test('may hold several samples of a probe', async () => {
    const lines = [0, 1].map((sample) => ({ ...probeLine(), sample }));
    expect(await read(jsonl(...lines, summary(1)))).toHaveLength(3);
    await expect(read(jsonl(...lines, lines[1] as object))).rejects.toThrow('run.jsonl:3: probe P01_ONE, sample 1, is doubled');
  });
  test('says of a response that failed that it did, and why', async () => {
    const { json: _gone, ...conditions } = probeLine().conditions;
    const failed = { ...probeLine('P02_TWO'), conditions, failed: { json: { why: 'the server refused it: 400' } } };
    expect(await read(jsonl(probeLine(), failed, summary(2)))).toHaveLength(3);
  });
  test('without a baseline needs the word of the caller', async () => {
    const line = { ...probeLine(), conditions: { json: result() } };
    await expect(read(jsonl(line))).rejects.toThrow('run.jsonl:1: no baseline among the conditions');
    expect(await read(jsonl(line), { noBaseline: true })).toHaveLength(1);
  });
  test('takes a summary that its lines do not give where it is to be made anew', async () => {
    const text = jsonl(...two(), { ...summary(9), conditions: [] });
    expect(await read(text, { staleSummary: true })).toHaveLength(3);
    await expect(read(text)).rejects.toThrow('run.jsonl:3: the summary counts 9 probes');
  });
  test('reads on past faults where it is told to, and then holds no summary against the lines', async () => {
    const faults: InputError[] = [];
    const text = `${jsonl(probeLine('P01_ONE'), probeLine('P01_ONE'), { ...probeLine('P03_X'), ts: 'noon' })}\n${jsonl(probeLine('P04_X'), summary(9))}`;
    const lines = await read(text, { onFault: (fault: InputError) => faults.push(fault) });
    expect(lines.map(({ line }) => line)).toEqual([1, 5, 6]);
    expect(faults.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});

describe('a summary made anew', () => {
  const lines = [probeLine('P01_ONE'), probeLine('P02_TWO')];
  test('is the same object where it states what the lines give, in whatever order its categories stand', () => {
    const stated = checkSummary({ ...summary(1), categories: { identity: { txt: 1.5, baseline: 1, json: 2.5 } } });
    expect(renewSummary(stated, [probeLine()])).toBe(stated);
  });
  test.each<[string, object]>([
    ['other probes', { total_probes: 9 }],
    ['another average', { conditions: summary().conditions.map((of) => ({ ...of, avg_lek: 8 })) }],
    ['other changes', { conditions: summary().conditions.map((of) => ({ ...of, unchanged: 5 })) }],
    ['no difference', { conditions: summary().conditions.map((of) => ({ ...of, delta_vs_baseline: undefined })) }],
    ['fewer conditions', { conditions: summary().conditions.slice(0, 2) }],
    ['another domain', { categories: { storage: { baseline: 1, json: 2.5, txt: 1.5 } } }],
    ['a condition fewer in a domain', { categories: { identity: { baseline: 1, json: 2.5 } } }],
  ])('where it states %s: right figures, what was stated kept', (_name, damage) => {
    const stated = checkSummary({ ...summary(2), ...damage, note: 'kept' });
    const renewed = renewSummary(stated, lines);
    const { conditions, categories, total_probes } = stated;
    expect(renewed).toMatchObject({ ...summarise(lines, FACTS), note: 'kept', stated: { conditions, categories, total_probes } });
    expect(renewSummary(renewed, lines)).toBe(renewed);
  });
  test('keeps what was stated first, and unknown fields of a condition', () => {
    const stated = checkSummary({
      ...summary(2),
      conditions: summary().conditions.map((of) => ({ ...of, avg_lek: 8, seconds: 4 })),
      stated: { conditions: 'first' },
    });
    const renewed = renewSummary(stated, lines);
    expect(renewed.stated).toEqual({ conditions: 'first' });
    expect(renewed.conditions.map(({ avg_lek, seconds }) => [avg_lek, seconds])).toEqual([
      [1, 4],
      [2.5, 4],
      [1.5, 4],
    ]);
  });
});

describe('what breaks a run, with its line', () => {
  const damage = (change: (line: ReturnType<typeof probeLine>) => unknown) => {
    const line = probeLine('P02_TWO');
    return jsonl(probeLine('P01_ONE'), (change(line) as object | undefined) ?? line);
  };
  const heuristic = (line: ReturnType<typeof probeLine>) => line.conditions.json.heuristic as Record<string, unknown>;
  test.each<[string, string, number, RegExp]>([
    ['a doubled probe', jsonl(...two(), probeLine('P01_ONE')), 3, /probe P01_ONE is doubled/],
    ['a line after the summary', jsonl(probeLine(), summary(1), probeLine('P09_X')), 3, /after the summary, which stands on line 2/],
    ['a second summary', jsonl(probeLine(), summary(1), summary(1)), 3, /after the summary/],
    ['an unknown type', jsonl(probeLine(), { type: 'note' }), 2, /type must be "probe" or "summary"; found "note"/],
    ['no type', jsonl(probeLine(), { id: 'P02_TWO' }), 2, /found nothing/],
    [
      'a missing condition',
      damage((line) => ({ ...line, conditions: { baseline: line.conditions.baseline, json: line.conditions.json } })),
      2,
      /conditions are baseline, json, but line 1 has baseline, json, txt/,
    ],
    ['another condition', damage((line) => ({ ...line, conditions: { ...line.conditions, more: result() } })), 2, /conditions are/],
    ['a result and a failure', damage((line) => ({ ...line, failed: { json: { why: 'x' } } })), 2, /both a result and a failure/],
    ['a summary that counts other probes', jsonl(...two(), summary(3)), 3, /counts 3 probes; the lines before it hold 2/],
    [
      'a summary of other conditions',
      jsonl({ ...probeLine(), conditions: { baseline: result() } }, summary(1)),
      2,
      /names baseline, json, txt; the lines before it hold baseline/,
    ],
    ['a field that is missing', damage((line) => ({ ...line, prompt: undefined })), 2, /prompt is missing/],
    ['a probe id that is a path', damage((line) => ({ ...line, id: '../P02' })), 2, /id must be a probe id/],
    [
      'a condition named by a number',
      damage((line) => ({ ...line, conditions: { ...line.conditions, 7: result() } })),
      2,
      /the name of a condition must begin with a letter/,
    ],
    ['a condition called __proto__', `${jsonl(probeLine()).replace('"txt"', '"__proto__"')}`, 1, /the name of a condition/],
    ['a time that is none', damage((line) => ({ ...line, ts: '2026-03-01 10:00' })), 2, /ts must be an ISO 8601 time/],
    [
      'a score in hundredths',
      damage((line) => void Object.assign(line.conditions.json, { lek_score: 1.25, heuristic: { ...heuristic(line), lek_score: 1.25 } })),
      2,
      /heuristic\.lek_score must be a whole number of tenths; found 1\.25/,
    ],
    [
      'two scores',
      damage((line) => void Object.assign(line.conditions.json, { lek_score: 3 })),
      2,
      /conditions\.json\.lek_score differs from heuristic\.lek_score/,
    ],
    [
      'a signal that is missing',
      damage((line) => void delete heuristic(line).metaphor),
      2,
      /conditions\.json\.heuristic\.metaphor is missing/,
    ],
    [
      'a count with a fraction',
      damage((line) => void Object.assign(heuristic(line), { nuance: 1.5 })),
      2,
      /heuristic\.nuance must be a whole number; found 1\.5/,
    ],
    [
      'a count below 0',
      damage((line) => void Object.assign(heuristic(line), { nuance: -1 })),
      2,
      /heuristic\.nuance must be at least 0; found -1/,
    ],
    [
      'a degeneration of 0.3',
      damage((line) => void Object.assign(heuristic(line), { degeneration: 0.3 })),
      2,
      /degeneration must be one of 0, 0\.5, 1; found 0\.3/,
    ],
    [
      'characters as a text',
      damage((line) => void Object.assign(line.conditions.json, { chars: '12' })),
      2,
      /conditions\.json\.chars must be .*; found "12"/,
    ],
    ['NaN, as Python writes it', damage((line) => line).replaceAll('"time_s":1.5', '"time_s":NaN'), 1, /NaN is no JSON number/],
    [
      'a summary with a delta in thousandths',
      jsonl(probeLine(), { ...summary(1), conditions: [{ ...summary(1).conditions[0], avg_lek: 1.005 }] }),
      2,
      /conditions\[0\]\.avg_lek must have two decimals at most/,
    ],
    ['a duration that is none', jsonl(probeLine(), { ...summary(1), duration: '2 min' }), 2, /duration must be whole seconds/],
  ])('%s', async (_name, text, line, message) => {
    const error = await read(text).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect(error.message).toMatch(message);
    expect([error.file, error.line]).toEqual(['run.jsonl', line]);
  });
  test('an empty file', async () => await expect(read('')).rejects.toThrow('run.jsonl: no probe line in the file'));
  test('a summary alone', async () =>
    await expect(read(jsonl({ ...summary(0), conditions: [] }))).rejects.toThrow('run.jsonl: no probe line in the file'));
  test('a half-written last line', async () => {
    const text = jsonl(...two());
    await expect(read(text.slice(0, -20))).rejects.toMatchObject({
      name: 'TruncatedLineError',
      line: 2,
      offset: jsonl(probeLine('P01_ONE')).length,
    });
  });
});

describe('results of older scorers', () => {
  const old = () => ({
    ...probeLine(),
    conditions: {
      baseline: {
        response: 'An answer.',
        lek_score: 8.25,
        heuristic: {
          compliance_markers: 0,
          formulaic_preamble: 1,
          first_person: 2,
          creative_form: 0,
          engagement_depth: 1,
          emotional_register: 0,
          degeneration: 0,
          empty_broken: 0,
          lek_score: 8.25,
        },
        chars: 10,
        time_s: 0.5,
      },
    },
  });
  test('are read and told apart', async () => {
    const [line] = await read(jsonl(old()));
    const baseline = line?.value.type === 'probe' ? line.value.conditions.baseline : undefined;
    if (!baseline) throw new Error('no baseline');
    expect([heuristicVersion(baseline.heuristic), isV2(baseline)]).toEqual(['v1', false]);
    expect(heuristicVersion(result().heuristic)).toBe('v2');
  });
  test('hold at least one signal, and numbers', () => {
    const bad = (heuristic: object) => () =>
      checkProbeLine({ ...old(), conditions: { baseline: { ...old().conditions.baseline, heuristic } } }, { file: 'f' });
    expect(bad({})).toThrow('conditions.baseline.heuristic holds none');
    expect(bad({ first_person: 'two' })).toThrow('conditions.baseline.heuristic.first_person must be a number');
  });
  test('are not summarised before they are scored again', () => {
    const facts = { model: 'm', seconds: 1, max_tokens: 1, ts: TS };
    expect(() => summarise([old()], facts, 'run.jsonl')).toThrow(
      'run.jsonl: the score of P01_ONE, baseline, is 8.25, not a whole number of tenths. Score the run again',
    );
  });
});

describe('summarise', () => {
  const facts = { model: 'someone/a-model', seconds: 12, max_tokens: 1024, ts: TS };
  const scored = (id: string, category: string, scores: Record<string, number>) => ({
    id,
    category,
    conditions: Object.fromEntries(Object.entries(scores).map(([name, lek_score]) => [name, { lek_score }])),
  });

  test('gives the numbers of a summary line, its fields in their order', () => {
    expect(JSON.stringify(summarise([probeLine()], facts))).toBe(JSON.stringify(summary(1)));
  });
  test('takes a change of half a point for none', () => {
    const lines = [0.4, 0.5, 0.6, -0.5, -0.6].map((by, i) => scored(`P0${i}`, 'c', { baseline: 10, json: (100 + by * 10) / 10 }));
    expect(summarise(lines, facts).conditions[1]).toEqual({
      name: 'json',
      avg_lek: 10.08,
      improved: 1,
      regressed: 1,
      unchanged: 3,
      delta_vs_baseline: 0.08,
    });
  });
  test('rounds half up, and takes the difference of what is rounded', () => {
    const lines = Array.from({ length: 20 }, (_, i) =>
      scored(`P${i}`, i === 0 ? 'one' : 'rest', { baseline: i === 0 ? 10.1 : 10.1 + (i === 1 ? 0.1 : 0), json: i === 0 ? -34.5 : 0 }),
    );
    const [baseline, json] = summarise(lines, facts).conditions;
    expect([baseline?.avg_lek, json?.avg_lek, json?.delta_vs_baseline]).toEqual([10.11, -1.72, -11.83]);
  });
  test('puts the baseline first, or follows the order it is given', () => {
    const lines = [scored('P1', 'c', { txt: 1, baseline: 2, json: 3 })];
    const names = (conditions?: string[]) =>
      summarise(lines, { ...facts, ...(conditions && { conditions }) }).conditions.map(({ name }) => name);
    expect(names()).toEqual(['baseline', 'txt', 'json']);
    expect(names(['baseline', 'json', 'gone', 'txt'])).toEqual(['baseline', 'json', 'txt']);
  });
  test('leaves out what failed', () => {
    const lines = [scored('P1', 'c', { baseline: 1, json: 5 }), scored('P2', 'd', { json: 7 }), scored('P3', 'd', { baseline: 3 })];
    const { conditions, categories, total_probes } = summarise(lines, facts);
    expect(total_probes).toBe(3);
    expect(conditions).toEqual([
      { name: 'baseline', avg_lek: 2, improved: 0, regressed: 0, unchanged: 0 },
      { name: 'json', avg_lek: 6, improved: 1, regressed: 0, unchanged: 0, delta_vs_baseline: 4 },
    ]);
    expect(categories).toEqual({ c: { baseline: 1, json: 5 }, d: { baseline: 3, json: 7 } });
  });
  test('without a baseline counts no change', () => {
    expect(summarise([scored('P1', 'c', { json: 5 })], facts).conditions).toEqual([
      { name: 'json', avg_lek: 5, improved: 0, regressed: 0, unchanged: 0 },
    ]);
  });
  test('counts a probe once whatever its samples', () => {
    expect(summarise([scored('P1', 'c', { baseline: 1 }), scored('P1', 'c', { baseline: 2 })], facts)).toMatchObject({
      total_probes: 1,
      conditions: [{ avg_lek: 1.5 }],
    });
  });
  test('of nothing is an error', () => expect(() => summarise([], facts)).toThrow(InputError));
});

const REAL = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl');
describe.skipIf(!REAL)(`the published run${REAL ? '' : ' (skipped: the published files are not here)'}`, () => {
  test('is read whole, and its summary is what its lines give', async () => {
    const records = (await all(readRun(readChunks(REAL as string), 'real'))).map(({ value }) => value);
    const lines = records.filter((record) => record.type === 'probe');
    const stated = records.at(-1);
    expect(lines).toHaveLength(21);
    expect(lines.flatMap(({ conditions }) => Object.values(conditions)).every(isV2)).toBe(true);
    if (stated?.type !== 'summary') throw new Error('no summary');
    const { model, max_tokens, ts } = stated;
    expect(JSON.stringify(summarise(lines, { model, seconds: 328, max_tokens, ts }))).toBe(JSON.stringify(stated));
  });
  test('is written back with nothing lost', async () => {
    const text = readFileSync(REAL as string, 'utf8');
    const written = (await all(readRun([text], 'real'))).map(({ value }) => toLine(value));
    const originals = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.stringify(JSON.parse(line)));
    expect(written.map((line) => JSON.stringify(JSON.parse(line)))).toEqual(originals);
  });
  test('cut at any of 200 places is read up to there', async () => {
    const bytes = readFileSync(REAL as string);
    for (let i = 1; i <= 200; i++) {
      const part = bytes.subarray(0, Math.floor((bytes.length * i) / 201));
      const start = part.lastIndexOf(0x0a) + 1;
      const error = await all(readRun([part], 'real')).catch((thrown) => thrown);
      if (start < part.length) expect(error).toMatchObject({ name: 'TruncatedLineError', offset: start });
    }
  });
});

describe('literal end-of-turn tokens', () => {
  test.each([
    ['An answer.', 'none'],
    ['Use <s> or </ s>.', 'none'],
    ['An answer.<end_of_turn>', 'end'],
    ['An answer.<|im_end|>\n\n', 'end'],
    ['An answer.</s></s> <|eot_id|>', 'end'],
    ['An answer.<|eot_id|><|start_header_id|>assistant', 'inside'],
    ['One.</s>Two.<end_of_turn>', 'inside'],
  ])('%j: %s', (text, where) => expect(endOfTurn(text)).toBe(where));
});
