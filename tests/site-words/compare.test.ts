import { describe, expect, test } from 'vitest';
import {
  type Compared,
  cautions,
  differenceHeadline,
  differenceSentence,
  domainsSentence,
  extremesSentence,
  familyVerdict,
  inSentence,
  missingSide,
  type Named,
  refusal,
  sideName,
} from '../../src/words/compare.ts';

const side = (over: Partial<Named> = {}): Named => ({
  run_id: 'one.p100',
  name: 'One 1B',
  condition: 'baseline',
  source: 'published',
  probe_set: 'P100',
  edition: 'original',
  samples: 1,
  answered: 101,
  ...over,
});
const two = side({ run_id: 'two.p100', name: 'Two 2B' });
const compared = (over: Partial<Compared> = {}): Compared => ({
  n: 101,
  mean: 1.2574,
  low: 0.23,
  high: 2.35,
  p: 0.02,
  wins: 59,
  ties: 5,
  losses: 37,
  ...over,
});

describe('a side', () => {
  test('is named with its condition, and says so where it was not published', () => {
    expect(sideName(side())).toBe('One 1B without a kernel');
    expect(sideName(side({ condition: 'json', source: 'local' }))).toBe('One 1B (run here) with the JSON kernel');
    expect(sideName(side({ condition: 'own-words', source: 'imported' }))).toBe('One 1B (imported here) with own-words');
  });

  test('cannot steer the sentence by its name', () => {
    expect(inSentence('<b>x</b> \u202Eevil\u202C\n\u200Fname')).toBe('<b>x</b> evil name');
    expect(inSentence('W'.repeat(100_000))).toBe(`${'W'.repeat(60)}…`);
    expect([...inSentence('𝕏'.repeat(100))].length).toBe(61);
  });
});

describe('what speaks against a comparison', () => {
  test('P20 against P100, the same side twice, nothing in common', () => {
    expect(refusal(side(), { ...two, probe_set: 'P20' }, 20)).toMatch(/^P100 and P20 are different sets/);
    expect(refusal(side(), side(), 101)).toMatch(/^Both sides are the same run/);
    expect(refusal(side(), two, 0)).toMatch(/no probe in common/);
    expect(refusal(side(), two, 1)).toBeUndefined();
    expect(refusal(side(), side({ condition: 'json' }), 101)).toBeUndefined();
  });

  test('what is to be known of it: sources, wordings, shared probes, answers', () => {
    expect(cautions(side(), two, 101)).toEqual([]);
    expect(cautions(side({ source: 'local' }), two, 101)[0]).toMatch(/^A was run here, B is published: /);
    expect(cautions(side(), side({ edition: 'restated' }), 101)[0]).toMatch(
      /published ones for A and the restated ones of this project for B/,
    );
    expect(cautions(side({ answered: 21 }), side({ answered: 20 }), 20)).toEqual([
      'Only the 20 probes that both sides answered are used; A has 21, B 20.',
    ]);
    expect(cautions(side({ answered: 2 }), side({ answered: 2 }), 1)).toEqual([
      'Only the 1 probe that both sides answered is used; A has 2, B 2.',
    ]);
    expect(cautions(side({ samples: 3 }), two, 101)).toEqual([
      'One 1B answered a probe up to three times: its score on a probe is the mean.',
    ]);
    // One run in two conditions is said once.
    expect(cautions(side({ samples: 3 }), side({ samples: 3, condition: 'json' }), 101).length).toBe(1);
  });
});

describe('the headline', () => {
  test('says what the two sides share once', () => {
    expect(differenceHeadline(side(), two, compared())).toBe('One 1B scores 1.26 points higher than Two 2B, both without a kernel');
    expect(differenceHeadline(side(), side({ condition: 'txt' }), compared({ mean: -3.24, low: -5.48, high: -1.21 }))).toBe(
      'One 1B scores 3.24 points lower without a kernel than with the TXT kernel',
    );
    expect(differenceHeadline(side({ condition: 'json' }), two, compared())).toBe(
      'One 1B with the JSON kernel scores 1.26 points higher than Two 2B without a kernel',
    );
  });

  test('claims no difference where the interval holds zero, or p does not fall below the bar', () => {
    for (const over of [{ low: -0.01 }, { p: 0.05 }])
      expect(differenceHeadline(side(), two, compared(over))).toBe(
        'No difference that is more than chance between One 1B and Two 2B, both without a kernel',
      );
    expect(differenceHeadline(side(), side({ condition: 'json' }), compared({ low: -1 }))).toBe(
      'No difference that is more than chance between One 1B without a kernel and with the JSON kernel',
    );
  });

  test('says that a difference is taken alone where no family supports it', () => {
    const no = { supported: false };
    expect(differenceHeadline(side(), two, compared(), [no, no])).toMatch(/^Taken alone, One 1B scores 1\.26 points higher/);
    expect(differenceHeadline(side(), two, compared(), [no, { supported: true }])).toMatch(/^One 1B scores/);
    expect(differenceHeadline(side(), two, compared(), [{ supported: null }])).toMatch(/^One 1B scores/);
  });

  test('stays silent about chance where there are too few probes, and says where all is equal', () => {
    expect(differenceHeadline(side(), two, compared({ n: 4, low: null, high: null, p: null }))).toBe(
      'Four probes are too few to tell One 1B from Two 2B, both without a kernel',
    );
    expect(differenceHeadline(side(), two, compared({ wins: 0, losses: 0, ties: 101, mean: 0, low: 0, high: 0, p: 1 }))).toBe(
      'One 1B and Two 2B score the same on every probe, both without a kernel',
    );
  });
});

test('the figures in a sentence', () => {
  expect(differenceSentence(compared())).toBe(
    '+1.26 points on average over 101 probes (95\u00a0%: +0.23 to +2.35; p = .020). Higher on 59, equal on 5, lower on 37.',
  );
  expect(differenceSentence(compared({ p: 0.0001, ties: 0 }))).toMatch(/p <\u00a0\.001\)\. Higher on 59, lower on 37\.$/);
  expect(differenceSentence(compared({ n: 4, low: null, high: null, p: null }))).toMatch(/over 4 probes; an interval needs five probes\./);
});

test('a family decides by its own p', () => {
  const family = { question: 'Which models differ?', tests: 15, p_holm: 0.177, supported: false };
  expect(familyVerdict(family)).toBe('As one of fifteen tests of “Which models differ?”, p = .177 after Holm: not supported.');
  expect(familyVerdict({ ...family, tests: 1, p_holm: 0.0004, supported: true })).toBe(
    'As the only test of “Which models differ?”, p <\u00a0.001 after Holm: supported.',
  );
  expect(familyVerdict({ ...family, p_holm: null, supported: null })).toMatch(/p = – after Holm: too few probes to decide\.$/);
});

test('domains and ends', () => {
  const domain = (low: number | null, high: number | null) => ({ n: low === null ? 2 : 15, low, high });
  expect(domainsSentence([domain(1, 2), domain(-1, 1), domain(null, null)])).toMatch(
    /^Of two domains of five probes or more one leaves out zero\./,
  );
  expect(domainsSentence([domain(-1, 1)])).toMatch(/^Of one domain none leaves out zero\./);
  expect(domainsSentence([domain(null, null)])).toBe('No domain has the five probes that an interval needs.');
  const pair = (probe_id: string, difference: number) => ({ probe_id, difference });
  expect(extremesSentence([pair('P2', 3), pair('P1', -13.2), pair('P3', 0)])).toBe('Furthest down P1, −13.2 and furthest up P2, +3.0.');
  expect(extremesSentence([pair('P1', 0)])).toBe('No probe moved.');
});

describe('a file of the reader’s', () => {
  const mine = { ...side(), run_id: 'own.own_x', name: 'own_x', source: 'own', edition: 'unknown', condition: 'unstated' };
  test('is named as one', () => expect(sideName(mine)).toBe('own_x (a file of yours) in an unstated condition'));
  test('is held apart: not published, its wording not known', () => {
    expect(cautions(mine, side(), 101)).toEqual([
      expect.stringMatching(/^A is a file of yours, B is published: /),
      'own_x is not published: nobody but you has checked it. In which words it asked its probes is not known here.',
    ]);
    expect(cautions({ ...mine, edition: 'original' }, side({ edition: 'original' }), 101).at(-1)).toBe(
      'own_x is not published: nobody but you has checked it.',
    );
  });
  test('that is not in this browser is said to be in another', () => {
    expect(missingSide('own.own_x/json')).toMatch(/^“own\.own_x\/json” is a file that somebody keeps in a browser of theirs/);
    expect(missingSide('no-such/json')).toBe('There is no “no-such/json” here: choose another from the list.');
  });
});
