import { expect, test } from 'vitest';
import { isAnswered, textOfQuote } from '../../pipeline/notebooks/quote.ts';

const answers = new Map([
  [
    'effects',
    {
      columns: [
        { name: 'condition', type: 'VARCHAR' },
        { name: 'low', type: 'DOUBLE' },
      ],
      rows: [
        ['json', null],
        ['txt', -1.25],
      ],
    },
  ],
]);
const quote = (equals: string) => ({ cell: 'effects', where: [{ column: 'condition', equals }], column: 'low', format: '+.2f', line: 7 });

test('over all data a value that is not there is a dash, since its run may not be in the build', () => {
  const all = { file: 'made.mdx', scope: 'all' } as const;
  expect(textOfQuote(quote('json'), answers, all)).toBe('–');
  expect(textOfQuote(quote('txt'), answers, all)).toBe('−1.25');
  expect(() => textOfQuote(quote('placebo'), answers, all)).toThrow('fits 0 rows where one is meant');
});

test('among published figures it is a fault, named by file and line', () => {
  expect(() => textOfQuote(quote('json'), answers, { file: 'made.mdx', scope: 'published' })).toThrow(/made\.mdx.*7.*the row holds NULL/s);
});

test('an answer is one where each of its values is there', () => {
  expect(isAnswered({ answer: ['It moves by ', quote('txt'), '.'] }, answers)).toBe(true);
  expect(isAnswered({ answer: ['It moves by ', quote('txt'), ' and ', quote('json'), '.'] }, answers)).toBe(false);
  expect(isAnswered({ answer: ['No figure.'] }, answers)).toBe(true);
});
