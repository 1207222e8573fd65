import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar, box, running, through, uprights } from '../../src/charts/stretched.ts';
import { placeOf, strip } from '../../src/charts/strip.ts';

describe('a waterfall', () => {
  test('runs from zero to the score, in whole tenths', () => {
    expect(running([4, 0.6, 0, -20])).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 4.6 },
      { from: 4.6, to: 4.6 },
      { from: 4.6, to: -15.4 },
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -200, max: 60 }), { minLength: 1, maxLength: 14 }), (tenths) => {
        const steps = running(tenths.map((each) => each / 10));
        const sum = tenths.reduce((all, each) => all + each, 0);
        expect(steps.at(-1)?.to).toBe(sum / 10);
        for (const [index, step] of steps.entries()) expect(step.from).toBe(index === 0 ? 0 : steps[index - 1]?.to);
      }),
    );
  });

  test('is drawn in points: filled where it adds, hollow where it takes away, a line alone where it does neither', () => {
    expect(box({ low: -22.4, high: 33.6, ticks: [] })).toBe('-22.4 0 56 2');
    expect(uprights([-20, 20])).toBe('M-20 0V2M20 0V2');
    expect(through({ from: 4, to: 10 })).toBe('M4 0V1M10 1V2');
    expect(through({ from: 4, to: 4 })).toBe('M4 0V2');
    expect(bar({ from: 4, to: 10 })).toEqual({ adds: true, path: 'M4 1H10' });
    expect(bar({ from: 4, to: -6 })).toEqual({ adds: false, path: 'M4 0.68H-6V1.32H4Z' });
    expect(bar({ from: 4, to: 4 })).toBeUndefined();
  });
});

describe('a strip', () => {
  const scale = { low: -10, high: 10, ticks: [] };

  test('is sorted, a dot a value; each dot a step from the one before', () => {
    const drawn = strip([3, -1.5, 3, 0], scale);
    expect(drawn).toEqual({ sorted: [-1.5, 0, 3, 3], viewBox: '0 -10 3 20', path: 'M0 1.5h0m1 -1.5h0m1 -3h0m1 0h0' });
  });

  test('the steps end where the last value is', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 101 }), (values) => {
        const drawn = strip(values, scale);
        const sum = [...drawn.path.matchAll(/[Mm]\S+ (\S+?)h0/g)].reduce((y, [, step]) => y + Number(step), 0);
        expect(sum).toBeCloseTo(-Math.max(...values), 1);
      }),
    );
  });

  test('knows where a value stands: the first of equal ones', () => {
    const drawn = strip([3, -1.5, 3, 0], scale);
    expect(placeOf(3, drawn, scale)).toEqual({ x: 66.67, y: 35 });
    expect(placeOf(-1.5, drawn, scale)).toEqual({ x: 0, y: 57.5 });
    expect(placeOf(5, strip([5], scale), scale)).toEqual({ x: 0, y: 25 });
  });
});
