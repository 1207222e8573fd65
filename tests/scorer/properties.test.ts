import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { english, generator, WORST } from '../../bench/texts.ts';
import { type ExplainedSignal, explain, fromCounts, SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { chance, oddText } from './texts.ts';

const strangers = Array.from('\u00e9\u4e00\u{1f600}\u{1d7ce}\u0301').map((char) => char.codePointAt(0) as number);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff), { maxLength: 60 }).map((units) => String.fromCharCode(...units)), // lone surrogates too
  fc.nat(2 ** 32 - 1).map((seed) => oddText(chance(generator(seed)), strangers)),
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are whitespace
const spaces = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/** The letters that count as i, s and k written as such, and all in lower case. */
const plain = (text: string) =>
  text
    .replace(/[\u0130\u0131]/g, 'i')
    .replace(/\u017f/g, 's')
    .replace(/\u212a/g, 'k')
    .toLowerCase();

/** What a hit of an entry has to look like, from the entry. */
function shapeOf(entry: string): RegExp {
  const source = entry.replace(/[.*+?^$()|[\]\\-]/g, '\\$&').replace(/\{(\d+),(\d+)\}/, '[^\\n]{$1,$2}');
  return new RegExp(`^${source.replace(/\\-/g, '-')}$`, 'u');
}

function checkHits(text: string, { signal, count, hits }: ExplainedSignal): void {
  const definition = SIGNALS.find((each) => each.name === signal);
  if (!definition) throw new Error(`no signal ${signal}`);
  if (definition.repetition || definition.fewerThan !== undefined) {
    expect(hits).toEqual([]);
    return;
  }
  expect(count).toBe(hits.length + (definition.plus ?? 0));
  const ends = new Map<string, number>();
  let before = 0;
  for (const { start, end, startPoint, endPoint, entry } of hits) {
    expect(start).toBeGreaterThanOrEqual(before);
    before = start;
    const listed = definition.lexicon?.includes(entry) ?? false;
    const lane = listed || signal === 'creative_form' ? 'one choice' : entry;
    expect(start).toBeGreaterThanOrEqual(ends.get(lane) ?? 0);
    ends.set(lane, end);
    expect([Array.from(text.slice(0, start)).length, Array.from(text.slice(0, end)).length]).toEqual([startPoint, endPoint]);
    const hit = text.slice(start, end);
    if (!listed) expect(definition.forms?.map((form) => form.name)).toContain(entry);
    else if (definition.ignoreCase) expect(plain(hit)).toMatch(shapeOf(entry.toLowerCase()));
    else expect(hit).toBe(entry);
  }
}

describe('any text', () => {
  test('is scored without an error, and the score is that of its counts', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { counts, tenths, lek_score } = score(text);
        expect(Object.keys(counts)).toEqual(SIGNALS.map((signal) => signal.name));
        expect(fromCounts(counts)).toMatchObject({ tenths, lek_score });
      }),
      { numRuns: 2000 },
    );
  });

  test('is explained as it is scored, each hit in its place and of the shape of its entry', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { signals, measured, ...scored } = explain(text);
        expect(scored).toEqual(score(text));
        expect(signals.map(({ hits, ...points }) => points)).toEqual(fromCounts(scored.counts).signals);
        for (const signal of signals) checkHits(text, signal);
        const words = text.split(spaces).filter((word) => word !== '');
        expect([measured.words, measured.distinct]).toEqual([words.length, new Set(words).size]);
      }),
      { numRuns: 2000 },
    );
  });

  test('counts what its halves count, where nothing can reach across', () => {
    // Two line feeds and a full stop end every entry, gap and form, and nothing before them can end in a capitalised word's stop and space.
    const additive = SIGNALS.filter(
      (signal) => signal.group !== 'penalty' && signal.name !== 'engagement_depth' && signal.name !== 'specificity',
    );
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const between = '-\n-\n-';
        const [whole, left, right] = [first + between + second, first + between, second].map((text) => score(text).counts);
        for (const { name } of additive) expect(whole?.[name], name).toBe((left?.[name] ?? 0) + (right?.[name] ?? 0));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('texts of a megabyte', () => {
  test.each(Object.keys(WORST))('%s: scored and explained alike', (name) => {
    const text = (WORST[name] as (length: number) => string)(1_000_000);
    expect(text.length).toBeGreaterThan(999_900);
    const { counts, tenths } = explain(text);
    expect(score(text)).toMatchObject({ counts, tenths });
  });

  test('counts are those of the parts', () => {
    expect(score('I '.repeat(500_000)).counts).toMatchObject({ first_person: 499_999, degeneration: 1 });
    expect(score('both of us and '.repeat(70_000)).counts).toMatchObject({ nuance: 35_000 });
    expect(score('1,'.repeat(500_000)).counts).toMatchObject({ specificity: 1 });
    expect(score('\u{1f600}\n\n'.repeat(250_000)).counts).toMatchObject({ engagement_depth: 250_001, creative_form: 250_000 });
  });

  test('of prose', () => {
    const text = english(1_000_000, generator(1));
    expect(explain(text)).toMatchObject(score(text));
  });
});
