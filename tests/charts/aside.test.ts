import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Box, labelled, moved, setAside } from '../../src/charts/aside.ts';

const box = (x: number, y: number, half = 5): Box => ({ left: x - half, right: x + half, top: y - half, bottom: y + half });
const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('marks set apart', () => {
  test('stay where there is room', () => {
    expect(setAside([[box(0, 0)], [box(20, 0)], [box(0, 20)]], 24)).toEqual([0, 0, 0]);
    expect(setAside([], 24)).toEqual([]);
  });

  test('move as little as possible, the wide one not at all', () => {
    const whisker: Box = { left: -40, right: 40, top: -1, bottom: 1 };
    // The second mark has to clear the whisker (1 px) with its own half height (5 px).
    expect(setAside([[box(20, 0)], [box(0, 0), whisker]], 24)).toEqual([6, 0]);
  });

  test('stay where nothing within reach is free', () => {
    expect(setAside([[box(0, 0)], [box(0, 0)]], 9)).toEqual([0, 0]);
    expect(setAside([[box(0, 0)], [box(0, 0)]], 10)).toEqual([0, 10]);
  });

  test('never meet, whatever is drawn, as long as there is room within reach', () => {
    const drawing = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })).map(([x, y]) => [box(x, y)]);
    fc.assert(
      fc.property(fc.array(drawing, { maxLength: 12 }), (drawings) => {
        const offsets = setAside(drawings, 400);
        const placed = drawings.map((boxes, index) => moved(boxes, offsets[index] as number)[0] as Box);
        for (const [index, a] of placed.entries()) for (const b of placed.slice(index + 1)) expect(meet(a, b)).toBe(false);
      }),
    );
  });
});

describe('names beside marks', () => {
  const frame = { left: 0, right: 200, top: 0, bottom: 200 };

  test('stand at the right where there is room, else at the left, else nowhere', () => {
    expect(labelled([[box(20, 50)], [box(190, 100)]], [60, 60], frame)).toEqual([
      { index: 0, side: 'right', x: 31 },
      { index: 1, side: 'left', x: 179 },
    ]);
    expect(labelled([[box(20, 50)]], [400], frame)).toEqual([]);
  });

  test('begin behind the interval, at the height of the mark', () => {
    expect(labelled([[box(50, 50), { left: 10, right: 90, top: 49, bottom: 51 }]], [60], frame)).toEqual([
      { index: 0, side: 'right', x: 96 },
    ]);
  });

  test('cover neither a mark nor another name', () => {
    const names = labelled([[box(20, 50)], [box(50, 50)], [box(20, 58)]], [60, 60, 60], frame);
    expect(names.map(({ index }) => index)).not.toContain(0);
  });
});
