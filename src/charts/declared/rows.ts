import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { shownName } from '../../words/names.ts';
import { drawnIn } from '../clean.ts';
import { numberAxis } from './axis.ts';
import { ChartError, type Columns } from './columns.ts';
import { figureColumns, GAP } from './figures.ts';
import { encodedRows, facetsOf, holdsZero, markedDots, whiskerOf, whiskers } from './marked.ts';
import { referencesOf } from './references.ts';
import { rowsLayout } from './rows-layout.ts';
import { across, type Box, inPixels, lengthOf, lines, type Sheet, upright, words, xIn } from './sheet.ts';
import { sortedRows } from './sorted.ts';
import { formatOf, spelledBy } from './spelled.ts';

type Dot = Extract<ChartSpec, { mark: 'dot' }>;

/** Heights in px of the labels of the axis, and of the heads of columns. */
const [AXIS, TOP] = [24, 24];
/** The plot is at least so wide beside its names, in px, else names go above. */
const LEAST = 180;

/**
 * A row a line of the answer: its name, its mark and interval on one shared axis, figures at the right. Rows of one name that follow
 * each other share it. Where it is narrow, names stand above their rows.
 */
export function rowsChart(spec: Dot, data: Columns, sheet: Sheet): SVGSVGElement {
  const names = data.texts(spec.y.column, 'y');
  const values = data.numbers(spec.x.column, 'x');
  const [lows, highs] = (spec.interval ?? []).map((name, index) => data.numbers(name, `interval[${index + 1}]`));
  const encoded = encodedRows(spec, data);
  const references = referencesOf(spec, data);
  if (spec.label !== undefined) throw new ChartError('label', 'rows are named by y already. Leave it out.');
  const { width } = sheet;
  const { figures, taken } = figureColumns(spec, data, width);
  const difference = spec.difference ?? false;

  const longest = names.reduce((most, name) => Math.max(most, lengthOf(name)), spec.y.label ? lengthOf(spec.y.label) : 0);
  const beside = Math.min(longest, 0.36 * width) + GAP;
  const stacked = width - beside - taken < LEAST || (longest > 0.36 * width && width < 480);
  const sides = { left: stacked ? 6 : beside, right: stacked ? width - 6 : width - taken - (taken > 0 ? 0 : 6) };
  const order = sortedRows(spec.sort, data);
  const { heads, bands, at, above, bottom } = rowsLayout({
    order,
    names,
    facets: facetsOf(spec, data),
    start: figures.length > 0 || spec.y.label ? TOP : 4,
    stacked,
    figures: figures.length > 0,
    references: references.lines.some(({ label }) => label),
  });
  const plot: Box = { ...sides, top: TOP, bottom };

  const axis = numberAxis({
    key: 'x',
    spec: spec.x,
    values: [...values, ...(lows ?? []), ...(highs ?? []), ...references.lines.map(({ value }) => value), ...references.ticks.flat()],
    most: Math.max(2, Math.floor((plot.right - plot.left) / 54)),
    difference,
  });
  const x = (value: number) => xIn(axis, plot, value);
  const holds = (value: number) => value >= axis.low && value <= axis.high;
  const spellX = spelledBy(spec.x.format ?? spec.format ?? formatOf(spec.x.column, values, difference));
  const drawn = order.filter((row) => values[row] !== null && holds(values[row] as number));
  const endsOf = (row: number) => ({ low: lows?.[row] ?? null, high: highs?.[row] ?? null });
  const sure = order.flatMap((row) => whiskerOf(endsOf(row), { axis, place: x, at: at(row).y, encoded: encoded[row], difference }));
  const greyed = (row: number) => difference && holdsZero(endsOf(row));
  const ticksIn = (wanted: (value: number) => boolean) =>
    bands.flatMap((band) => axis.ticks.filter(({ value }) => wanted(value)).map(({ value }) => upright(x(value), band)));
  const solid = (value: number) => value === 0 || references.lines.some((line) => line.value === value);
  const own = references.lines.filter(({ value }) => value !== 0 && holds(value));
  const zero = holds(0) && spec.x.scale !== 'log' ? bands.map((band) => upright(x(0), band)) : [];
  const nameRoom = stacked ? width - taken - GAP : beside - GAP;

  const ruled = order.filter((_, place) => place === order.length - 1 || at(order[place + 1] as number).first);
  return drawnIn(
    sheet.document,
    inPixels(sheet, bottom + AXIS + (spec.x.label ? 20 : 0), [
      ...lines(
        ruled.map((row) => across(at(row).bottom, { left: 0, right: width })),
        'grid-line',
      ),
      ...lines(
        ticksIn((value) => !solid(value)),
        'grid-line',
      ),
      ...lines(zero, 'zero-line'),
      ...lines(
        own.flatMap(({ value }) => bands.map((band) => upright(x(value), band))),
        'reference-line',
      ),
      ...words(
        own.flatMap(({ value, label }) => (label ? [{ x: x(value), y: (bands[0]?.top ?? 0) - above - 8, text: label }] : [])),
        'middle',
      ),
      ...words(
        axis.ticks.map(({ value, text }) => ({ x: x(value), y: bottom + 14, text })),
        'middle',
      ),
      ...words(spec.x.label ? [{ x: (plot.left + plot.right) / 2, y: bottom + AXIS + 10, text: shownName(spec.x.label) }] : [], 'middle'),
      ...words(spec.y.label ? [{ x: 0, y: 10, text: shownName(spec.y.label) }] : [], 'start', { room: nameRoom }),
      ...words(
        heads.map(({ y: up, text }) => ({ x: 0, y: up, text })),
        'start',
        { className: 'head', room: width },
      ),
      ...words(
        order.filter((row) => at(row).first).map((row) => ({ x: 0, y: at(row).nameY, text: names[row] as string })),
        'start',
        { className: 'name', room: nameRoom },
      ),
      ...words(
        figures.map(({ head, end }) => ({ x: end, y: 10, text: head })),
        'end',
      ),
      ...figures.flatMap(({ texts, end }) => {
        const cell = (row: number) => ({ x: end, y: at(row).nameY, text: texts[row] as string });
        return [
          ...words(order.filter((row) => !greyed(row)).map(cell), 'end', { className: 'figure' }),
          ...words(order.filter(greyed).map(cell), 'end', { className: 'figure unsure' }),
        ];
      }),
      ...references.ticks.flatMap((each) =>
        lines(
          order.flatMap((row) => {
            const value = each[row] ?? null;
            return value === null || !holds(value) ? [] : [upright(x(value), { top: at(row).y - 7, bottom: at(row).y + 7 })];
          }),
          'stated',
        ),
      ),
      ...whiskers(sure, 'across'),
      ...markedDots(
        drawn.map((row) => ({
          ...encoded[row],
          x: x(values[row] as number),
          y: at(row).y,
          title: `${names[row]}: ${spellX(values[row] ?? null)}`,
        })),
      ),
      ...words(
        order.filter((row) => values[row] === null).map((row) => ({ x: plot.left + 8, y: at(row).y, text: 'no figure' })),
        'start',
        { className: 'figure unsure' },
      ),
    ]),
  );
}
