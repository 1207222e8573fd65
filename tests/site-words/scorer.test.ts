import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, SIGNALS, score } from '../../pipeline/scorer/index.ts';
import { isUnseen, LANES, pilcrows, segmentsOf, spansWithin, stretchFrom } from '../../src/charts/evidence.ts';
import { ARITHMETIC_SCALE, findingsOf, hitsOf, NUMBERED } from '../../src/charts/findings.ts';
import { bar } from '../../src/charts/waterfall.ts';
import { entryText, foundText, measuredText } from '../../src/words/scored.ts';
import { EXAMPLE, RULES } from '../../src/words/scorer.ts';

const whole = (text: string) => ({ from: 0, to: text.length });
const segments = (text: string) => segmentsOf(text, spansWithin(hitsOf(explain(text)), whole(text)).spans);
const numberOf = (name: string) => NUMBERED.find((signal) => signal.name === name)?.number as number;
/** Texts in which much counts and hits overlap. */
const dense = fc
  .array(
    fc.constantFrom(
      'I ',
      'imagine ',
      'dignity',
      'however',
      'both this and',
      ' ',
      '\n\n',
      '?',
      'Anna ',
      '12 ',
      '—',
      '*a',
      '<img onerror=x>',
      '😀',
      '\u202e',
      'ward ',
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''));

describe('findings', () => {
  test('every signal has a number, from 1, in the order of the page', () => {
    expect(NUMBERED.map(({ number }) => number)).toEqual(SIGNALS.map((_, index) => index + 1));
    expect(new Set(NUMBERED.map(({ name }) => name)).size).toBe(SIGNALS.length);
    expect(NUMBERED.map(({ group }) => group)).toEqual(
      NUMBERED.map(({ group }) => group).sort(
        (a, b) => ['structural', 'content', 'penalty'].indexOf(a) - ['structural', 'content', 'penalty'].indexOf(b),
      ),
    );
  });

  test('the running sum goes from 0 to the score without a gap', () => {
    fc.assert(
      fc.property(fc.oneof(dense, fc.string({ unit: 'grapheme' })), (text) => {
        const { signals, tenths } = findingsOf(explain(text));
        let sum = 0;
        for (const { from, to, tenths: own } of signals) {
          expect(from).toBe(sum);
          expect(to - from).toBe(own);
          sum = to;
        }
        expect(sum).toBe(tenths);
        expect(tenths).toBe(score(text).tenths);
      }),
      { numRuns: 300 },
    );
  });

  test('entries are told by how often they were found', () => {
    const { signals } = findingsOf(explain('What? However, who? However, it depends. Why?'));
    expect(signals[numberOf('nuance') - 1]?.found).toEqual([
      { entry: 'however', times: 2 },
      { entry: 'it depends', times: 1 },
    ]);
    expect(signals[numberOf('questioning') - 1]?.found).toEqual([{ entry: 'question mark', times: 3 }]);
  });
});

describe('evidence', () => {
  test('the segments joined are the text, and each signal ends as often as it has hits', () => {
    fc.assert(
      fc.property(fc.oneof(dense, fc.string({ unit: 'grapheme' })), (text) => {
        const cut = segments(text);
        expect(cut.map((segment) => segment.text).join('')).toBe(text);
        for (const { text: part, numbers, ends, lanes } of cut) {
          expect(part.length).toBeGreaterThan(0);
          for (const number of ends) expect(numbers).toContain(number);
          expect(lanes.length > 0).toBe(numbers.length > 0);
          expect(Math.max(0, ...lanes)).toBeLessThanOrEqual(LANES);
        }
        const hits = hitsOf(explain(text));
        hits.forEach((each, index) => {
          const last = new Set(each.map(({ end }) => end));
          expect(cut.filter(({ ends }) => ends.includes(index + 1)).length, `signal ${index + 1}`).toBeLessThanOrEqual(last.size);
          expect(cut.some(({ ends }) => ends.includes(index + 1))).toBe(last.size > 0);
        });
      }),
      { numRuns: 300 },
    );
  });

  test('hits that overlap have lines of their own, and both numbers at the word', () => {
    const dignity = segments('her dignity is').find(({ text }) => text === 'dignity');
    expect(dignity?.numbers).toEqual([numberOf('emotional_register'), numberOf('axiom_resonance')]);
    expect(dignity?.ends).toEqual(dignity?.numbers);
    expect(dignity?.lanes).toEqual([1, 2]);
  });

  test('a blank that ends a hit is underlined, and the number stands before it', () => {
    const cut = segments('we imagine this');
    expect(cut.map(({ text, ends }) => [text, ends])).toEqual([
      ['we ', []],
      ['imagine', [numberOf('emotional_register'), numberOf('metaphor')]],
      [' ', []],
      ['this', []],
    ]);
    expect(cut[2]?.numbers).toEqual([numberOf('metaphor')]);
  });

  test('line feeds that count are shown by signs', () => {
    const feeds = segments('one\n\ntwo').find(isUnseen);
    expect(feeds && pilcrows(feeds.text)).toBe('¶¶');
    expect(segments('one\ntwo').some(isUnseen)).toBe(false);
  });

  test('a stretch holds at most so many hits and goes on where it ended', () => {
    const text = '? '.repeat(500);
    const hits = hitsOf(explain(text));
    const { spans, to } = spansWithin(hits, whole(text), 100);
    expect(spans).toHaveLength(100);
    expect(to).toBe(200);
    const next = spansWithin(hits, { from: to, to: text.length }, 100);
    expect(next.spans[0]).toEqual({ start: 0, end: 1, number: numberOf('questioning') });
  });

  test('stretches follow each other to the end, cut no code point, and keep every hit within a bound', () => {
    fc.assert(
      fc.property(dense, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), (text, size, most) => {
        const hits = hitsOf(explain(text));
        let read = '';
        while (read.length < text.length) {
          const from = read.length;
          const stretch = stretchFrom(text, from, size);
          expect(stretch.to).toBeGreaterThan(from);
          const { spans, to } = spansWithin(hits, stretch, most);
          expect(to).toBeGreaterThan(from);
          expect(spans.length).toBeLessThanOrEqual(most);
          const part = text.slice(from, to);
          expect(
            segmentsOf(part, spans)
              .map((segment) => segment.text)
              .join(''),
          ).toBe(part);
          read += part;
        }
        expect(read).toBe(text);
      }),
      { numRuns: 200 },
    );
    // Two halves of a pair stay together where the stretch has room for both.
    expect(stretchFrom('a😀b', 0, 2).to).toBe(1);
  });
});

test('a bar beyond the axis stands at its edge', () => {
  expect(bar(ARITHMETIC_SCALE, 0, -100_000)).toMatchObject({ x: '0%', down: true });
  expect(bar(ARITHMETIC_SCALE, -100_000, -100_010).width).toBe('0%');
});

test('found entries are listed, trailing spaces shown, the rest counted', () => {
  const found = ['I ', 'a', 'b', 'c', 'd', 'e', 'f'].map((entry, index) => ({ entry, times: index === 0 ? 3 : 1 }));
  expect(foundText(found)).toBe('I␣ ×3 · a · b · c · d · e · 1 more');
  expect(foundText([])).toBe('');
  expect(entryText('like a ')).toBe('like a␣');
});

test('what the signals of the whole text go by', () => {
  expect(measuredText({ words: 4, distinct: 3, characters: 20 })).toBe('20 characters, 4 words, 3 of them distinct (75\u00a0%)');
  expect(measuredText({ words: 0, distinct: 0, characters: 0 })).toBe('0 characters, 0 words, 0 of them distinct');
});

test('the example shows what the page explains: overlap, a cap, a penalty', () => {
  const { signals } = findingsOf(explain(EXAMPLE));
  expect(signals.some(({ capped }) => capped)).toBe(true);
  expect(signals.some(({ tenths }) => tenths < 0)).toBe(true);
  expect(segments(EXAMPLE).some(({ lanes }) => lanes.length > 1)).toBe(true);
  expect(RULES.length).toBeGreaterThan(0);
});
