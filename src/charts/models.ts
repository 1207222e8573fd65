import { Plot } from './clean.ts';
import { familyClass, shapeOf } from './marks.ts';

/** A model as the marks of a chart tell it: hue by family, filled where LEK-tuned. */
export interface Marked {
  family: string;
  kind: string;
}

type Dots = Omit<Plot.DotOptions, 'className' | 'r' | 'symbol'>;
type Ends = Omit<Plot.RuleYOptions, 'className'>;

/** Size of the mark of an average without rows, beside 1 for the mean of rows. */
export const BARE = 0.62;

const radius = (size: number): number => {
  const { element, attributes } = shapeOf('baseline', size);
  return element === 'circle' ? attributes.r : 0;
};

/**
 * One group of marks for every family and kind: hue and filling come from the classes of a group, so that the style sheet decides
 * them in both themes.
 */
const grouped = <Row extends Marked>(rows: readonly Row[], mark: (rows: Row[], classes: string) => Plot.Markish): Plot.Markish[] =>
  [...Map.groupBy(rows, ({ family, kind }) => `${familyClass(family)}${kind === 'lek' ? ' lek' : ''}`)].map(([classes, each]) =>
    mark(each, classes),
  );

/** Circles, the marks of models without a kernel. `size` is 1 for a mean of rows and BARE for an average without. */
export const dots = <Row extends Marked>(rows: readonly Row[], options: Dots, size = 1): Plot.Markish[] =>
  grouped(rows, (each, classes) =>
    Plot.dot(each, { ...options, r: radius(size), className: `mark ${classes}${size < 0.8 ? ' small' : ''}` }),
  );

/** Intervals across: from `x1` to `x2` at `y`. */
export const whiskersAcross = <Row extends Marked>(rows: readonly Row[], options: Ends): Plot.Markish[] =>
  grouped(rows, (each, classes) => Plot.ruleY(each, { ...options, className: `whisker ${classes}` }));

const POINTS_DOWN = {
  draw(context: CanvasPath) {
    context.moveTo(-4, -5);
    context.lineTo(0, 0);
    context.lineTo(4, -5);
  },
};

/** Arrows at the edge of a chart, for intervals that leave it. `rotate` turns them: 0 points down, 90 to the left. */
export const arrows = <Row extends Marked>(rows: readonly Row[], options: Dots): Plot.Markish[] =>
  grouped(rows, (each, classes) => Plot.dot(each, { ...options, symbol: POINTS_DOWN, className: `whisker ${classes}` }));

/** Lines of the grid, in the colour of the grid of plot cells. */
export const GRID = { className: 'grid-line', strokeOpacity: 1 } as const;
