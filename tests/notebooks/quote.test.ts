import { describe, expect, test } from 'vitest';
import { formatValue } from '../../pipeline/notebooks/format.ts';
import { type Answer, answerSentence, parseWhere, quotedText, quotedValue, textOfQuote } from '../../pipeline/notebooks/index.ts';

const answer: Answer = {
  columns: [
    { name: 'model_id', type: 'VARCHAR' },
    { name: 'n', type: 'BIGINT' },
    { name: 'mean', type: 'DOUBLE' },
  ],
  rows: [
    ['a', 101, -1.725],
    ['b', 101, null],
  ],
};

describe('a quote', () => {
  test('is the one row that its conditions fit, whatever the order of the rows', () => {
    expect(quotedValue({ where: parseWhere('model_id=a'), column: 'mean' }, answer)).toBe(-1.725);
    expect(quotedValue({ where: parseWhere("model_id='b' AND n=101"), column: 'n' }, answer)).toBe(101);
  });

  test('is an error where it fits none, several, a column that is not there, or no value', () => {
    const of = (where: string, column: string) => () =>
      quotedText({ where: where ? parseWhere(where) : [], column, format: undefined }, answer);
    expect(of('model_id=c', 'mean')).toThrow('model_id=c fits 0 rows');
    expect(of('n=101', 'mean')).toThrow('n=101 fits 2 rows');
    expect(of('', 'mean')).toThrow('no condition fits 2 rows');
    expect(of('model_id=a', 'median')).toThrow('no column median; there are model_id, n, mean');
    expect(of('model_id=b', 'mean')).toThrow('NULL');
  });

  test('names its notebook and line', () => {
    const quote = { cell: 'means', where: parseWhere('model_id=c'), column: 'mean', format: undefined, line: 7 };
    expect(() => textOfQuote(quote, new Map([['means', answer]]), { file: 'made.mdx', scope: 'published' })).toThrow(
      /^made\.mdx:7: <Value> of cell means/,
    );
  });
});

describe('a value in prose', () => {
  test.each([
    [10.105, '.2f', '10.11'],
    [-1.725, '.2f', '−1.72'],
    [1.2614, '+.2f', '+1.26'],
    [1985, undefined, '1,985'],
    [0.5, undefined, '0.50'],
    [0.985, '.0%', '99\u00a0%'],
    [0.9849, '.1%', '98.5\u00a0%'],
    [0.0005, 'p', '<\u00a0.001'],
    [0.0194, 'p', '.019'],
    [1, 'p', '1'],
    [0.99999, 'p', '>\u00a0.999'],
    [-0.001, '.1f', '0.0'],
  ])('%d as %s is %s', (value, format, text) => {
    expect(formatValue(value, format)).toBe(text);
  });

  test('takes no format that is none', () => {
    expect(() => formatValue(1, 'two')).toThrow('no format of d3-format');
    expect(() => formatValue('text', '.2f')).toThrow('takes no format');
    expect(() => formatValue([1])).toThrow('a list cannot stand in a sentence');
  });
});

test('the first sentence of an answer has its values filled in', () => {
  const quote = { cell: 'means', where: parseWhere('model_id=a'), column: 'mean', format: '.2f', line: 1 };
  const notebook = { file: 'made.mdx', scope: 'published' as const, answer: ['It is ', quote, ' points\n', 'of a. And more.'] };
  expect(answerSentence(notebook, new Map([['means', answer]]))).toBe('It is −1.72 points of a.');
});
