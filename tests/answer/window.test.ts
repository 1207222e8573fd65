import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnWidths } from '../../src/browser/answer/widths.ts';
import { topOf, windowAt } from '../../src/browser/answer/window.ts';

test('all rows of a short table are laid out, without empty space', () => {
  expect(windowAt({ rows: 5, height: 32, top: 0, visible: 600 })).toEqual({ first: 0, last: 5, above: 0, below: 0 });
  expect(windowAt({ rows: 0, height: 32, top: 0, visible: 600 })).toEqual({ first: 0, last: 0, above: 0, below: 0 });
});

test('of many rows those in view are, and the rest is empty space of their height', () => {
  const { first, last, above, below } = windowAt({ rows: 100_000, height: 32, top: 32_000, visible: 640, spare: 10 });
  expect([first, last]).toEqual([990, 1031]);
  expect(above + (last - first) * 32 + below).toBe(3_200_000);
});

test('wherever it is scrolled to, what is in view is laid out, the last row at the end', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(32, 40, 31.5),
      (rows, share, height) => {
        const visible = 500;
        const tall = Math.min(rows * height, 8_000_000);
        const top = share * Math.max(0, tall - visible);
        const at = windowAt({ rows, height, top, visible });
        expect(at.last - at.first).toBeLessThan(60);
        expect(at.above).toBeLessThanOrEqual(top + 1);
        expect(at.above + (at.last - at.first) * height).toBeGreaterThanOrEqual(Math.min(top + visible, tall) - height);
        const end = windowAt({ rows, height, top: tall, visible });
        expect(end.last).toBe(rows);
      },
    ),
  );
});

test('a row that is scrolled to is laid out, also where there are more than a page can be tall', () => {
  for (const rows of [50, 100_000, 2_000_000])
    for (const row of [0, 1, 17, Math.floor(rows / 3), rows - 1]) {
      const of = { rows, height: 32, visible: 640 };
      const { first, last } = windowAt({ ...of, top: topOf(row, of) });
      expect(first).toBeLessThanOrEqual(row);
      expect(last).toBeGreaterThan(row);
    }
});

test('columns are as wide as their heads and cells need, within bounds', () => {
  const columns = ['n', 'a_rather_long_name', 'text'].map((name) => ({ name, type: 'VARCHAR', figures: false, decimals: 0 }));
  const [narrow, middle, wide] = columnWidths({ rows: [[1, 2, 'x'.repeat(1_000_000)]] }, columns) as [number, number, number];
  expect([narrow, wide]).toEqual([88, 360]);
  expect(middle).toBeGreaterThan(130);
  expect(middle).toBeLessThan(200);
});
