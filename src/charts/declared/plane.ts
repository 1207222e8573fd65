import type { AxisSpec, ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { shownName } from '../../words/names.ts';
import { labelled } from '../aside.ts';
import { drawnIn, Plot } from '../clean.ts';
import { familyClass } from '../marks.ts';
import { type Axis, axisKind, nameAxis, numberAxis, timeAxis } from './axis.ts';
import { ChartError, type Columns } from './columns.ts';
import { encodedRows, facetsOf, markedDots, whiskerOf, whiskers } from './marked.ts';
import { type Panel, panelsOf } from './panels.ts';
import { linesOf as referenceLines } from './references.ts';
import { across, distinct, inPixels, lengthOf, lines, type Sheet, upright, words, xIn, yIn } from './sheet.ts';
import { sortedRows } from './sorted.ts';
import { formatOf, spelledBy } from './spelled.ts';

type Plane = Extract<ChartSpec, { mark: 'dot' | 'line' | 'text' }>;

/** Half a mark with a little room, and the most points of a line that get a mark each. */
const [HALF, MARKED] = [6.5, 80];

/** A column as places on an axis. */
function placesOf(spec: AxisSpec, columns: Columns, key: 'x' | 'y', order: readonly number[]) {
  const kind = axisKind(columns, spec, key);
  if (kind === 'number') return { kind, values: columns.numbers(spec.column, key) };
  if (kind === 'time') return { kind, values: columns.times(spec.column, key) };
  const texts = columns.texts(spec.column, key);
  const names = distinct(order.map((row) => texts[row] ?? ''));
  const place = new Map(names.map((name, index) => [name, index]));
  return { kind, values: texts.map((text) => place.get(text) ?? null), names };
}

/** Two axes of numbers, times or names, with dots, lines or words. */
export function planeChart(spec: Plane, columns: Columns, sheet: Sheet): SVGSVGElement {
  const order = sortedRows(spec.mark === 'dot' ? spec.sort : undefined, columns);
  const [xs, ys] = [placesOf(spec.x, columns, 'x', order), placesOf(spec.y, columns, 'y', order)];
  if (ys.kind !== 'number')
    throw new ChartError('y', 'these marks need numbers on y. For rows of names take mark: dot, with the names on y and numbers on x.');
  if (spec.mark === 'dot' && spec.columns)
    throw new ChartError('columns', 'figures stand at the right of rows of names. Put names on y, or leave them out.');
  const interval = spec.mark === 'text' ? undefined : spec.interval;
  const [lows, highs] = (interval ?? []).map((name, index) => columns.numbers(name, `interval[${index + 1}]`));
  // Of two numbers, the interval of dots is that of x; of a line or of upright dots that of y.
  const upwards = spec.mark === 'line' || xs.kind !== 'number';
  const ends = [...(lows ?? []), ...(highs ?? [])];
  const references = referenceLines(spec);
  const lined = references.map(({ value }) => value);
  const encoded = spec.mark === 'text' ? ys.values.map(() => ({})) : encodedRows(spec, columns);
  const difference = spec.difference ?? false;
  const facets = facetsOf(spec, columns);
  const series = spec.mark === 'line' && spec.series !== undefined ? columns.texts(spec.series, 'series') : undefined;
  const labels = spec.mark === 'line' || spec.label === undefined ? undefined : columns.texts(spec.label, 'label');

  const { width } = sheet;
  const valueOn = upwards ? 'y' : 'x';
  const yAxis = numberAxis({
    key: 'y',
    spec: spec.y,
    values: [...ys.values, ...(upwards ? [...ends, ...lined] : [])],
    most: 6,
    difference: difference && valueOn === 'y',
    margin: 0.06,
  });
  const left = Math.max(20, ...yAxis.ticks.map(({ text }) => lengthOf(text))) + 10;
  const named = series === undefined || facets !== undefined ? [] : distinct(series);
  const right = named.length > 1 ? Math.min(0.3 * width, Math.max(...named.map(lengthOf)) + 24) : 8;
  const { panels, height } = panelsOf(facets, columns.count, {
    width,
    left,
    right,
    top: 26,
    bottom: spec.x.label ? 50 : 30,
    height: facets === undefined ? (width < 480 ? 260 : 340) : 180,
    least: 220,
  });
  const wide = (panels[0]?.box.right ?? width) - (panels[0]?.box.left ?? 0);
  const most = Math.max(2, Math.floor(wide / 72));
  const xAxis =
    xs.kind === 'number'
      ? numberAxis({
          key: 'x',
          spec: spec.x,
          values: [...xs.values, ...(upwards ? [] : [...ends, ...lined])],
          most,
          difference: difference && valueOn === 'x',
        })
      : xs.kind === 'time'
        ? timeAxis(xs.values, most)
        : nameAxis(xs.names ?? []);
  const onX = (panel: Panel, value: number) => xIn(xAxis, panel.box, value);
  const onY = (panel: Panel, value: number) => yIn(yAxis, panel.box, value);
  const within = (axis: Axis, value: number | null): value is number =>
    value !== null && value >= axis.low - 1e-12 && value <= axis.high + 1e-12;
  const spell = spelledBy(spec.y.format ?? spec.format ?? formatOf(spec.y.column, ys.values, difference));
  const told = (row: number) => [labels?.[row] ?? series?.[row], spell(ys.values[row] ?? null)].filter(Boolean).join(': ');

  const inPanel = (panel: Panel): Plot.Markish[] => {
    const { box, rows } = panel;
    const shown = rows.filter((row) => within(xAxis, xs.values[row] ?? null) && within(yAxis, ys.values[row] ?? null));
    const points = shown.map((row) => ({
      ...encoded[row],
      row,
      x: onX(panel, xs.values[row] as number),
      y: onY(panel, ys.values[row] as number),
      title: told(row),
    }));
    const sure = rows.flatMap((row) => {
      const other = (upwards ? xs : ys).values[row] ?? null;
      if (!within(upwards ? xAxis : yAxis, other)) return [];
      return whiskerOf(
        { low: lows?.[row] ?? null, high: highs?.[row] ?? null },
        {
          axis: upwards ? yAxis : xAxis,
          place: (value) => (upwards ? onY(panel, value) : onX(panel, value)),
          at: upwards ? onX(panel, other) : onY(panel, other),
          encoded: encoded[row],
          difference,
        },
      );
    });
    const crossed = (axis: Axis) => axis.ticks.filter(({ value }) => value !== 0);
    const zeroX = xs.kind === 'number' && spec.x.scale !== 'log' && within(xAxis, 0) && xAxis.low < 0 ? [upright(onX(panel, 0), box)] : [];
    const zeroY = spec.y.scale !== 'log' && within(yAxis, 0) && yAxis.low < 0 ? [across(onY(panel, 0), box)] : [];
    const reference = references.filter(({ value }) => value !== 0 && within(upwards ? yAxis : xAxis, value));
    // Names are cut where their places are narrow, and one in so many is left out where even that is too little.
    const place = xAxis.names ? wide / xAxis.names.length : 0;
    const each = xAxis.names ? Math.max(1, Math.ceil(34 / place)) : 1;
    return [
      ...lines(
        yAxis.ticks.map(({ value }) => across(onY(panel, value), box)),
        'grid-line',
      ),
      ...(xs.kind === 'number'
        ? lines(
            crossed(xAxis).map(({ value }) => upright(onX(panel, value), box)),
            'grid-line',
          )
        : []),
      ...lines([...zeroX, ...zeroY], 'zero-line'),
      ...lines(
        reference.map(({ value }) => (upwards ? across(onY(panel, value), box) : upright(onX(panel, value), box))),
        'reference-line',
      ),
      ...words(
        reference.flatMap(({ value, label }) =>
          label
            ? [upwards ? { x: box.right, y: onY(panel, value) - 8, text: label } : { x: onX(panel, value), y: box.top - 8, text: label }]
            : [],
        ),
        upwards ? 'end' : 'middle',
        { className: 'label' },
      ),
      ...(panel.first
        ? words(
            yAxis.ticks.map(({ value, text }) => ({ x: box.left - 10, y: onY(panel, value), text })),
            'end',
          )
        : []),
      ...words(
        xAxis.ticks.filter((_, index) => index % each === 0).map(({ value, text }) => ({ x: onX(panel, value), y: box.bottom + 16, text })),
        'middle',
        xAxis.names ? { room: Math.max(30, place * each - 6) } : {},
      ),
      ...(facets === undefined
        ? []
        : words([{ x: box.left, y: box.top - 16, text: panel.name }], 'start', { className: 'head', room: wide })),
      ...(spec.mark === 'line' ? linesOf(points, series) : []),
      ...whiskers(sure, upwards ? 'upright' : 'across'),
      ...(spec.mark === 'text'
        ? words(
            points.map(({ row, x, y }) => ({ x, y, text: labels?.[row] ?? '' })),
            'middle',
            { className: 'name', room: 120 },
          )
        : spec.mark === 'dot' || points.length <= MARKED
          ? markedDots(points, spec.mark === 'line' ? 0.7 : 1)
          : []),
      ...(spec.mark === 'dot' && labels ? namesBeside(points, labels, panel) : []),
      ...(named.length > 1 ? namesAtEnds(points, series ?? [], width - right + 10) : []),
      ...(series && facets && spec.mark === 'line' && spec.series !== spec.family ? namesInside(points, series) : []),
    ];
  };
  const boxes = panels.map(({ box }) => box);
  return drawnIn(
    sheet.document,
    inPixels(sheet, height, [
      ...panels.flatMap(inPanel),
      ...words([{ x: 0, y: 8, text: shownName(spec.y.label ?? spec.y.column) }], 'start', { room: width }),
      ...words(
        spec.x.label && boxes[0] ? [{ x: (left + width - right) / 2, y: height - 10, text: shownName(spec.x.label) }] : [],
        'middle',
      ),
    ]),
  );
}

type Point = { row: number; x: number; y: number; family?: string };

/** A line a series, from left to right. */
function linesOf(points: readonly Point[], series: readonly string[] | undefined): Plot.Markish[] {
  return [...Map.groupBy(points, ({ row }) => series?.[row] ?? '').values()].map((each) =>
    Plot.line(
      each.toSorted((a, b) => a.x - b.x || a.row - b.row),
      { x: 'x', y: 'y', className: `step-line ${familyClass(each[0]?.family ?? '')}` },
    ),
  );
}

/** Names of those marks that have room for one beside them. */
function namesBeside(points: readonly Point[], labels: readonly string[], { box }: Panel): Plot.Markish[] {
  const boxes = points.map(({ x, y }) => [{ left: x - HALF, right: x + HALF, top: y - HALF, bottom: y + HALF }]);
  const free = labelled(
    boxes,
    points.map(({ row }) => lengthOf(labels[row] ?? '') + 8),
    { left: box.left, right: box.right, top: box.top, bottom: box.bottom },
  );
  const on = (side: 'left' | 'right') =>
    free
      .filter((each) => each.side === side)
      .map(({ index, x }) => ({ x, y: points[index]?.y ?? 0, text: labels[points[index]?.row ?? 0] ?? '' }));
  return [...words(on('right'), 'start', { className: 'label' }), ...words(on('left'), 'end', { className: 'label' })];
}

/** Names of series in a panel, each over its last point. */
const namesInside = (points: readonly Point[], series: readonly string[]): Plot.Markish[] =>
  words(
    lastOf(points, series).map(({ text, x, y }) => ({ x, y: y - 11, text })),
    'end',
    { className: 'label', room: 120 },
  );

const lastOf = (points: readonly Point[], series: readonly string[]) =>
  [...Map.groupBy(points, ({ row }) => series[row] ?? '')].map(([text, each]) => {
    const { x, y } = each.reduce((last, point) => (point.x >= last.x ? point : last));
    return { text, x, y };
  });

/** Names of series at the right, each at the height of its last point, a line apart at least. */
function namesAtEnds(points: readonly Point[], series: readonly string[], x: number): Plot.Markish[] {
  const ends = lastOf(points, series).sort((a, b) => a.y - b.y);
  let above = Number.NEGATIVE_INFINITY;
  return words(
    ends.map(({ text, y }) => {
      above = Math.max(y, above + 15);
      return { x, y: above, text };
    }),
    'start',
    { className: 'name' },
  );
}
