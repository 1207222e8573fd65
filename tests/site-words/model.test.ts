import { describe, expect, test } from 'vitest';
import {
  alikeSentence,
  beyondSentence,
  detectableSentence,
  disagreeSentence,
  domainsHeadline,
  existsSentence,
  groupDetail,
  groupsOf,
  kernelHeadline,
  lineageHeadline,
  lineageSentence,
  type Slot,
} from '../../src/words/model.ts';

const slot = (change: Partial<Slot>): Slot => ({
  probe_set: 'P20',
  condition: 'baseline',
  source: 'published',
  run_id: null,
  edition: null,
  stated: null,
  measured: null,
  agrees: null,
  n: 0,
  expected: 21,
  ...change,
});
const CONDITIONS = ['baseline', 'json', 'txt'];
const stated = CONDITIONS.map((condition) => slot({ condition, stated: 16.1 }));
const absent = CONDITIONS.map((condition) => slot({ condition, probe_set: 'P100', expected: 101 }));
const measured = CONDITIONS.map((condition) =>
  slot({ condition, probe_set: 'P100', run_id: 'm.p100', stated: 20, measured: 20, agrees: true, n: 101, expected: 101 }),
);

describe('what exists for a model', () => {
  test('scores on one set and averages on the other', () => {
    expect(existsSentence(groupsOf([...stated, ...measured]))).toBe(
      'All 101 P100 probes in three conditions, score by score. On P20 there are three averages as the report states them, without their scores.',
    );
  });

  test('averages alone: no interval, no test', () => {
    expect(existsSentence(groupsOf([...absent, ...stated]))).toBe(
      'Three averages on P20, as the report states them, and no score of a single probe: no interval can be given, and no difference tested.',
    );
  });

  test('one condition of three, and a set without a run', () => {
    const only = measured.map((row) =>
      row.condition === 'baseline' ? row : slot({ condition: row.condition, probe_set: 'P100', run_id: 'm.p100', expected: 101 }),
    );
    expect(existsSentence(groupsOf(only))).toBe('All 101 P100 probes without a kernel, score by score; it was not run with one.');
    const p20 = CONDITIONS.map((condition) =>
      slot({ condition, run_id: 'm.p20', stated: 3, measured: 3, agrees: true, n: 20, expected: 20 }),
    );
    expect(existsSentence(groupsOf([...absent, ...p20]))).toBe(
      'All 20 P20 probes in three conditions, score by score. No run on P100 is published.',
    );
  });

  test('an incomplete run says how much of it there is', () => {
    expect(existsSentence(groupsOf([slot({ run_id: 'm.p20', measured: 3, n: 19, expected: 20 })]))).toBe(
      '19 of 20 P20 probes without a kernel, score by score.',
    );
  });

  test('a model that only a run here declares', () => {
    const here = slot({ source: 'local', run_id: 'm.p20.local', edition: 'restated', measured: -2.7, n: 20, expected: 20 });
    const none = [...absent, ...CONDITIONS.map((condition) => slot({ condition }))];
    expect(existsSentence(groupsOf([...none, here]))).toBe(
      'It is not among the published models. 20 scores of one run made here stand apart.',
    );
    expect(groupDetail(groupsOf([here])[0] as never)).toBe('made here, restated probes');
  });

  test('groups stand in the order of what they hold, a run by itself', () => {
    const here = slot({
      source: 'imported',
      run_id: 'm.p100.imported',
      edition: 'original',
      probe_set: 'P100',
      measured: 1,
      n: 101,
      expected: 101,
    });
    const groups = groupsOf([here, ...absent, ...stated]);
    expect(groups.map(({ probe_set, source }) => `${probe_set} ${source}`)).toEqual(['P20 published', 'P100 published', 'P100 imported']);
    expect(groups.map(groupDetail)).toEqual(['averages without scores', 'no run published', 'imported here, published probes']);
    expect(groupsOf([...stated, ...measured]).map(({ scores, probes }) => [scores, probes])).toEqual([
      [303, 101],
      [0, 21],
    ]);
  });
});

test('how many models are like it', () => {
  const models = [
    { p100_rows: true, p20_rows: false },
    { p100_rows: false, p20_rows: false },
    { p100_rows: false, p20_rows: false },
  ];
  expect(alikeSentence(models)).toContain('two of the three published models');
});

test('where report and rows disagree', () => {
  const rows = [
    { ...slot({ condition: 'json', stated: 3, measured: -1.725, agrees: false }), difference: -4.72 },
    { ...slot({ condition: 'txt', stated: 2, measured: 2, agrees: true }), difference: 0 },
  ];
  expect(disagreeSentence(rows, (condition) => condition.toUpperCase())).toBe('JSON 3.00 stated and −1.72 measured (−4.72).');
  expect(disagreeSentence([], String)).toBe('');
});

describe('lineage', () => {
  const relative = (name: string, kind: string, value: number) => ({ model_id: name, name, kind, condition: 'baseline', stated: value });

  test('its heading', () => {
    expect(lineageHeadline('A', 'base', null, 2)).toBe('Two LEK-tuned versions of it');
    expect(lineageHeadline('A', 'base', null, 1)).toBe('One LEK-tuned version of it');
    expect(lineageHeadline('B', 'lek', 'A', 0)).toBe('Tuned from A');
    expect(lineageHeadline('B', 'lek', null, 0)).toBe('B and its relatives');
  });

  test('what the averages were before and after', () => {
    expect(lineageSentence([relative('A', 'base', 17.45), relative('B', 'lek', 22.02), relative('C', 'lek', 17)])).toBe(
      'Without a kernel the report states 17.45 for A and, after tuning, B 22.02 (+4.57) and C 17.00 (−0.45).',
    );
    expect(lineageSentence([relative('B', 'lek', 22)])).toBe('');
  });
});

describe('kernels', () => {
  const name = (condition: string) => `${condition.toUpperCase()} kernel`;
  const effect = (condition: string, mean_difference: number, supported: boolean | null) => ({
    condition,
    probe_set: 'P100',
    mean_difference,
    supported,
  });

  test.each([
    [[effect('json', 1, true), effect('txt', 2, true)], 'Both kernels raise the score'],
    [[effect('json', 1, true), effect('txt', -2, true)], 'The JSON kernel raises the score and the TXT kernel lowers the score'],
    [[effect('json', 1, false), effect('txt', -2, true)], 'The TXT kernel lowers the score; what the JSON kernel does may be chance'],
    [
      [effect('json', 1, false), effect('txt', -2, false)],
      'Neither the JSON kernel nor the TXT kernel makes a difference that is more than chance',
    ],
    [[effect('json', 1, null)], 'The JSON kernel makes no difference that is more than chance'],
    [[effect('json', 1, true)], 'The JSON kernel raises the score'],
  ])('the headline follows the tests', (effects, headline) => {
    expect(kernelHeadline(effects, name)).toBe(headline);
  });

  test('what a test can find, where it is known', () => {
    const of = (condition: string, detectable: number | null) => ({ condition, detectable, n: 101 });
    expect(detectableSentence([of('json', 1.42), of('txt', null)], name)).toContain('1.4 points with the JSON kernel.');
    expect(detectableSentence([of('txt', null)], name)).toBe('');
  });
});

test('how many domains have an interval', () => {
  expect(domainsHeadline([{ n: 15 }, { n: 5 }, { n: 1 }], 5)).toBe('Two of three domains have probes enough for an interval');
  expect(domainsHeadline([{ n: 2 }], 5)).toBe('No domain has the five probes that an interval needs');
  expect(domainsHeadline([{ n: 9 }], 5)).toBe('One domain, each with an interval');
});

test('scores beyond the axis are named, equal ones once', () => {
  const score = (lek_score: number) => ({ probe_id: 'P04', lek_score });
  expect(beyondSentence([score(-156), score(-61.8), score(-156), score(3)], { low: -25, high: 40 })).toBe(
    'Three scores lie beyond the axis, at the arrow: −156.0 twice and −61.8.',
  );
  expect(beyondSentence([score(3)], { low: -25, high: 40 })).toBe('');
});
