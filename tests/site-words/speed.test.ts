import { describe, expect, test } from 'vitest';
import type { WayFigures } from '../../pipeline/speed.ts';
import { batchingSentence, changeFigure, drawnName, timesFigure, wayName } from '../../src/words/speed.ts';

const figures = (same: number): WayFigures[] => [
  {
    way: 'script',
    concurrency: 1,
    seconds: 60,
    answers: 72,
    rate: 72,
    tokens: 1,
    times: 1,
    change: { same: 72, mean: 0, low: 0, high: 0 },
  },
  { way: 'one', concurrency: 1, seconds: 60, answers: 72, rate: 72, tokens: 1, times: 1, change: null },
  { way: 'warmed', concurrency: 24, seconds: 15, answers: 72, rate: 288, tokens: 4, times: 4, change: { same, mean: 0, low: 0, high: 0 } },
];

describe('what asking many at once is worth', () => {
  test('whether a batch changed texts', () => {
    expect(batchingSentence({ temperature: 0 }, figures(61))).toBe(
      'Asked 24 at once, 61 of 72 greedy answers were the same, character by character, as asked one at a time.',
    );
    expect(batchingSentence({ temperature: 0.8 }, figures(72))).toMatch(/^Asked 24 at once, all 72 sampled answers/);
    expect(batchingSentence({ temperature: 0 }, figures(0))).toMatch(/none of 72 greedy/);
    expect(batchingSentence({ temperature: 0 }, figures(3).slice(0, 2))).toBe('');
  });

  test('rows and cells', () => {
    expect(wayName({ way: 'batched', concurrency: 24 })).toBe('24 at once, kernels not warmed');
    expect(drawnName({ temperature: 0.8 })).toMatch(/^Temperature 0.8/);
    expect(timesFigure({ times: 4.04 })).toBe('4.0\u00a0times');
    expect(changeFigure({ same: 1, mean: 0.25, low: -0.5, high: 1 })).toBe('+0.25 (−0.50 to +1.00)');
    expect(changeFigure({ same: 1, mean: 0.25, low: null, high: null })).toBe('+0.25');
  });
});
