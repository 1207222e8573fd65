import { describe, expect, test } from 'vitest';
import { scaleOver } from '../../src/charts/scale.ts';
import { type Sized, sizes } from '../../src/charts/sizes.ts';
import { picture } from './pictures.ts';
import { rows } from './rows.ts';

const all = rows<Sized & { probe_set: string }>('sizes');
const on = (set: string) => all.filter(({ probe_set }) => probe_set === set);
const drawn = (set: string, width: number, given = on(set)) =>
  sizes(given, {
    scale: scaleOver(set === 'P100' ? given.flatMap(({ low, high }) => [low, high]) : [0, ...given.map(({ mean }) => mean)], {
      most: 5,
      margin: 0.08,
    }),
    sizes: all.map(({ params_b }) => params_b),
    width,
    height: 480,
    right: 108,
    heading: set,
    ariaLabel: `Sizes, ${set}`,
  });

describe('averages by size', () => {
  picture('sizes-p100', () => drawn('P100', 330));
  picture('sizes-p20', () => drawn('P20', 484));
  picture('sizes-p20-narrow', () => drawn('P20', 330));

  test('every model is drawn, filled where it is LEK-tuned, small where it has no rows', () => {
    const marks = [...drawn('P20', 484).matchAll(/<g[^>]*class="mark ([^"]+)"[^>]*>(.*?)<\/g>/g)].map(([, classes, inside]) => ({
      classes: classes as string,
      marks: (inside as string).match(/<circle/g)?.length ?? 0,
    }));
    const sum = (test: (classes: string) => boolean) =>
      marks.filter(({ classes }) => test(classes)).reduce((total, each) => total + each.marks, 0);
    expect(sum(() => true)).toBe(29);
    expect(sum((classes) => /\blek\b/.test(classes))).toBe(9);
    expect(sum((classes) => /\bsmall\b/.test(classes))).toBe(23);
  });

  test('no two marks stand in one place', () => {
    for (const width of [330, 484]) {
      const places = [...drawn('P20', width).matchAll(/<circle r="([\d.]+)" cy="([\d.]+)" cx="([\d.]+)"/g)].map(([, r, y, x]) => ({
        r: Number(r),
        y: Number(y),
        x: Number(x),
      }));
      expect(places.length).toBe(29);
      for (const [index, a] of places.entries())
        for (const b of places.slice(index + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(Math.max(a.r, b.r));
    }
  });

  test('every model of a small set is named', () => {
    const svg = drawn('P100', 372);
    for (const { name } of on('P100').filter(({ name }) => name.length < 16)) expect(svg).toContain(`>${name}</text>`);
  });

  test('names of any length and kind are not drawn beyond the chart', () => {
    const strange = on('P100').map((row) => ({ ...row, name: `${'<i>'.repeat(20)}${'W'.repeat(60)}` }));
    expect(drawn('P100', 330, strange)).not.toMatch(/<i>|<text[^>]*>[^<]*W/);
  });
});
