import { describe, expect, test } from 'vitest';
import { faultText, foundNotes, foundSentence, notOfRun, recognisedSentence, takenSentence } from '../../src/words/own.ts';

const found = (over = {}) => ({ kind: 'run' as const, model: null, rows: 3, ids: 1, columns: [], conditions: [], ...over });
const recognised = (over = {}) => ({ run_id: 'x.p20', equal: 63, both: 63, of: 63, missing: 0, ...over });

describe('what was found is said', () => {
  test('by kind', () => {
    expect(foundSentence(found({ conditions: [{ condition: 'json', n: 3, mean: 1 }] }))).toBe(
      'An A/B run: 3 responses to 1 probe in one condition.',
    );
    expect(foundSentence(found({ kind: 'lm-eval', rows: 1200, ids: 1200 }))).toBe(
      'Samples of lm-evaluation-harness: 1,200 responses to 1,200 documents.',
    );
    expect(foundSentence(found({ kind: 'inspect', model: 'a\u202eb', rows: 1 }))).toBe(
      'A log of Inspect of a\ufffdb: 1 response to 1 sample.',
    );
    expect(foundSentence(found({ kind: 'table', rows: 1, columns: [{ name: 'a', type: 'VARCHAR' }] }))).toBe(
      'A table as it stands, without responses to score: 1 row of 1 column.',
    );
  });
  test('with the fields that were taken', () => {
    expect(takenSentence({ response: 'completion', id: 'key' })).toBe('Taken: response from “completion” and id from “key”.');
    expect(takenSentence({ response: 'text' })).toBe('Taken: response from “text”. No field is an id, so the rows are numbered.');
    expect(takenSentence({})).toBe('');
  });
  test('with what else is to be known', () => {
    const notes = (over = {}) => foundNotes({ kind: 'run', stated: { older: 0, wrong: 0 }, failed: 0, conditions: [], ...over });
    expect(notes()).toEqual([]);
    expect(notes({ stated: { older: 63, wrong: 1 }, failed: 2 })).toEqual([
      '63 of its scores are of an older scorer; all were scored again.',
      'One of its figures is not what the text gives; the text counts here.',
      'Two responses failed, by its own word: none of them is scored.',
    ]);
    expect(notes({ kind: 'rows', conditions: [{ condition: 'unstated', n: 1, mean: 0 }] })[0]).toMatch(
      /^The file does not say in which condition/,
    );
  });
});

test('how a file stands to a published run', () => {
  expect(recognisedSentence(recognised())).toBe(
    'This is the published run x.p20: all 63 responses have the counts, length and score of its rows.',
  );
  expect(recognisedSentence(recognised({ equal: 60, both: 60, missing: 3 }))).toBe(
    'This is the published run x.p20: 60 responses have the counts, length and score of its rows. To 3 of its 63 rows the file has no response.',
  );
  expect(recognisedSentence(recognised({ equal: 62 }))).toBe(
    'This is the published run x.p20, but for one of 63 responses, which does not have the counts, length and score of its row.',
  );
  expect(notOfRun('a.jsonl', 'x.p20', 0)).toBe('a.jsonl has no response to the probes and conditions of x.p20.');
});

test('a fault as the command line has it', () => {
  expect(faultText('a.jsonl', { line: 3, what: 'blank line', todo: 'Take it out.' })).toBe('a.jsonl:3: blank line. Take it out.');
  expect(faultText(`${'x'.repeat(200)}.csv`, { line: null, what: 'w', todo: 't' })).toMatch(/^x{79}…: w\. t$/);
});
