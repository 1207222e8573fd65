import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { shownName } from '../../words/names.ts';
import { drawnIn } from '../clean.ts';
import { numberAxis } from './axis.ts';
import { ChartError, type Columns } from './columns.ts';
import { encodedRows, facetsOf, markedDots, type Whisker, whiskers } from './marked.ts';
import { referencesOf } from './references.ts';
import { across, type Box, inPixels, lengthOf, lines, type Sheet, upright, words, xIn } from './sheet.ts';
import { sortedRows } from './sorted.ts';
import { formatOf, spelledBy } from './spelled.ts';

type Dot = Extract<ChartSpec, { mark: 'dot' }>;

/** Heights in px: a row, further rows of one name, a name above its row where it is narrow, a head with the room above it. */
const [ROW, SAME, NAME, HEAD, AXIS, TOP] = [26, 20, 20, 40, 24, 24];

/** Distance between a column of figures and the next, and between names and plot. */
const GAP = 16;
/** The plot is at least so wide beside its names, in px, else names go above. */
const LEAST = 180;

/** Columns of figures as texts, each with its head and its width in px. */
function figureColumns({ columns = [] }: Dot, data: Columns) {
  return columns.map(({ column, label, format }, place) => {
    const key = `columns[${place + 1}]`;
    const head = label ?? shownName(column);
    if (data.kind(column, key) !== 'number') {
      const texts = data.texts(column, key);
      return { head, texts, wide: Math.min(160, Math.max(...[head, ...texts].map(lengthOf))) };
    }
    const values = data.numbers(column, key);
    const spell = spelledBy(format ?? formatOf(column, values));
    const texts = values.map(spell);
    return { head, texts, wide: Math.max(...[head, ...texts].map(lengthOf)) };
  });
}

/**
 * A row a line of the answer: its name, its mark and interval on one shared axis, figures at the right. Rows of one name that follow
 * each other share it. Where it is narrow, names stand above their rows.
 */
export function rowsChart(spec: Dot, data: Columns, sheet: Sheet): SVGSVGElement {
  const names = data.texts(spec.y.column, 'y');
  const values = data.numbers(spec.x.column, 'x');
  const [lows, highs] = (spec.interval ?? []).map((name, index) => data.numbers(name, `interval[${index + 1}]`));
  const facets = facetsOf(spec, data) ?? names.map(() => '');
  const encoded = encodedRows(spec, data);
  const references = referencesOf(spec, data);
  if (spec.label !== undefined) throw new ChartError('label', 'rows are named by y already. Leave it out.');
  const figures = figureColumns(spec, data);
  const { width } = sheet;
  const difference = spec.difference ?? false;

  const widths = figures.map(({ wide }) => wide);
  const taken = widths.reduce((sum, wide) => sum + wide + GAP, 0);
  const longest = Math.max(0, ...names.map(lengthOf), spec.y.label ? lengthOf(spec.y.label) : 0);
  const beside = Math.min(longest, 0.36 * width) + GAP;
  const stacked = width - beside - taken < LEAST || (longest > 0.36 * width && width < 480);
  const plot: Box = { left: stacked ? 6 : beside, right: stacked ? width - 6 : width - taken - (taken > 0 ? 0 : 6), top: TOP, bottom: 0 };
  const columnEnds = widths.map((_, index) => width - widths.slice(index + 1).reduce((sum, wide) => sum + wide + GAP, 0));

  // Groups in the order in which they come, rows one below the other.
  const order = sortedRows(spec.sort, data);
  const groups = Map.groupBy(order, (row) => facets[row] ?? '');
  const heads: { y: number; text: string }[] = [];
  const bands: Box[] = [];
  const places = new Map<number, { y: number; nameY: number; first: boolean; bottom: number }>();
  let y = figures.length > 0 || spec.y.label ? TOP : 4;
  for (const [facet, rows] of groups) {
    if (spec.facet !== undefined) {
      y += HEAD - (heads.length === 0 ? 12 : 0);
      heads.push({ y: y - 14, text: facet });
    }
    // Names of references stand above the first group, below its head.
    if (bands.length === 0 && references.lines.some(({ label }) => label)) y += 18;
    let top = y;
    for (const [place, row] of rows.entries()) {
      const first = place === 0 || names[row] !== names[rows[place - 1] as number];
      if (stacked) {
        // A line for the name, and for figures, which would stand on the plot.
        if (first || figures.length > 0) {
          // The lines of the plot stop above a name and go on below it.
          if (place > 0) bands.push({ ...plot, top, bottom: y });
          y += NAME;
          top = y;
        }
        places.set(row, { y: y + SAME / 2 - 1, nameY: y - NAME / 2 + 2, first, bottom: y + SAME });
        y += SAME;
      } else {
        const last = place === rows.length - 1 || names[row] !== names[rows[place + 1] as number];
        const tall = first && last ? ROW : first || last ? SAME + 3 : SAME;
        const middle = first ? y + ROW / 2 : y + SAME / 2;
        places.set(row, { y: middle, nameY: middle, first, bottom: y + tall });
        y += tall;
      }
    }
    bands.push({ ...plot, top, bottom: y });
  }
  const bottom = y;
  const at = (row: number) => places.get(row) as { y: number; nameY: number; first: boolean; bottom: number };

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
  const sure: Whisker[] = order.flatMap((row) => {
    const [low, high] = [lows?.[row] ?? null, highs?.[row] ?? null];
    if (low === null || high === null) return [];
    const [from, to] = [Math.max(low, axis.low), Math.min(high, axis.high)];
    if (from > axis.high || to < axis.low) return [];
    return [
      {
        ...encoded[row],
        from: x(from),
        to: x(to),
        at: at(row).y,
        beyond: { low: low < axis.low, high: high > axis.high },
        crossesZero: difference && low <= 0 && high >= 0,
      },
    ];
  });
  const greyed = (row: number) => {
    const [low, high] = [lows?.[row] ?? null, highs?.[row] ?? null];
    return difference && low !== null && high !== null && low <= 0 && high >= 0;
  };
  const ticksIn = (wanted: (value: number) => boolean) =>
    bands.flatMap((band) => axis.ticks.filter(({ value }) => wanted(value)).map(({ value }) => upright(x(value), band)));
  const solid = (value: number) => value === 0 || references.lines.some((line) => line.value === value);
  const own = references.lines.filter(({ value }) => value !== 0 && holds(value));
  const zero = holds(0) && spec.x.scale !== 'log' ? bands.map((band) => upright(x(0), band)) : [];
  const endOf = (row: number) => (stacked ? at(row).nameY : at(row).y);
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
        own.flatMap(({ value, label }) =>
          label ? [{ x: x(value), y: (bands[0]?.top ?? 0) - (stacked ? NAME : 0) - 8, text: label }] : [],
        ),
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
        figures.map(({ head }, index) => ({ x: columnEnds[index] as number, y: 10, text: head })),
        'end',
      ),
      ...figures.flatMap(({ texts }, index) => {
        const cell = (row: number) => ({
          x: columnEnds[index] as number,
          y: endOf(row),
          text: texts[row] as string,
        });
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
