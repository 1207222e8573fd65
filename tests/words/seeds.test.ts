import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { probesOf, publishedProbes, read } from './files.ts';
import { wordsOf } from './runs.ts';

const p100 = probesOf('P01-P100');
const p20 = probesOf('P01-P20');
const published = publishedProbes();

/** What occurs more often than `limit` times. */
function moreThan(limit: number, items: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > limit).map(([item]) => item);
}

const opening = (prompt: string, length: number): string => wordsOf(prompt).slice(0, length).join(' ');

describe('the probes', () => {
  test('have the ids and domains of the published table, in its order', () => {
    expect(p100.map(({ id, domain }) => [id, domain])).toEqual(published.map((row) => [row.probe_id, row.domain]));
    expect(p100).toHaveLength(101);
  });

  test('of the P20 set are those that the table marks, in the same words', () => {
    const marked = new Set(published.filter((row) => row.p20 === '1').map((row) => row.probe_id));
    expect(p20).toEqual(p100.filter((probe) => marked.has(probe.id)));
    expect(p20).toHaveLength(21);
  });

  test('have id, domain and prompt, and nothing else', () => {
    for (const probe of p100) expect(Object.keys(probe)).toEqual(['id', 'domain', 'prompt']);
  });

  test.each(p100.map((probe) => [probe.id, probe.prompt] as const))(
    '%s has a prompt of 100 to 500 characters, in plain marks',
    (_, prompt) => {
      const length = [...prompt].length;
      expect(length).toBeGreaterThanOrEqual(100);
      expect(length).toBeLessThanOrEqual(500);
      // One line, single spaces, no control characters, no typographic quotes or dashes.
      expect(prompt).toMatch(/^[\p{L}\p{N}#'(;:,.?!) -]+$/u);
      expect(prompt).toBe(prompt.trim().replace(/\s+/g, ' '));
      expect(prompt).toBe(prompt.normalize('NFC'));
    },
  );

  test('begin differently: no three first words twice, no first word more than four times', () => {
    const prompts = p100.map((probe) => probe.prompt);
    expect(moreThan(1, prompts)).toEqual([]);
    expect(
      moreThan(
        1,
        prompts.map((prompt) => opening(prompt, 3)),
      ),
    ).toEqual([]);
    expect(
      moreThan(
        4,
        prompts.map((prompt) => opening(prompt, 1)),
      ),
    ).toEqual([]);
  });

  test('do not repeat a phrase of five words from one prompt to another', () => {
    const phrases = p100.flatMap(({ prompt }) => {
      const words = wordsOf(prompt);
      return [...new Set(words.slice(4).map((_, at) => words.slice(at, at + 5).join(' ')))];
    });
    expect(moreThan(1, phrases)).toEqual([]);
  });

  test('are none of them the published wording', () => {
    const hashes = new Set(published.map((row) => row.prompt_sha256));
    for (const { prompt } of p100) expect(hashes).not.toContain(createHash('sha256').update(prompt).digest('hex'));
  });

  test.each(['P01-P100', 'P01-P20'])('seeds/%s.json is indented by two spaces and ends in a line feed', (name) => {
    expect(read(`seeds/${name}.json`)).toBe(`${JSON.stringify(probesOf(name), null, 2)}\n`);
  });
});
