import { familyClass, shapeOf } from '../charts/marks.ts';
import { at, type Scale, x } from '../charts/scale.ts';
import { signed } from '../format.ts';
import { svg } from './nodes.ts';

// The plot cells of tables that are made in the browser, with the classes and by the rules of the components that draw them at build
// (Plot, Whisker, Mark, Axis).

export interface MarkOf {
  family: string;
  kind: string;
  condition: string;
}

/** A mark of a model in a plot cell, centred in the row. */
export function mark(scale: Scale, value: number, { family, kind, condition }: MarkOf): SVGElement {
  const { element, attributes } = shapeOf(condition);
  const classes = ['mark', familyClass(family), ...(kind === 'lek' ? ['lek'] : [])].join(' ');
  return svg('svg', { x: x(scale, value), y: '50%', overflow: 'visible' }, svg(element, { class: classes, ...attributes }));
}

/** An interval within the scale; grey where it holds zero. */
export function whisker(scale: Scale, low: number, high: number, family: string): SVGElement {
  const classes = ['whisker', familyClass(family), ...(low <= 0 && high >= 0 ? ['null'] : [])].join(' ');
  return svg('line', { class: classes, x1: `${at(scale, low)}%`, x2: `${at(scale, high)}%`, y1: '50%', y2: '50%' });
}

/** A plot cell of differences: the grid, a solid line at zero, and what is drawn on it. */
export function plot(scale: Scale, ...marks: (SVGElement | undefined)[]): SVGElement {
  const grid = scale.ticks.map((tick) =>
    svg('line', { class: tick === 0 ? 'zero-line' : 'grid-line', x1: x(scale, tick), x2: x(scale, tick), y1: 0, y2: '100%' }),
  );
  return svg('svg', { 'aria-hidden': 'true', focusable: 'false' }, ...grid, ...marks);
}

/** The ends of an axis of differences, for a table's head: which side is lower, which higher, where there is room beside the next head. */
export const sidesOf = (scale: Scale): SVGElement[] => [
  svg('text', { x: x(scale, 0), dx: -7, y: 14, 'text-anchor': 'end' }, 'lower'),
  ...(at(scale, 0) > 70 ? [] : [svg('text', { x: x(scale, 0), dx: 7, y: 14 }, 'higher')]),
];

/** The labels of an axis of differences, for a table's foot. */
export const labelsOf = (scale: Scale): SVGElement[] =>
  scale.ticks.map((tick) =>
    svg('text', { x: x(scale, tick), y: 16, 'text-anchor': 'middle' }, signed(tick, Number.isInteger(tick) ? 0 : 1)),
  );
