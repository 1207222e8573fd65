import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { Plot } from '../clean.ts';
import { conditionName, familyClass, shapeOf } from '../marks.ts';
import type { Axis } from './axis.ts';
import type { Columns } from './columns.ts';

// The site's one encoding for rows of any answer: hue = family, filled = LEK, shape = condition.

/** What tells a row's mark; a part is missing where the chart names no column for it. */
export interface Encoded {
  family?: string;
  kind?: string;
  condition?: string;
}

type Named = Extract<ChartSpec, { mark: 'dot' | 'line' }>;

/** The encoding of each row. */
export function encodedRows({ family, kind, condition }: Pick<Named, 'family' | 'kind' | 'condition'>, columns: Columns): Encoded[] {
  const families = family === undefined ? [] : columns.texts(family, 'family');
  const kinds = kind === undefined ? [] : columns.texts(kind, 'kind');
  const conditions = condition === undefined ? [] : columns.texts(condition, 'condition');
  return Array.from({ length: columns.count }, (_, row) => ({
    ...(family !== undefined && { family: families[row] ?? '' }),
    ...(kind !== undefined && { kind: kinds[row] ?? '' }),
    ...(condition !== undefined && { condition: conditions[row] ?? '' }),
  }));
}

/** The panel of each row, undefined where there is one for all. A condition is named as in keys. */
export function facetsOf(spec: ChartSpec, columns: Columns): string[] | undefined {
  if (spec.facet === undefined) return undefined;
  const texts = columns.texts(spec.facet, 'facet');
  return 'condition' in spec && spec.condition === spec.facet ? texts.map(conditionName) : texts;
}

/** A place in the drawing, in px. */
export interface Placed {
  x: number;
  y: number;
  title?: string;
}

const POINTS = /([MLHVZ])\s*([-\d.]*)[\s,]*([-\d.]*)/g;

/** A shape of src/charts/marks.ts as a symbol of Plot. */
function symbolOf(condition: string, size: number) {
  const { element, attributes } = shapeOf(condition, size);
  return {
    draw(context: CanvasPath) {
      if (element === 'circle') {
        context.moveTo(attributes.r, 0);
        context.arc(0, 0, attributes.r, 0, 2 * Math.PI);
      } else if (element === 'rect') {
        context.rect(attributes.x, attributes.y, attributes.width, attributes.height);
      } else {
        let [x, y] = [0, 0];
        for (const [, command, first, second] of attributes.d.matchAll(POINTS)) {
          if (command === 'Z') context.closePath();
          else {
            [x, y] = command === 'H' ? [Number(first), y] : command === 'V' ? [x, Number(first)] : [Number(first), Number(second)];
            if (command === 'M') context.moveTo(x, y);
            else context.lineTo(x, y);
          }
        }
      }
    },
  };
}

const plainRadius = (size: number): number => 4 * size;

/** Marks of rows, in one group for each look; where a chart tells nothing of a family or a kind, they are dots of ink. */
export function markedDots<Row extends Placed & Encoded>(rows: readonly Row[], size = 1): Plot.Markish[] {
  const title = (row: Row) => row.title ?? '';
  const groups = Map.groupBy(rows, ({ family, kind, condition }) =>
    JSON.stringify([
      family === undefined ? null : familyClass(family),
      kind === 'lek',
      condition ?? null,
      family === undefined && kind === undefined,
    ]),
  );
  return [...groups.values()].map((each) => {
    const { family, kind, condition = 'baseline' } = each[0] as Row;
    const place = { x: 'x', y: 'y', title } as const;
    if (family === undefined && kind === undefined && condition === 'baseline')
      return Plot.dot(each, { ...place, r: plainRadius(size), stroke: 'none', className: 'dot' });
    const classes = `mark ${familyClass(family ?? '')}${kind === 'lek' ? ' lek' : ''}${size < 0.8 ? ' small' : ''}`;
    if (condition === 'baseline') {
      const { element, attributes } = shapeOf('baseline', size);
      return Plot.dot(each, { ...place, r: element === 'circle' ? attributes.r : 0, className: classes });
    }
    return Plot.dot(each, { ...place, symbol: symbolOf(condition, size), className: classes });
  });
}

/** An interval of a row, from one end to the other in px, with an arrow at an end that lies beyond the axis. */
export interface Whisker extends Encoded {
  from: number;
  to: number;
  /** Where it stands on the other axis. */
  at: number;
  beyond: { low: boolean; high: boolean };
  crossesZero: boolean;
}

/** Ends of an interval; null where there is none. */
export interface Ends {
  low: number | null;
  high: number | null;
}

/** Whether an interval holds zero. */
export const holdsZero = ({ low, high }: Ends): boolean => low !== null && high !== null && low <= 0 && high >= 0;

/** The whisker of an interval on its axis, `place` giving the px of a value; none where there is no interval, or none of it in view. */
export function whiskerOf(
  { low, high }: Ends,
  {
    axis,
    place,
    at,
    encoded,
    difference,
  }: { axis: Axis; place: (value: number) => number; at: number; encoded: Encoded | undefined; difference: boolean },
): Whisker[] {
  if (low === null || high === null || low > axis.high || high < axis.low) return [];
  return [
    {
      ...encoded,
      from: place(Math.max(low, axis.low)),
      to: place(Math.min(high, axis.high)),
      at,
      beyond: { low: low < axis.low, high: high > axis.high },
      crossesZero: difference && holdsZero({ low, high }),
    },
  ];
}

const arrow = (turn: number) => ({
  draw(context: CanvasPath) {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const place = (x: number, y: number) => [Number((x * cos - y * sin).toFixed(3)), Number((x * sin + y * cos).toFixed(3))] as const;
    context.moveTo(...place(-5, -4));
    context.lineTo(...place(0, 0));
    context.lineTo(...place(-5, 4));
  },
});

/** Intervals across, or upright: 1.5 px, grey where the interval of a difference holds zero. */
export function whiskers(rows: readonly Whisker[], direction: 'across' | 'upright'): Plot.Markish[] {
  const classes = ({ family, crossesZero }: Whisker) => `whisker ${familyClass(family ?? '')}${crossesZero ? ' null' : ''}`;
  const across = direction === 'across';
  return [...Map.groupBy(rows, classes)].flatMap(([className, each]) => {
    const end = (side: 'low' | 'high') => {
      const beyond = each.filter((row) => row.beyond[side]);
      const place = (row: Whisker) => (side === 'low' ? row.from : row.to);
      const turn = across ? (side === 'low' ? Math.PI : 0) : side === 'low' ? Math.PI / 2 : -Math.PI / 2;
      const symbol = arrow(turn);
      return beyond.length === 0
        ? []
        : [Plot.dot(beyond, across ? { x: place, y: 'at', symbol, className } : { x: 'at', y: place, symbol, className })];
    };
    const line = across
      ? Plot.ruleY(each, { x1: 'from', x2: 'to', y: 'at', className })
      : Plot.ruleX(each, { y1: 'from', y2: 'to', x: 'at', className });
    return [line, ...end('low'), ...end('high')];
  });
}
