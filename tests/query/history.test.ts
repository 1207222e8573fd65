import { describe, expect, test } from 'vitest';
import { type Asked, KEPT, openHistory, parseHistory, withAsked } from '../../src/browser/query-history.ts';

/** A browser's storage with room for so many characters. */
function storage(room = Number.POSITIVE_INFINITY): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    removeItem: (key) => void held.delete(key),
    setItem: (key, value) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, value);
    },
  };
}

const asked = (sql: string, at = 1): Asked => ({ sql, at, rows: 3 });

describe('queries asked before', () => {
  test('the last one stands first, and the same again takes the place of its earlier run', () => {
    const list = [asked('a'), asked('b'), asked('c')].reduce(withAsked, [] as Asked[]);
    expect(list.map(({ sql }) => sql)).toEqual(['c', 'b', 'a']);
    expect(withAsked(list, asked('a', 9))).toEqual([asked('a', 9), asked('c'), asked('b')]);
  });

  test('a hundred are kept; an empty one and one too long are not', () => {
    let list: Asked[] = [];
    for (let index = 0; index < KEPT + 20; index += 1) list = withAsked(list, asked(`SELECT ${index}`));
    expect(list).toHaveLength(KEPT);
    expect(list[0]?.sql).toBe(`SELECT ${KEPT + 19}`);
    expect(withAsked([], asked(' \n'))).toEqual([]);
    expect(withAsked([], asked('x'.repeat(20_001)))).toEqual([]);
  });

  test('what is stored is not trusted', () => {
    expect(parseHistory(null)).toEqual([]);
    for (const text of [
      '',
      '{',
      '{}',
      'null',
      '1',
      '["a"]',
      '[{"sql":1,"at":2}]',
      '[{"sql":"a"}]',
      '[{"sql":"a","at":1,"rows":"3"}]',
      '[null]',
    ])
      expect(parseHistory(text), text).toEqual([]);
    expect(parseHistory('[{"sql":"a","at":1},{"sql":2}]')).toEqual([{ sql: 'a', at: 1 }]);
  });

  test('it outlives the page, and can be forgotten', () => {
    const kept = storage();
    const first = openHistory(() => kept);
    first.add(asked('a'));
    first.add({ sql: 'b', at: 2, error: 'Table with name x does not exist!' });
    const second = openHistory(() => kept);
    expect(second.list().map(({ sql }) => sql)).toEqual(['b', 'a']);
    // Two pages at once: neither loses what the other asked.
    second.add(asked('c'));
    first.add(asked('d'));
    expect(
      openHistory(() => kept)
        .list()
        .map(({ sql }) => sql),
    ).toEqual(['d', 'c', 'b', 'a']);
    first.clear();
    expect(openHistory(() => kept).list()).toEqual([]);
  });

  test('without storage the page keeps it for itself', () => {
    const denied = openHistory(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    denied.add(asked('a'));
    denied.add(asked('b'));
    expect(denied.list().map(({ sql }) => sql)).toEqual(['b', 'a']);
    denied.clear();
    expect(denied.list()).toEqual([]);
  });

  test('a storage that is full keeps the last ones', () => {
    const small = storage(700);
    const history = openHistory(() => small);
    for (let index = 0; index < 40; index += 1) history.add(asked(`SELECT ${index}`));
    const left = openHistory(() => small).list();
    expect(left.length).toBeGreaterThan(3);
    expect(left[0]?.sql).toBe('SELECT 39');
  });
});
