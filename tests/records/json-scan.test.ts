import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError, parseJsonFile } from '../../pipeline/records/index.ts';
import { lineOfPath, scanJson } from '../../pipeline/records/json-scan.ts';

const parses = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('scanJson', () => {
  test('agrees with JSON.parse on damaged JSON', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat({ max: 3 }),
        fc.constantFrom(
          '',
          ',',
          '"',
          '}',
          ']',
          '{',
          '[',
          ':',
          '-',
          '.',
          'e',
          '0',
          '1',
          '\\',
          'u',
          'tru',
          'null',
          ' ',
          '\n',
          '\t',
          '\u0001',
          'NaN',
        ),
      )
      .map(([json, at, length, put]) => {
        const from = at % (json.length + 1);
        return json.slice(0, from) + put + json.slice(from + length);
      });
    fc.assert(
      fc.property(damaged, (text) => {
        expect(scanJson(text) === undefined, text).toBe(parses(text));
      }),
      { numRuns: 5000 },
    );
  });
  test('calls every proper beginning of an object cut, and nothing else', () => {
    fc.assert(
      fc.property(fc.object({ withBigInt: false }), (value) => {
        const text = JSON.stringify({ 'k"\\\u0001é': value, n: [-0.5e-7, 12, true, false, null] });
        for (let end = 0; end < text.length; end++) expect(scanJson(text.slice(0, end))?.kind, text.slice(0, end)).toBe('end');
      }),
      { numRuns: 100 },
    );
    for (const text of [
      '{"a":1}}',
      '{"a":01',
      '{"a":1.e',
      '{"a":"\\x',
      '{"a":"\\uzz',
      '{"a" "b"',
      '{,',
      '[1,]',
      '{"a":1,}',
      'nul1',
      '{"a":--',
      '{a',
    ])
      expect(scanJson(text)?.kind, text).toBe('token');
  });
  test('does not recurse', () => expect(scanJson('['.repeat(200_000))).toEqual({ kind: 'end', offset: 200_000 }));
});

test('lineOfPath finds the line of a value, or of what is around it', () => {
  const text = '[\n  {"a": 1},\n  {\n    "a": {\n      "b": [\n        true,\n        "x\\n"\n      ]\n    }\n  }\n]\n';
  expect(lineOfPath(text, [0])).toBe(2);
  expect(lineOfPath(text, [0, 'a'])).toBe(2);
  expect(lineOfPath(text, [1])).toBe(3);
  expect(lineOfPath(text, [1, 'a', 'b', 1])).toBe(7);
  expect(lineOfPath(text, [1, 'missing'])).toBe(3);
  expect(lineOfPath(text, [])).toBe(1);
});

describe('parseJsonFile', () => {
  test('drops a byte order mark', () => expect(parseJsonFile('\ufeff[1]', 'f')).toEqual([1]));
  test.each([
    ['[\n1,\nNaN\n]', 3],
    ['{\n"a": 1\n"b": 2}', 3],
    ['[\n1,\n2', 3],
    ['{"a":\n\n1e400}', 3],
    ['', 1],
  ])('names the line of a fault: %j', (text, line) => {
    expect(() => parseJsonFile(text, 'f')).toThrow(InputError);
    expect(() => parseJsonFile(text, 'f')).toThrow(`f:${line}: `);
  });
});
