import { describe, expect, test } from 'vitest';
import { cutName } from '../../src/words/names.ts';
import { excerpt, shortProbe } from '../../src/words/probe.ts';
import {
  answerDetail,
  askedSentence,
  claimedVerdict,
  claimText,
  conditionTitle,
  emptiesSentence,
  inCondition,
  lossSentence,
  measureNotes,
  noTextSentence,
  scoresHeading,
  scoresSentence,
  someTextsSentence,
  stripHeading,
  stripsCaption,
} from '../../src/words/result.ts';

const score = (condition: string, lek_score: number, samples = 1) => ({ condition, lek_score, samples });

describe('the page of a score', () => {
  test('says every score first, and which are missing', () => {
    expect(scoresSentence([score('baseline', 31), score('json', 17.7), score('txt', -19)])).toBe(
      '31.0 without a kernel, 17.7 with the JSON kernel, −19.0 with the TXT kernel.',
    );
    expect(scoresSentence([score('baseline', 31), score('placebo', 30)])).toBe('31.0 without a kernel and 30.0 with the placebo.');
    expect(scoresSentence([score('baseline', 12.345, 3)], ['json'])).toBe(
      '12.35 without a kernel (mean of three answers). There is no answer with the JSON kernel.',
    );
    expect(inCondition('my-kernel')).toBe('in the condition my-kernel');
    expect([conditionTitle('baseline'), conditionTitle('json'), conditionTitle('my-kernel')]).toEqual([
      'Baseline',
      'JSON kernel',
      'my-kernel',
    ]);
  });

  const answer = (condition: string, signal: string, count: number, points: number, chars = 4000) => ({
    condition,
    chars,
    parts: [
      { signal: 'nuance', count: 2, points: 3 },
      { signal, count, points },
    ],
  });

  test('says what took most away', () => {
    expect(lossSentence([answer('baseline', 'degeneration', 0, 0), answer('txt', 'empty_broken', 1, -20, 5)])).toBe(
      'With the TXT kernel the answer has five characters: it scores as empty, not as badly argued.',
    );
    expect(lossSentence([answer('baseline', 'degeneration', 0.5, -10), answer('json', 'degeneration', 0.5, -10)])).toBe(
      'Without a kernel and with the JSON kernel the answer repeats itself, which takes 10.0 points.',
    );
    expect(lossSentence(['baseline', 'json', 'txt'].map((condition) => answer(condition, 'compliance_markers', 31, -155)))).toBe(
      'In every condition the answer holds 31 stock phrases of refusal, which take 155.0 points.',
    );
    expect(lossSentence([answer('baseline', 'compliance_markers', 1, -5)])).toBe(
      'Without a kernel the answer holds a stock phrase of refusal, which takes 5.0 points.',
    );
    expect(lossSentence([answer('other', 'formulaic_preamble', 1, -2)])).toBe(
      'In the condition other the answer opens with a stock phrase, which takes 2.0 points.',
    );
    expect(lossSentence([answer('baseline', 'nuance', 1, 1.5)])).toBe('');
  });

  test('says what the counts of whole texts mean, from the scorer’s own table', () => {
    expect(measureNotes([answer('json', 'degeneration', 0.5, -10), answer('txt', 'empty_broken', 1, -20)])).toBe(
      'Degeneration 0.5: fewer than half of the words are distinct. Empty broken 1: fewer than 20 characters.',
    );
    expect(measureNotes([answer('json', 'degeneration', 1, -20)])).toBe(
      'Degeneration 1: fewer than three in ten of the words are distinct.',
    );
    expect(measureNotes([answer('json', 'questioning', 1, 0.5)])).toBe('');
  });

  test('holds a claim’s figures against the rows', () => {
    const claim = (stated: number, measured: number, condition = 'txt') => ({
      claim: '',
      stated_in: 'README',
      condition,
      stated,
      measured,
      agrees: stated === measured,
    });
    expect(claimedVerdict([claim(31, 31, 'baseline'), claim(-19, -19)])).toEqual({
      verdict: 'holds',
      word: 'Figures hold',
      reason: '31.0 without a kernel and −19.0 with the TXT kernel, as the rows have it.',
    });
    expect(claimedVerdict([claim(31, 31, 'baseline'), claim(-19, -18.9)])).toEqual({
      verdict: 'part',
      word: 'Figures differ',
      reason: '−19.0 stated and −18.9 measured with the TXT kernel.',
    });
    expect(claimedVerdict([claim(1, 2)]).verdict).toBe('fails');
    expect(claimText('It falls from 31.0 to -19.0, from P20-x')).toBe('It falls from 31.0 to −19.0, from P20-x.');
  });

  test('says what empty answers do to an effect', () => {
    const row = { condition: 'txt', n: 101, empty: 4, lowest: -19, highest: -19, effect: -3.2406, effect_without: -1.5732 };
    expect(emptiesSentence(row)).toBe(
      'Four of the run’s 101 answers with the TXT kernel are empty and score −19.0. Without them the effect is −1.57 (97 probes), not −3.24.',
    );
    expect(emptiesSentence({ ...row, empty: 1, n: 1, highest: -18, effect_without: null })).toBe(
      'One of the run’s 1 answers with the TXT kernel is empty and scores between −19.0 and −18.0.',
    );
  });

  test('heads its strips', () => {
    const effect = { condition: 'json', n: 101, mean_difference: -0.2802, low: -1.7495, high: 1.1089, wins: 51, losses: 46 };
    expect(stripHeading(effect)).toBe('JSON kernel minus baseline, 101 probes: mean −0.28 (−1.75 to +1.11), 51 up, 46 down');
    expect(stripHeading({ ...effect, n: 1, low: null, high: null })).toBe(
      'JSON kernel minus baseline, 1 probe: mean −0.28, 51 up, 46 down',
    );
    expect(scoresHeading({ condition: 'baseline', n: 101, mean: 21.24, low: 20.1, high: 22.3 })).toBe(
      'Baseline, 101 probes: mean 21.24 (20.10 to 22.30)',
    );
    expect(stripsCaption('scores', 'A', 'P100', 'P1')).toBe('One dot a probe, sorted by score; the large dot is P1. A, P100, 95\u00a0%.');
  });

  test('says how long an answer is and how it ended, where that is known', () => {
    expect(answerDetail({ chars: 4398, time_s: 3.9, finish_reason: null })).toBe('4,398 characters, 3.9\u00a0s');
    expect(answerDetail({ chars: 1, time_s: null, finish_reason: 'stop' })).toBe('1 character, ended by itself');
    expect(answerDetail({ chars: 2, time_s: null, finish_reason: 'length' })).toBe('2 characters, cut at the token limit');
    expect(answerDetail({ chars: 2, time_s: null, finish_reason: '<b>' })).toBe('2 characters, ended with “<b>”');
  });

  test('says which wording was asked, and why there is no text', () => {
    expect(askedSentence('original', false)).toBe('The run asked the published wording, which is not here. In this project’s words:');
    expect(askedSentence('original', true)).toBe('The run asked, as published:');
    expect(askedSentence('restated', true)).toBe('The run asked, in this project’s words:');
    expect(askedSentence('local', false)).toBe('The run asked a wording of its own. In this project’s words:');
    expect(noTextSentence('published')).toMatch(/^The texts of the published answers are not in this project/);
    expect(someTextsSentence(1)).toBe('One answer has no text here: none that was imported gives its figures.');
    expect(someTextsSentence(2)).toMatch(/^Two answers have no text/);
    expect(noTextSentence('local')).toBe('The texts of this run are not in this build.');
  });
});

describe('names', () => {
  test('of probes are short where the number is theirs alone', () => {
    const ids = ['P20_CULTURE_MYTH', 'P21_CULTURE_PLAYFULNESS', 'P21_HISTORY_ORAL'];
    expect(ids.map((id) => shortProbe(id, ids))).toEqual(['P20', 'P21_CULTURE_PLAYFULNESS', 'P21_HISTORY_ORAL']);
  });

  test('of models are cut where they are without end', () => {
    expect(cutName('LEK-Gemma3 1B')).toBe('LEK-Gemma3 1B');
    expect([...cutName('😀'.repeat(100_000))].length).toBe(81);
  });

  test('excerpts end between words', () => {
    expect(excerpt('Case note,\n newsroom of a weekly.', 200)).toBe('Case note, newsroom of a weekly.');
    expect(excerpt('Case note, newsroom of a Lagos weekly', 20)).toBe('Case note, newsroom…');
    expect(excerpt('W'.repeat(50), 20)).toBe(`${'W'.repeat(20)}…`);
  });
});
