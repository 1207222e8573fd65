import { describe, expect, test } from 'vitest';
import { editionSentence, probesSentence, rangeHeadline, rephrasingTitle, wordingSentence } from '../../src/words/probe.ts';
import {
  againSentence,
  averagesSentence,
  heldSentence,
  isBatched,
  kernelSentence,
  noteBeyond,
  outcomeSentence,
  stripTitle,
  unknownSentence,
  verifiedSentence,
} from '../../src/words/run.ts';

describe('the page of a run', () => {
  test('says what there is, and whether it verifies', () => {
    expect(heldSentence({ results: 303, probes: 101, conditions: ['baseline', 'json', 'txt'] })).toBe(
      '303 answers to 101 probes in three conditions.',
    );
    expect(heldSentence({ results: 1, probes: 1, conditions: ['baseline'] })).toBe('1 answer to 1 probe without a kernel.');
    expect(verifiedSentence({ scores: 303, follow: 303, texts: 0 })).toBe(
      'All 303 scores follow from their counts; the counts themselves cannot be made again, since the texts are not here.',
    );
    expect(verifiedSentence({ scores: 404, follow: 404, texts: 404 })).toBe(
      'All 404 scores follow from their counts, and the counts from the texts, which were scored again.',
    );
    expect(verifiedSentence({ scores: 10, follow: 9, texts: 4 })).toBe(
      '9 of 10 scores follow from their counts; 1 does not, and those of 4 from the texts, which were scored again.',
    );
    expect(verifiedSentence({ scores: 1, follow: 1, texts: 0 })).toMatch(/^The one score follows from its counts;/);
    expect(verifiedSentence({ scores: 0, follow: 0, texts: 0 })).toBe('It has no score.');
  });

  test('holds the stated averages against the rows', () => {
    const row = (condition: string, mean: number | null, stated: number | null, agrees: boolean | null) => ({
      condition,
      mean,
      stated,
      agrees,
    });
    expect(averagesSentence([row('baseline', 0.56, 0.56, true), row('json', -1.72, 3, false)])).toBe(
      'Of the two averages that the report states, one is not that of the rows: 3.00 stated and −1.72 measured with the JSON kernel (−4.72).',
    );
    expect(averagesSentence([row('baseline', 1, 1, true), row('json', 2, 2, true)])).toBe(
      'The two averages that the report states are those of the rows.',
    );
    expect(averagesSentence([row('baseline', 1, 1, true)])).toBe('The average that the report states is that of the rows.');
    expect(averagesSentence([row('baseline', 1, null, null)])).toBe('');
  });

  const known = {
    engine: 'mlx_lm',
    engine_version: '0.32',
    started: '2026',
    minutes: 3,
    temperature: 0,
    reproducibility: 'exact',
    reasons: 10,
    results: 10,
    kernels: 1,
    placed: 1,
    rendered: 2,
  };

  test('lists what nobody recorded', () => {
    expect(unknownSentence(known)).toBe('Everything that this project records of a run is recorded.');
    expect(unknownSentence({ ...known, engine_version: null, reasons: 7 })).toBe(
      'Nobody recorded the version of its engine and why 3 of the answers ended.',
    );
    expect(
      unknownSentence({
        ...known,
        engine: null,
        started: null,
        minutes: null,
        temperature: null,
        reproducibility: null,
        reasons: 0,
        placed: 0,
        rendered: 0,
      }),
    ).toBe(
      'Nobody recorded the engine, the sampling, when it began, how long it took, why an answer ended, the prompts as the model received them, whether the kernel went in as a system message and whether the same machine gives the same text again.',
    );
  });

  test('says how far it can be made again', () => {
    expect(againSentence(null)).toBe('Whether it can be made again was not recorded.');
    expect(againSentence('exact')).toMatch(/^Greedy, one request at a time/);
    expect(againSentence('new')).toBe('Its level of reproducibility is “new”.');
    expect(['exact', 'greedy-batched', 'seeded-batched', 'remote', null].filter(isBatched)).toEqual(['greedy-batched', 'seeded-batched']);
  });

  test('does not say twice what came back broken: what remains of a note is its author’s', () => {
    const whole = { expected: 101, rows: 101, failed: 0, run_on: 0, empty: 0, repeating: 0 };
    const outcomes = [
      { ...whole, condition: 'baseline', cut: 70 },
      { ...whole, condition: 'json', cut: 3 },
    ];
    const warned = 'baseline: 70 of 101 responses were cut at 1024 new tokens.';
    expect(noteBeyond(warned, outcomes, 1024)).toBe('');
    expect(noteBeyond(`${warned} The machine was loaded.`, outcomes, 1024)).toBe('The machine was loaded.');
    expect(noteBeyond(warned, outcomes, 512)).toBe(warned);
    expect(noteBeyond(null, outcomes, null)).toBe('');
  });

  test('says what came back broken', () => {
    const outcome = { condition: 'txt', expected: 101, rows: 101, failed: null, cut: null, run_on: null, empty: 0, repeating: 0 };
    expect(outcomeSentence(outcome)).toBe('');
    expect(outcomeSentence({ ...outcome, rows: 100, failed: 1, cut: 7, run_on: 2, empty: 4, repeating: 1 })).toBe(
      'With the TXT kernel: 100 of 101 answers, 1 failed, 7 cut at the token limit, 2 ran on past the end of the turn, 4 empty, 1 repeats itself.',
    );
  });

  test('names its kernels', () => {
    expect(kernelSentence({ kernel: 'The long kernel', kernel_edition: 'original', kernel_chars: 9167, placement: null })).toBe(
      'The long kernel as published, 9,167 characters; where it went was not recorded',
    );
    expect(kernelSentence({ kernel: 'x', kernel_edition: 'local', kernel_chars: null, placement: 'user' })).toBe(
      'x; before the probe, in one user message',
    );
    expect(kernelSentence({ kernel: null, kernel_edition: 'restated', kernel_chars: 1, placement: 'system' })).toMatch(
      /as the system message$/,
    );
    expect([stripTitle(101, 3), stripTitle(1, 1)]).toEqual(['101 probes, three conditions: every score', 'One probe: every score']);
  });
});

describe('probes', () => {
  test('are counted, and their wording told', () => {
    expect(probesSentence(101, 20, 21)).toBe('101 probes in twenty domains, each a scene with a task in it. 21 of them are the P20 set.');
    expect(wordingSentence).toContain('edition restated');
    const chars = { prompt_chars: 344, published_chars: 220, published_prompt: null };
    expect(editionSentence(chars)).toBe(
      'This is the project’s own wording, edition restated, 344 characters. The published runs asked another of 220 characters, which is not here; whoever has it can tell it by its SHA-256.',
    );
    expect(editionSentence({ ...chars, prompt_chars: null, published_prompt: 'P' })).toBe(
      'This project has no wording of its own for this probe. The published runs asked another of 220 characters; it was imported here and stands below, known by its SHA-256.',
    );
  });

  test('say what models score on them without a kernel', () => {
    const row = (model_id: string, condition: string, lek_score: number) => ({ model_id, condition, lek_score });
    expect(rangeHeadline([row('a', 'baseline', 9.5), row('b', 'baseline', 20.8), row('b', 'json', 99)], 'P100')).toBe(
      'Two models on P100: 9.5 to 20.8 without a kernel',
    );
    expect(rangeHeadline([row('a', 'baseline', 9.5)], 'P20')).toBe('One model on P20: 9.5 without a kernel');
    expect(rangeHeadline([row('a', 'json', 9.5)], 'P20')).toBe('One model on P20');
    expect([rephrasingTitle('urgency'), rephrasingTitle('other')]).toEqual(['Under urgency', 'Other']);
  });
});
