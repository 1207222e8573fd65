import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Value } from '../../pipeline/notebooks/answer.ts';
import { lineOf, WHOLE, wholeOf } from '../../src/browser/answer/cells.ts';
import { linksFor } from '../../src/browser/answer/links.ts';
import { nextSorting, sortedOrder } from '../../src/browser/answer/sort.ts';
import { summaryOf } from '../../src/browser/answer/summaries.ts';

const column = (type: string, values: Value[]): Answer => ({ columns: [{ name: 'a', type }], rows: values.map((value) => [value]) });
const sorted = (answer: Answer, direction: 'ascending' | 'descending') =>
  [...sortedOrder(answer, { column: 0, direction })].map((row) => answer.rows[row]?.[0]);

describe('sorting', () => {
  test('a column head goes through two orders and back; numbers begin with the highest', () => {
    const names = nextSorting(undefined, 1, false);
    expect(names).toEqual({ column: 1, direction: 'ascending' });
    expect(nextSorting(names, 1, false)).toEqual({ column: 1, direction: 'descending' });
    expect(nextSorting(nextSorting(names, 1, false), 1, false)).toBeUndefined();
    expect(nextSorting(names, 2, true)).toEqual({ column: 2, direction: 'descending' });
    expect(nextSorting({ column: 2, direction: 'ascending' }, 2, true)).toBeUndefined();
  });

  test('numbers by value, not by text; NaN above all; NULL last in both directions', () => {
    const numbers = column('DOUBLE', [10, 9, null, -1, 'NaN', 'Infinity', 1e-9]);
    expect(sorted(numbers, 'ascending')).toEqual([-1, 1e-9, 9, 10, 'Infinity', 'NaN', null]);
    expect(sorted(numbers, 'descending')).toEqual(['NaN', 'Infinity', 10, 9, 1e-9, -1, null]);
  });

  test('great integers that are one double are still told apart', () => {
    expect(sorted(column('HUGEINT', ['9007199254740993', '9007199254740992', 5]), 'ascending')).toEqual([
      5,
      '9007199254740992',
      '9007199254740993',
    ]);
  });

  test('texts by their characters, the text null among them', () => {
    expect(sorted(column('VARCHAR', ['b', 'null', null, 'B', '']), 'ascending')).toEqual(['', 'B', 'b', 'null', null]);
  });

  test('any texts stand as their UTF-16 units do', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 6 })), (texts) => {
        expect(sorted(column('VARCHAR', texts), 'ascending')).toEqual([...texts].sort());
      }),
    );
  });

  test('is stable in both directions, and the order of the answer without', () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 3 }))),
        fc.constantFrom('ascending' as const, 'descending' as const),
        (values, direction) => {
          const order = [...sortedOrder(column('INTEGER', values), { column: 0, direction })];
          expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, index) => index));
          for (const [index, row] of order.entries()) {
            const next = order[index + 1];
            if (next !== undefined && values[row] === values[next]) expect(row).toBeLessThan(next);
          }
        },
      ),
    );
    expect([...sortedOrder(column('INTEGER', [3, 1, 2]), undefined)]).toEqual([0, 1, 2]);
  });
});

describe('summaries', () => {
  test('numbers have a range and a spread over it', () => {
    const { kind, nulls, distinct, range, bins } = summaryOf(column('DOUBLE', [0, 16, 8, null, 'NaN', 8]), 0);
    expect({ kind, nulls, distinct, range }).toEqual({ kind: 'number', nulls: 1, distinct: 4, range: { low: 0, high: 16 } });
    expect(bins.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1]);
    expect(bins[8]?.label).toBe('8 to 9');
  });

  test('a few texts are counted, the most frequent first; many are only told apart', () => {
    expect(summaryOf(column('VARCHAR', ['a', 'b', 'b', null, '']), 0)).toEqual({
      kind: 'text',
      nulls: 1,
      distinct: 3,
      bins: [
        { label: 'b', count: 2 },
        { label: '', count: 1 },
        { label: 'a', count: 1 },
      ],
    });
    expect(
      summaryOf(
        column(
          'VARCHAR',
          Array.from({ length: 50 }, (_, index) => `${index}`),
        ),
        0,
      ),
    ).toMatchObject({ distinct: 50, bins: [] });
  });

  test('times have a range, lists are told apart by what they hold', () => {
    expect(summaryOf(column('DATE', ['2026-02-19', '2026-02-18']), 0).range).toEqual({ low: '2026-02-18', high: '2026-02-19' });
    expect(summaryOf(column('INTEGER[]', [[1], [1], [2]]), 0)).toMatchObject({ kind: 'nested', distinct: 2 });
  });

  test('nothing, one value and NULL alone have one too', () => {
    expect(summaryOf(column('DOUBLE', []), 0)).toEqual({ kind: 'number', nulls: 0, distinct: 0, bins: [] });
    expect(summaryOf(column('DOUBLE', [null, null]), 0)).toMatchObject({ nulls: 2, bins: [] });
    expect(summaryOf(column('DOUBLE', [5, 5]), 0)).toMatchObject({ range: { low: 5, high: 5 }, bins: [{ label: '5', count: 2 }] });
    expect(
      summaryOf(
        column(
          'DOUBLE',
          Array.from({ length: 200_000 }, (_, index) => index),
        ),
        0,
      ).range,
    ).toEqual({ low: 0, high: 199_999 });
  });
});

describe('cells', () => {
  test('a cell is one line, cut, without turns of direction', () => {
    expect(lineOf('a\n\tb\u0000\u202ec', 0)).toBe('a b �c');
    expect(lineOf('x'.repeat(1_000_000), 0)).toBe(`${'x'.repeat(400)}…`);
    expect([lineOf(21.7376, 2), lineOf(true, 0), lineOf([1, { a: null }], 0)]).toEqual(['21.74', 'true', '[1,{"a":null}]']);
  });

  test('the whole text keeps its lines, shows its controls, and is cut only where a browser could not show it', () => {
    expect(wholeOf('a\r\nb\tc\u0000\u001b[31m\u202e\u007f')).toMatchObject({ text: 'a\nb\tc␀␛[31m�␡', length: 14 });
    expect(wholeOf('x'.repeat(1_000_000))).toMatchObject({ shown: WHOLE, length: 1_000_000 });
    expect(wholeOf({ a: [1] }).text).toBe('{\n  "a": [\n    1\n  ]\n}');
  });
});

describe('links of cells', () => {
  const columns = ['run_id', 'probe_id', 'model_id', 'condition', 'other'].map((name) => ({ name, type: 'VARCHAR' }));
  const known = { models: ['m-1.0'], probes: ['P01', 'P02'], runs: { 'm-1.0.p100': ['P01'] } };
  const link = linksFor(columns, known, { models: '/x/models/', runs: '/x/runs/', probes: '/x/probes/', results: '/x/results/' });
  const links = (...row: Value[]) => columns.map((_, index) => link(row, index));

  test('lead to pages that are there, a probe of a run to its score', () => {
    expect(links('m-1.0.p100', 'P01', 'm-1.0', 'json', 'm-1.0')).toEqual([
      '/x/runs/m-1.0.p100/',
      '/x/results/m-1.0.p100/P01/#json',
      '/x/models/m-1.0/',
      undefined,
      undefined,
    ]);
    expect(links('m-1.0.p100', 'P02', null, null, null)).toEqual([
      '/x/runs/m-1.0.p100/',
      '/x/probes/P02/',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('are not made of what is no known id, whatever it says', () => {
    for (const id of ['javascript:alert(1)', '../../evil', '__proto__', 'constructor', 'M-1.0', ''])
      expect(links(id, id, id, id, id)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(links('m-1.0.p100', 'P01', 3, '"><b>', null)[1]).toBe('/x/results/m-1.0.p100/P01/');
  });
});
