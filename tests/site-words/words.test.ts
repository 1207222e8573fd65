import { describe, expect, test } from 'vitest';
import { capital, list, numeral, plural } from '../../src/words/english.ts';
import {
  baselineSentence,
  clusterSentence,
  coverageHeadline,
  disagreementSentence,
  familySentence,
  pointSentences,
  saturationHeadline,
  saturationNote,
  saturationSentence,
  trainingSentence,
} from '../../src/words/evidence.ts';
import {
  apartSentence,
  leadingGroup,
  leavingSentence,
  noTiesSentence,
  pairsApart,
  twoFiguresSentence,
  whiskersSentence,
} from '../../src/words/leaderboard.ts';
import { ALPHA, LEVEL, methodSentence } from '../../src/words/method.ts';
import { sharedFront, shortNames, shownName } from '../../src/words/names.ts';

test('English', () => {
  expect([0, 1, 12, 20, 21, 1985].map(numeral)).toEqual(['no', 'one', 'twelve', 'twenty', '21', '1,985']);
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect([plural(1, 'row'), plural(0, 'row'), plural(2, 'is', 'are')]).toEqual(['row', 'rows', 'are']);
  expect(capital('two')).toBe('Two');
});

test('the method is said with the figures that the statistics use', () => {
  expect(LEVEL).toBe('95\u00a0%');
  expect(ALPHA).toBe('.05');
  expect(methodSentence).toContain('100,000 resamples');
});

describe('names', () => {
  test('of any kind are shown as a line of text', () => {
    expect(shownName('Gemma 3 4B')).toBe('Gemma 3 4B');
    expect(shownName(' a\n\tb\u0000c ')).toBe('a b c');
    expect(shownName('x\u202egnp.exe\u2069')).toBe('x\ufffdgnp.exe\ufffd');
    expect([...shownName('W'.repeat(100_000))].length).toBe(80);
    expect([...shownName('🙂'.repeat(81))]).toEqual([...'🙂'.repeat(79), '…']);
    expect(shownName('<b>&amp;')).toBe('<b>&amp;');
  });

  test('lose a closing parenthesis only where they stay distinct', () => {
    expect([...shortNames(['A 1B (layered)', 'A 4B', 'B (x)', 'B (y)', '(z)'])]).toEqual([
      ['A 1B (layered)', 'A 1B'],
      ['A 4B', 'A 4B'],
      ['B (x)', 'B (x)'],
      ['B (y)', 'B (y)'],
      ['(z)', '(z)'],
    ]);
  });

  test('say what they share once', () => {
    expect(sharedFront(['Gemma 3 4B', 'Gemma 3 12B'])).toEqual(['Gemma 3 4B', '12B']);
    expect(sharedFront(['Gemma 3 4B', 'Qwen3 8B'])).toEqual(['Gemma 3 4B', 'Qwen3 8B']);
    expect(sharedFront(['A', 'A'])).toEqual(['A', 'A']);
    expect(sharedFront(['Gemma 3 4B'])).toEqual(['Gemma 3 4B']);
    expect(sharedFront([])).toEqual([]);
  });
});

describe('signals', () => {
  const saturation = { saturated: 3, capped: 10, mean_saturated: 16.82, mean_score: 21.18, share_all: 0.952 };

  test('at their caps', () => {
    expect(saturationHeadline(saturation)).toBe('Three of ten signals are at their caps in nine answers of ten or more');
    expect(saturationSentence(saturation)).toBe(
      'Together they give 16.8 of the average 21.2 points to almost any answer. Models differ in what is left.',
    );
    expect(saturationNote(saturation)).toBe('95 % of answers have all three at the cap.');
  });

  test('one or none of them', () => {
    expect(saturationHeadline({ saturated: 1, capped: 10 })).toBe('One of ten signals is at its cap in nine answers of ten or more');
    expect(saturationSentence({ ...saturation, saturated: 1 })).toMatch(/^It gives 16\.8/);
    expect(saturationHeadline({ saturated: 0, capped: 10 })).toBe('No signal is at its cap in nine answers of ten');
    expect(saturationSentence({ ...saturation, saturated: 0 })).toBe(
      'The average answer has 21.2 points, and every signal can tell answers apart.',
    );
  });

  test('what a point is follows from the table of signals', () => {
    expect(
      pointSentences([
        { signal: 'questioning', points_each: 0.5 },
        { signal: 'degeneration', points_each: -20 },
      ]),
    ).toEqual(['A question mark is 0.5.', 'An answer that repeats itself −10 or −20.']);
    expect(pointSentences([])).toEqual([]);
  });
});

describe('evidence', () => {
  const model = (p100_rows: boolean, p20_rows: boolean) => ({ p20_stated: true, p100_rows, p20_rows, texts: false });

  test('what can be tested', () => {
    expect(coverageHeadline([model(true, false), model(false, true), model(false, false)])).toBe(
      'One model can be tested on P100, one on P20; for one there is an average alone',
    );
    expect(coverageHeadline([model(true, true), model(true, true)])).toBe('Two models can be tested on P100, two on P20');
  });

  test('where the report and its files disagree', () => {
    const effect = (name: string, agrees: boolean, sign_turns = false, baseline_agrees = true) => ({
      name,
      agrees,
      sign_turns,
      baseline_agrees,
    });
    expect(disagreementSentence([effect('A', false, true), effect('A', true), effect('B', true), effect('C', false)])).toBe(
      'Of the three P20 models whose rows can be had, two have kernel averages in the report that their own run files do not give. In bold, the sign of the effect turns.',
    );
    expect(disagreementSentence([effect('A', false), effect('B', true)])).toBe(
      'Of the two P20 models whose rows can be had, one has kernel averages in the report that its own run file does not give.',
    );
    expect(disagreementSentence([])).toBe('No model has P20 rows to compare with the report.');
    expect(baselineSentence([effect('A', false), effect('B', true)])).toBe('Kernel minus baseline. Baselines agree for both.');
    expect(baselineSentence([effect('A', false, false, false), effect('B', true), effect('C', true)])).toBe(
      'Kernel minus baseline. Baselines agree for two of three.',
    );
  });

  test('which intervals look otherwise by domains', () => {
    const row = (label: string, low: number | null, high: number | null, cluster_low: number | null, cluster_high: number | null) => ({
      label,
      low,
      high,
      cluster_low,
      cluster_high,
    });
    expect(clusterSentence([row('A', 0.1, 2, -0.2, 2.1), row('B', -1, 1, -2, 2)])).toBe(
      'With whole domains resampled instead of probes, one of the two intervals changes sides about zero: A (−0.20 to +2.10).',
    );
    expect(clusterSentence([row('B', -1, 1, -2, 2)])).toBe(
      'With whole domains resampled instead of probes, every interval holds zero or leaves it out as before.',
    );
    expect(clusterSentence([row('B', null, null, null, null)])).toBe('');
  });

  test('which tests were corrected together', () => {
    expect(familySentence(3, 8, 2)).toBe(
      'The families: three leads, eight kernel runs of untrained models and two kernel runs of LEK models.',
    );
    expect(familySentence(1, 0, 0)).toBe('The family: one lead.');
  });

  test('what is known of the training', () => {
    const row = { name: 'L', base_name: 'B', base_on_p100: false, stated: 22.02, base_stated: 17.45 };
    expect(trainingSentence(row)).toBe(
      'The untrained B was never run on P100. What training did to L is known from P20 averages alone: 17.45 before and 22.02 after, +4.57.',
    );
    expect(trainingSentence({ ...row, base_stated: null })).toBe('The untrained B was never run on P100.');
    expect(trainingSentence({ ...row, base_on_p100: true })).toBe('B, which L was tuned from, was run on P100 too.');
  });
});

describe('the leaderboard', () => {
  test('which models can be told apart', () => {
    expect(apartSentence(4, 15, 4)).toBe(
      'Few of them. On P100 without a kernel, 4 of 15 pairs differ by more than chance, and the first four models are one group.',
    );
    expect(apartSentence(15, 15, 1)).toBe(
      'All of them. On P100 without a kernel, 15 of 15 pairs differ by more than chance, and the first model stands alone.',
    );
    expect(apartSentence(1, 3, 2)).toMatch(/^Few of them.*1 of 3 pairs differs by/);
    expect(apartSentence(0, 3, 3)).toMatch(/^None of them\./);
    expect(apartSentence(0, 0, 1)).toBe('There is nothing to compare yet.');
    expect(pairsApart(1, 1)).toBe('1 of 1 pair apart');
  });

  test('the group that the first row is in', () => {
    expect(leadingGroup([{ first: 0, members: new Set([0, 1, 2, 4]) }])).toBe(3);
    expect(leadingGroup([{ first: 1, members: new Set([1, 2]) }])).toBe(1);
  });

  test('intervals that leave the axis are given in figures', () => {
    const rows = [
      { name: 'A', low: -21.74, high: 4 },
      { name: 'A', low: -19.3, high: 40 },
      { name: 'B', low: 0, high: 1 },
      { name: 'C', low: null, high: null },
    ];
    expect(leavingSentence(rows, { low: -13, high: 30 })).toBe(
      'An arrow stands where an interval leaves the axis: A down to −21.7 and −19.3, up to 40.0.',
    );
    expect(leavingSentence(rows.slice(2), { low: -13, high: 30 })).toBe('');
  });

  test('stated and measured', () => {
    const row = (name: string, stated: number, measured: number | null, interval: [number | null, number | null] = [null, null]) => ({
      name,
      condition: 'json',
      stated,
      measured,
      agrees: measured === null ? null : stated === measured,
      low: interval[0],
      high: interval[1],
      n: 20,
    });
    const rows = [row('A', 3, -1.72, [-6, 4]), row('B', 2, null), row('C', 1, 1, [0, 3])];
    expect(noTiesSentence(rows)).toMatch(/^No tie groups here: for one model there are no P20 rows/);
    expect(noTiesSentence([row('A', 1, 1)])).toBe('Every model has its rows.');
    expect(whiskersSentence(rows)).toBe(
      'A and C. With 20 probes an interval is 3 to 10 points wide: a gap between neighbours says little where it is smaller than that.',
    );
    expect(whiskersSentence([row('B', 2, null)])).toBe('');
    expect(twoFiguresSentence(rows)).toBe(
      'Where report and file disagree, both are kept: the file’s as measured, the report’s as stated. The only one: A JSON, 3.00 stated and −1.72 measured, −4.72.',
    );
    expect(twoFiguresSentence([row('C', 1, 1)])).toBe('Report and run files give the same averages.');
  });
});
