import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, readJsonLines, toJsonFile, toLine } from '../../pipeline/records/index.ts';
import { all } from './examples.ts';

/** Where Python's `str.splitlines` ends a line. */
const LINE_ENDS = ['\n', '\v', '\f', '\r', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029'];

describe('toLine', () => {
  test('is one line to every reader', () => {
    const line = toLine({ text: 'a\nb\rc\u0085d\u2028e\u2029f\u000bg' });
    expect(line).toBe('{"text":"a\\nb\\rc\\u0085d\\u2028e\\u2029f\\u000bg"}\n');
  });
  test('is valid UTF-8 whatever the text, and reads back the same', async () => {
    const value = fc.object({
      key: fc.string({ unit: 'binary' }),
      values: [fc.string({ unit: 'binary' }), fc.double({ noDefaultInfinity: true, noNaN: true }), fc.constant('\ud800'), fc.boolean()],
    });
    await fc.assert(
      fc.asyncProperty(value, async (object) => {
        const line = toLine(object);
        expect(line.isWellFormed()).toBe(true);
        expect([...line].filter((char) => LINE_ENDS.includes(char))).toEqual(['\n']);
        const [read] = await all(readJsonLines([new TextEncoder().encode(line)], 'f'));
        expect(JSON.stringify(read?.value)).toBe(JSON.stringify(object));
      }),
      { numRuns: 300 },
    );
  });
  test.each([
    ['NaN', { a: { time_s: Number.NaN } }],
    ['an infinity', { a: [Number.NEGATIVE_INFINITY] }],
    ['undefined in a list', { a: [1, undefined] }],
  ])('refuses %s rather than writing null', (_name, value) => {
    expect(() => toLine(value, 'out.jsonl')).toThrow(InputError);
    expect(() => toLine(value, 'out.jsonl')).toThrow(/^out\.jsonl: ".*" is (NaN|-Infinity|undefined), which JSON cannot hold\. /);
  });
  test('leaves out a field that is undefined', () => expect(toLine({ a: undefined, b: 1 })).toBe('{"b":1}\n'));
});

test('toJsonFile indents and ends in a line feed', () => {
  expect(toJsonFile({ a: [1], b: 'x' })).toBe('{\n  "a": [\n    1\n  ],\n  "b": "x"\n}\n');
  expect(() => toJsonFile({ a: Number.NaN })).toThrow(InputError);
});
