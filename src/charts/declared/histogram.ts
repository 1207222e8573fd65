import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { count } from '../../format.ts';
import { shownName } from '../../words/names.ts';
import { drawnIn, Plot } from '../clean.ts';
import { tickStep } from '../scale.ts';
import { numberAxis } from './axis.ts';
import type { Columns } from './columns.ts';
import { facetsOf } from './marked.ts';
import { panelsOf } from './panels.ts';
import { linesOf as referenceLines } from './references.ts';
import { across, inPixels, lengthOf, lines, type Sheet, upright, words, xIn, yIn } from './sheet.ts';

/** A stretch of values and how many lie in it: from `from`, which belongs to it, to `to`, which does not. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Values in steps of `step`, a value on a border in the upper one. Only steps that hold something. */
export function binned(values: readonly number[], step: number): Bin[] {
  const counts = new Map<number, number>();
  for (const value of values) {
    // Scores are tenths that a double holds a hair off.
    const bin = Math.floor(value / step + 1e-9);
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const edge = (bin: number) => Number((bin * step).toPrecision(12));
  return [...counts].sort(([a], [b]) => a - b).map(([bin, each]) => ({ from: edge(bin), to: edge(bin + 1), count: each }));
}

/** How a column is spread: as a dot a value where there is room for each, else as columns. */
export function histogramChart(spec: Extract<ChartSpec, { mark: 'histogram' }>, columns: Columns, sheet: Sheet): SVGSVGElement {
  const values = columns.numbers(spec.x.column, 'x');
  const facets = facetsOf(spec, columns);
  const references = referenceLines(spec);
  const { width } = sheet;
  const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = spec.x;
  const shown = (row: number) => values[row] !== null && (values[row] as number) >= from && (values[row] as number) <= to;
  const known = values.filter((value, row): value is number => value !== null && shown(row));
  const [least, greatest] = [
    known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
  const span = known.length === 0 ? 1 : greatest - least;
  const whole = known.every(Number.isInteger);
  const step = Math.max(whole ? 1 : 0, span > 0 ? tickStep(span, spec.bins ?? (width < 480 ? 24 : 48)) : 1);
  const all = binned(known, step);
  const [low, high] = [all[0]?.from ?? 0, all.at(-1)?.to ?? 1];
  const { panels: counted } = panelsOf(facets, columns.count, { width, left: 0, right: 0, top: 0, bottom: 0, height: 1, least: 220 });
  const bins = counted.map(({ rows }) =>
    binned(
      rows.filter(shown).map((row) => values[row] as number),
      step,
    ),
  );
  const greatestCount = Math.max(1, ...bins.flat().map((bin) => bin.count));
  const tall = facets ? 120 : 180;
  const countAxis = numberAxis({ key: 'y', spec: { column: 'count', from: 0, to: greatestCount * 1.05 }, values: [], most: 4 });
  const left = Math.max(...countAxis.ticks.map(({ text }) => lengthOf(text))) + 14;
  const { panels, height } = panelsOf(facets, columns.count, {
    width,
    left,
    right: 8,
    top: 26,
    bottom: spec.x.label ? 50 : 30,
    height: tall,
    least: 220,
  });
  const wide = (panels[0]?.box.right ?? width) - (panels[0]?.box.left ?? 0);
  const axis = numberAxis({
    key: 'x',
    spec: spec.x,
    values: [low, high, ...references.map(({ value }) => value)],
    most: Math.max(2, Math.floor(wide / 64)),
    difference: spec.difference ?? false,
    margin: 0.01,
  });
  // A dot a value, as long as dots of a column do not touch.
  const pitch = tall / 1.05 / greatestCount;
  const radius = Math.min(4, pitch / 2 - 0.5, ((step / (axis.high - axis.low)) * wide) / 2 - 0.5);
  const dotted = radius >= 1.5 && spec.x.scale !== 'log';
  const holds = (value: number) => value >= axis.low && value <= axis.high;
  return drawnIn(
    sheet.document,
    inPixels(sheet, height, [
      ...words([{ x: 0, y: 8, text: 'rows' }], 'start'),
      ...panels.flatMap(({ box, name, first }, index) => {
        const x = (value: number) => xIn(axis, box, Math.min(axis.high, Math.max(axis.low, value)));
        const y = (value: number) => yIn(countAxis, box, value);
        const own = bins[index] ?? [];
        const ticks = countAxis.ticks.filter(({ value }) => Number.isInteger(value));
        const title = (bin: Bin) => `${bin.from} to ${bin.to}: ${count(bin.count)}`;
        return [
          ...lines(
            ticks.map(({ value }) => across(y(value), box)),
            'grid-line',
          ),
          ...(dotted
            ? [
                Plot.dot(
                  own.flatMap((bin) =>
                    Array.from({ length: bin.count }, (_, level) => ({
                      x: (x(bin.from) + x(bin.to)) / 2,
                      y: y(level + 0.5),
                      title: title(bin),
                    })),
                  ),
                  { x: 'x', y: 'y', r: radius, title: 'title', stroke: 'none', className: 'dot' },
                ),
              ]
            : [
                Plot.rect(
                  own.map((bin) => ({ x1: x(bin.from) + 0.5, x2: x(bin.to) - 0.5, y1: y(bin.count), y2: box.bottom, title: title(bin) })),
                  { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', title: 'title', className: 'bin' },
                ),
              ]),
          ...lines([across(box.bottom, box)], 'zero-line'),
          ...lines(
            references.filter(({ value }) => holds(value)).map(({ value }) => upright(x(value), box)),
            'reference-line',
          ),
          ...words(
            references.flatMap(({ value, label }) => (label && holds(value) ? [{ x: x(value), y: box.top - 8, text: label }] : [])),
            'middle',
            { className: 'label' },
          ),
          ...(first
            ? words(
                ticks.map(({ value, text }) => ({ x: box.left - 10, y: y(value), text })),
                'end',
              )
            : []),
          ...words(
            axis.ticks.map(({ value, text }) => ({ x: x(value), y: box.bottom + 16, text })),
            'middle',
          ),
          ...(facets ? words([{ x: box.left, y: box.top - 16, text: name }], 'start', { className: 'head', room: wide }) : []),
        ];
      }),
      ...words(spec.x.label ? [{ x: (left + width) / 2, y: height - 10, text: shownName(spec.x.label) }] : [], 'middle'),
    ]),
  );
}
