import { describe, expect, test } from 'vitest';
import { type Ahead, estimate, estimateByAnswers } from '../../pipeline/ab/estimate.ts';
import type { Header, Response } from '../../pipeline/ab/journal.ts';

const header = { settings: { max_tokens: 1000, concurrency: 10 } } as Header;
const ahead = (condition: string, responses: number): Ahead => ({
  condition,
  responses,
  prompt_tokens: 100,
  longest_prompt: 10,
  shared_tokens: 0,
  new_tokens: responses * 1000,
});
const answers = (n: number, time_s: number, completion_tokens: number | null): Response[] =>
  Array.from({ length: n }, () => ({ state: 'done', time_s, completion_tokens }) as Response);

describe('how long a run takes', () => {
  test('by the answers that are there: rounds of as many as are asked at once, each as long as it may be', () => {
    // 0.1 s a token; 25 and 5 answers are three rounds and one.
    expect(estimateByAnswers([ahead('json', 25), ahead('txt', 5)], answers(30, 50, 500), header)).toBeCloseTo(400);
  });

  test('the median answer counts, so that a few that waited long do not', () => {
    const some = [...answers(25, 50, 500), ...answers(5, 900, 500)];
    expect(estimateByAnswers([ahead('json', 10)], some, header)).toBeCloseTo(100);
  });

  test('too few answers tell nothing, nor do failures and answers whose tokens nobody counted', () => {
    const failed = Array.from({ length: 40 }, () => ({ state: 'failed', why: 'dropped' }) as Response);
    expect(estimateByAnswers([ahead('json', 5)], [...answers(19, 50, 500), ...answers(40, 50, null), ...failed], header)).toBeNull();
  });

  test('by a pilot: prompts and steps of each round, and each kernel once', () => {
    const kernel = { ...ahead('json', 20), shared_tokens: 500 };
    expect(estimate([kernel], { prompt_rate: 100, prompts: 2, step: 0.1 }, header)).toBeCloseTo(5 + 2 * (2 + 99.9));
  });
});
