import { describe, expect, test } from 'vitest';
import { claimVerdict, type Difference, figuresVerdict, leadsHeadline } from '../../src/words/claim.ts';

const difference = (
  against: string,
  mean_difference: number,
  supported: boolean,
  interval: [number | null, number | null] = [0.2, 2],
  p_holm: number | null = 0.01,
): Difference => ({
  name: 'LEK',
  against,
  mean_difference,
  low: interval[0],
  high: interval[1],
  p_holm,
  supported,
});
const over4 = difference('Gemma 3 4B', 0.61, false, [-0.27, 1.48], 0.18);
const over12 = difference('Gemma 3 12B', 1.26, true);
const over27 = difference('Gemma 3 27B', 1.58, true);

describe('do the figures hold?', () => {
  const mean = (name: string, stated: number, measured: number | null = stated) => ({
    name,
    stated,
    measured,
    agrees: stated === measured,
  });

  test('they do, with the claimed model first', () => {
    expect(figuresVerdict([mean('LEK', 21.74), mean('A', 21.12), mean('B', 20.47)], 'LEK')).toEqual({
      verdict: 'holds',
      word: 'Figures hold',
      reason: 'The three means are as published: 21.74 against 21.12 and 20.47.',
    });
  });

  test('one does not', () => {
    expect(figuresVerdict([mean('LEK', 21.74), mean('A', 21.12, 20.1)], 'LEK')).toMatchObject({
      verdict: 'part',
      word: 'Figures differ',
      reason: 'A is published as 21.12, its rows give 20.10.',
    });
  });

  test('without rows nothing is decided', () => {
    expect(figuresVerdict([], 'LEK').verdict).toBe('open');
    expect(figuresVerdict([mean('LEK', 21.74, null)], 'LEK')).toMatchObject({
      verdict: 'fails',
      reason: 'LEK is published as 21.74, its rows give –.',
    });
  });
});

describe('does the claim hold?', () => {
  test('in part', () => {
    expect(claimVerdict([over4, over12, over27])).toEqual({
      verdict: 'part',
      word: 'Claim holds in part',
      reason:
        'The leads over Gemma 3 12B and 27B are more than chance. The lead over 4B, +0.61, is not: its interval runs from −0.27 to +1.48.',
    });
  });

  test('wholly', () => {
    expect(claimVerdict([over12])).toMatchObject({ verdict: 'holds', reason: 'The lead over Gemma 3 12B is more than chance.' });
  });

  test('not at all, and each in its own way', () => {
    expect(
      claimVerdict([over4, difference('Gemma 3 12B', 1, false, [0.1, 2], 0.062), difference('Gemma 3 27B', -0.4, true, [-1, -0.1])]),
    ).toEqual({
      verdict: 'fails',
      word: 'Claim not supported',
      reason:
        'The lead over Gemma 3 4B, +0.61, is not more than chance: its interval runs from −0.27 to +1.48. ' +
        'The lead over 12B, +1.00, is not: its p, corrected for the family, is .062. There is no lead over 27B: the difference is −0.40.',
    });
  });

  test('cannot be decided without rows or with too few', () => {
    expect(claimVerdict([]).verdict).toBe('open');
    expect(claimVerdict([difference('A', 1, false, [null, null], null)]).reason).toBe(
      'The lead over A, +1.00, is not more than chance: there are too few pairs for an interval.',
    );
  });
});

describe('the headline over the differences', () => {
  const up = difference('x', 1, true);
  const flat = difference('x', 0.1, false, [-1, 1]);
  const down = difference('x', -3, true, [-5, -1]);

  test('counts what holds', () => {
    expect(leadsHeadline([over4, over12, over27], [up, up, flat], [flat, down])).toBe(
      'Two leads of three hold; kernels lift the untrained models in two of three runs, the tuned model in neither',
    );
  });

  test('stays English where all, none or one hold', () => {
    expect(leadsHeadline([up, up, up], [up, up], [up, up])).toBe(
      'All three leads hold; kernels lift the untrained models in both runs, the tuned model in both',
    );
    expect(leadsHeadline([flat, flat, flat], [flat, flat, flat], [up, flat, flat])).toBe(
      'None of three leads holds; kernels lift the untrained models in none of three runs, the tuned model in one of three',
    );
    expect(leadsHeadline([up, flat], [], [])).toBe('One lead of two holds');
  });

  test('a supported fall is no lift', () => {
    expect(leadsHeadline([up, up], [down, down], [])).toBe('Both leads hold; kernels lift the untrained models in neither of the two runs');
  });
});
