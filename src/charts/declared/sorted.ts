import type { Columns } from './columns.ts';

/**
 * Numbers of the rows in the order that `sort` asks for: the first column counts most, `-name` is falling, what has no value comes
 * last, and equals keep the order of the answer.
 */
export function sortedRows(sort: readonly string[] | undefined, columns: Columns): number[] {
  const keys = (sort ?? []).map((name) => {
    const falling = name.startsWith('-');
    const column = falling ? name.slice(1) : name;
    const number = columns.kind(column, 'sort') === 'number';
    const values = number ? columns.numbers(column, 'sort') : columns.texts(column, 'sort').map((text) => (text === '' ? null : text));
    return { falling, values };
  });
  return Array.from({ length: columns.count }, (_, row) => row).sort((a, b) => {
    for (const { falling, values } of keys) {
      const [one, other] = [values[a] ?? null, values[b] ?? null];
      if (one === other) continue;
      if (one === null) return 1;
      if (other === null) return -1;
      const order = one < other ? -1 : 1;
      return falling ? -order : order;
    }
    return a - b;
  });
}
