import { describe, expect, test } from 'vitest';
import {
  answeredSentence,
  askedOf,
  attachedSentence,
  builtSentence,
  duration,
  faultSentence,
  headOf,
  linkedSentence,
  outcomeOf,
  progressSentence,
  shownSentence,
  stoppedSentence,
  textsSentence,
} from '../../src/words/query.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the page where readers ask', () => {
  test('what can be asked', () => {
    expect(askedOf(1985, 108)).toBe(
      'The 1,985 scores, their averages, intervals and 108 comparisons, in SQL. It runs in this browser: no server answers, and nothing that you write leaves it.',
    );
  });

  test('answers of the build', () => {
    expect(builtSentence(16)).toBe('Answered when this site was built: 16 rows.');
    expect(builtSentence(1)).toBe('Answered when this site was built: 1 row.');
    expect(builtSentence(0)).toBe('Answered when this site was built: no rows.');
    expect(shownSentence(12, 427)).toBe('The first 12 of 427 rows; run it for all.');
    expect(shownSentence(5, 5)).toBe('');
  });

  test('the way of a run', () => {
    expect(plain(progressSentence({ step: 'fetch', bytes: 3_100_000, of: 8_400_000 }))).toBe(
      'Loading DuckDB and the data, once: 3.1 MB of 8.4 MB',
    );
    expect(plain(progressSentence({ step: 'fetch', bytes: 3_100_000, of: null }))).toBe('Loading DuckDB and the data, once: 3.1 MB');
    expect(plain(progressSentence({ step: 'fetch', bytes: 1000, of: 2000 }, 'texts'))).toBe('Loading texts: 1.0 KB of 2.0 KB');
    expect(attachedSentence('made.p100', 'responses_made_p100')).toBe('The texts of made.p100 are the table responses_made_p100.');
    expect(progressSentence({ step: 'start', bytes: 0, of: null })).toBe('Starting DuckDB…');
    expect(progressSentence({ step: 'open', bytes: 0, of: null })).toBe('Opening the data…');
    expect([0.4, 12.4, 999.4, 999.6, 61_000].map((each) => plain(duration(each)))).toEqual(['0 ms', '12 ms', '999 ms', '1.0 s', '61.0 s']);
    expect(plain(answeredSentence(16, false, 12, 1210))).toBe('16 rows in 12 ms, 1.2 KB.');
    expect(plain(answeredSentence(0, false, 12, 0))).toBe('No rows, in 12 ms, 0 bytes.');
    expect(plain(answeredSentence(10_000, true, 40, 400_000))).toBe('The first 10,000 rows in 40 ms, 400 KB; there are more.');
    expect(plain(stoppedSentence(1540))).toBe('Stopped after 1.5 s. Nothing else has changed.');
  });

  test('faults, links and what was asked before', () => {
    expect(faultSentence('Table with name x does not exist!', { line: 3, column: 6 })).toBe(
      'Line 3, column 6: Table with name x does not exist!',
    );
    expect(faultSentence('Out of memory.')).toBe('Out of memory.');
    expect(linkedSentence(false)).toBe('This query came with the link and has not been run: read it, then press Run.');
    expect(linkedSentence(true)).toContain('read it to its end');
    expect([{ rows: 1 }, { rows: 10_000, more: true }, { error: 'x' }, {}].map(outcomeOf)).toEqual([
      '1 row',
      '10,000 rows and more',
      'no answer',
      '',
    ]);
    expect(['\n-- Who leads?\nSELECT 1', 'SELECT 1,\n  2', '--\nSELECT 1', ''].map(headOf)).toEqual([
      'Who leads?',
      'SELECT 1, 2',
      '-- SELECT 1',
      '',
    ]);
    expect(textsSentence(0)).toBe('No run has its response texts here.');
    expect(textsSentence(2)).toMatch(/attached, they are a table/);
  });
});
