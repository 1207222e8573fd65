import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { draw, Plot } from '../../src/charts/plot.ts';
import { picture } from './pictures.ts';

const differences = [-13.3, -2.1, -0.4, 0, 0, 0.7, 1.9, 3.2, 27.5].map((difference, index) => ({ index, difference }));
const dots = () =>
  draw({
    width: 320,
    height: 120,
    ariaLabel: 'Nine differences, sorted',
    x: { axis: null },
    y: { grid: true, label: null },
    marks: [Plot.ruleY([0]), Plot.dot(differences, { x: 'index', y: 'difference', r: 2 })],
  });

describe('a chart drawn at build', () => {
  picture('sorted-dots', dots);
  picture('empty', () => draw({ width: 100, height: 40, ariaLabel: 'Nothing', marks: [Plot.frame()] }));

  test('is the same text each time', () => expect(dots()).toBe(dots()));

  test('holds nothing that the policy of the site forbids', () => {
    expect(dots()).not.toMatch(/<style|\sstyle=|<script/);
  });

  test('is one image to a screen reader', () => {
    expect(dots()).toMatch(/^<svg[^>]*role="img"/);
    expect(dots().match(/aria-label="/g)).toEqual(['aria-label="']);
    expect(dots()).toContain('aria-label="Nine differences, sorted"');
  });

  test('shows text from data as text', () => {
    const hostile = '<img src=x onerror=alert(1)>‮"';
    const svg = draw({
      width: 100,
      height: 40,
      ariaLabel: hostile,
      marks: [Plot.text([hostile], { text: (d) => d, frameAnchor: 'middle' })],
    });
    const { document } = parseHTML(`<body>${svg}</body>`);
    expect(document.querySelector('img')).toBeNull();
    expect(document.querySelector('svg')?.getAttribute('aria-label')).toBe(hostile);
    expect(document.querySelector('text')?.textContent).toBe(hostile);
  });

  test('refuses a legend, which would not be an image alone', () => {
    expect(() => draw({ ariaLabel: 'x', color: { legend: true }, marks: [Plot.dot([{ a: 1, b: 'c' }], { x: 'a', fill: 'b' })] })).toThrow(
      /legend/,
    );
  });
});

test('a doubled picture name throws', () => {
  expect(() => picture('sorted-dots', dots)).toThrow(/is there already/);
});
