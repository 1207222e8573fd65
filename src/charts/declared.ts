import type { Answer } from '../../pipeline/notebooks/answer.ts';
import type { ChartSpec } from '../../pipeline/notebooks/chart.ts';
import { count } from '../format.ts';
import { plural } from '../words/english.ts';
import { shownName } from '../words/names.ts';
import { axisKind } from './declared/axis.ts';
import { columnsOf } from './declared/columns.ts';
import { histogramChart } from './declared/histogram.ts';
import { planeChart } from './declared/plane.ts';
import { rowsChart } from './declared/rows.ts';
import { stripChart } from './declared/strip.ts';

export { ChartError } from './declared/columns.ts';
export { chartKey, type KeyEntry } from './declared/key.ts';
export { type ColumnKind, columnKind } from './kinds.ts';

const ABOUT: Record<ChartSpec['mark'], (spec: ChartSpec) => string> = {
  dot: (spec) => `Dots: ${namesOf(spec)}`,
  line: (spec) => `Lines: ${namesOf(spec)}`,
  text: (spec) => `Words: ${namesOf(spec)}`,
  strip: (spec) => `Dots from the lowest to the highest: ${namesOf(spec)}`,
  histogram: (spec) => `Spread of ${namesOf(spec)}`,
};

function namesOf(spec: ChartSpec): string {
  const x = 'x' in spec ? (spec.x.label ?? spec.x.column) : undefined;
  const y = 'y' in spec ? (spec.y.label ?? spec.y.column) : undefined;
  const pair = spec.mark === 'dot' ? [x, y] : [y, x];
  return pair
    .filter((each) => each !== undefined)
    .map(shownName)
    .join(' by ');
}

/** What a chart shows, in one sentence for readers who do not see it. */
export function chartName(spec: ChartSpec, answer: Answer): string {
  const rows = answer.rows.length;
  const facet = spec.facet === undefined ? '' : `, a panel for each ${shownName(spec.facet)}`;
  return `${ABOUT[spec.mark](spec)}${facet}, ${count(rows)} ${plural(rows, 'row')}.`;
}

export interface DeclaredOptions {
  /** Of the drawing, in px; text is not scaled, so give the width of its place. */
  width: number;
  /** The page's own in a browser; at build one of linkedom, as `atBuild` of src/charts/plot.ts makes. */
  document: Document;
  /** What the chart shows; `chartName` unless told. */
  ariaLabel?: string;
}

/**
 * Draws a declared chart of an answer as one SVG, with the classes of marks.css and charts.css and no style of its own. The same chart
 * and answer give the same drawing, at build and in a browser.
 * @throws ChartError where a column is not in the answer or is not of a kind that its place needs.
 */
export function declaredChart(
  spec: ChartSpec,
  answer: Answer,
  { width, document, ariaLabel = chartName(spec, answer) }: DeclaredOptions,
): SVGSVGElement {
  const columns = columnsOf(answer);
  const sheet = { width, document, ariaLabel };
  if (spec.mark === 'strip') return stripChart(spec, columns, sheet);
  if (spec.mark === 'histogram') return histogramChart(spec, columns, sheet);
  if (spec.mark === 'dot' && axisKind(columns, spec.y, 'y') === 'name') return rowsChart(spec, columns, sheet);
  return planeChart(spec, columns, sheet);
}
