import { describe, expect, test } from 'vitest';
import { compareValues, nextOrder, searchOf, shows, stateOf } from '../../src/browser/board-state.ts';
import { shownSentence } from '../../src/words/board.ts';

const TABLES = ['p100', 'p20', 'here'];

describe('the state in the address', () => {
  test('is read and written back', () => {
    const search = '?condition=json&family=GPT-OSS&size=5-to-10&kind=lek&p100=-median&p20=txt';
    const state = stateOf(search, TABLES);
    expect(state).toMatchObject({ condition: 'json', family: 'GPT-OSS', size: '5-to-10', kind: 'lek' });
    expect(state.orders.get('p100')).toEqual({ key: 'median', direction: 'ascending' });
    expect(state.orders.get('p20')).toEqual({ key: 'txt', direction: 'descending' });
    expect(searchOf(state)).toBe(search);
  });

  test('asks for nothing where nothing is written, and passes over what is no state', () => {
    expect(searchOf(stateOf('', TABLES))).toBe('');
    expect(stateOf('?p100="><b>&other=1', TABLES).orders.size).toBe(0);
    expect(searchOf(stateOf('?family=A%26B', TABLES))).toBe('?family=A%26B');
  });
});

describe('a filter', () => {
  const row = { condition: 'json', family: 'Gemma', kind: 'base', params_b: 4 };
  const asks = (search: string) => stateOf(search, TABLES);

  test('shows what fits all that was asked', () => {
    expect(shows(asks(''), row)).toBe(true);
    expect(shows(asks('?family=Gemma&kind=base&size=under-5&condition=json'), row)).toBe(true);
    for (const other of ['?family=Qwen', '?kind=lek', '?size=5-to-10', '?condition=txt']) expect(shows(asks(other), row)).toBe(false);
  });

  test('has every size in one range, bounds in the upper one', () => {
    const size = (params_b: number) =>
      ['under-5', '5-to-10', 'over-10'].filter((each) => shows(asks(`?size=${each}`), { ...row, params_b }));
    expect([0.1, 4.9, 5, 9.9, 10, 27].map(size)).toEqual([['under-5'], ['under-5'], ['5-to-10'], ['5-to-10'], ['over-10'], ['over-10']]);
  });

  test('leaves rows that hold every condition', () => {
    const { condition: _, ...every } = row;
    expect(shows(asks('?condition=txt'), every)).toBe(true);
  });
});

describe('an order', () => {
  const sorted = (values: (string | undefined)[], direction: 'ascending' | 'descending') =>
    values.toSorted((a, b) => compareValues(a, b, direction));

  test('takes numbers as numbers and names with their numbers', () => {
    expect(sorted(['9.5', '-3', '21.74'], 'descending')).toEqual(['21.74', '9.5', '-3']);
    expect(sorted(['Gemma 3 12B', 'Gemma 3 4B', 'Qwen3 8B'], 'ascending')).toEqual(['Gemma 3 4B', 'Gemma 3 12B', 'Qwen3 8B']);
  });

  test('keeps rows without a value at the end in either direction', () => {
    // toSorted itself puts undefined last, so the values are wrapped.
    const last = (direction: 'ascending' | 'descending') =>
      [{ v: undefined }, { v: '1' }, { v: '2' }].toSorted((a, b) => compareValues(a.v, b.v, direction)).at(-1)?.v;
    expect(last('ascending')).toBeUndefined();
    expect(last('descending')).toBeUndefined();
  });

  test('turns with each press, and returns to the order of the page', () => {
    const once = nextOrder(undefined, 'mean', 'descending');
    const twice = nextOrder(once, 'mean', 'descending');
    expect(once).toEqual({ key: 'mean', direction: 'descending' });
    expect(twice).toEqual({ key: 'mean', direction: 'ascending' });
    expect(nextOrder(twice, 'mean', 'descending')).toBeUndefined();
    expect(nextOrder(twice, 'name', 'ascending')).toEqual({ key: 'name', direction: 'ascending' });
  });
});

test('the line says how many rows are shown, tables of one title together', () => {
  expect(shownSentence([{ title: 'P100', shown: 3, all: 18 }])).toBe('Shown: 3 of 18 rows of P100.');
  expect(
    shownSentence([
      { title: 'P100', shown: 18, all: 18 },
      { title: 'P20', shown: 0, all: 29 },
      { title: 'P20', shown: 1, all: 1 },
    ]),
  ).toBe('Shown: all 18 rows of P100 and 1 of 30 rows of P20.');
});
