import type { ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { shownName } from '../../words/names.ts';
import { drawnIn, Plot } from '../clean.ts';
import { numberAxis } from './axis.ts';
import type { Columns } from './columns.ts';
import { facetsOf } from './marked.ts';
import { panelsOf } from './panels.ts';
import { linesOf as referenceLines } from './references.ts';
import { across, inPixels, lengthOf, lines, type Sheet, words, yIn } from './sheet.ts';
import { formatOf, spelledBy } from './spelled.ts';

/** All values as a strip of dots from the lowest to the highest, the two ends named where a column names them. */
export function stripChart(spec: Extract<ChartSpec, { mark: 'strip' }>, columns: Columns, sheet: Sheet): SVGSVGElement {
  const values = columns.numbers(spec.y.column, 'y');
  const labels = spec.label === undefined ? undefined : columns.texts(spec.label, 'label');
  const facets = facetsOf(spec, columns);
  const references = referenceLines(spec);
  const difference = spec.difference ?? false;
  const axis = numberAxis({
    key: 'y',
    spec: spec.y,
    values: [...values, ...references.map(({ value }) => value)],
    most: 6,
    difference,
    margin: 0.1,
  });
  const { width } = sheet;
  const left = Math.max(20, ...axis.ticks.map(({ text }) => lengthOf(text))) + 10;
  const { panels, height } = panelsOf(facets, columns.count, {
    width,
    left,
    right: 6,
    top: 26,
    bottom: 10,
    height: facets ? 180 : 240,
    least: 240,
  });
  const spell = spelledBy(spec.y.format ?? spec.format ?? formatOf(spec.y.column, values, difference));
  const holds = (value: number) => value >= axis.low && value <= axis.high;
  return drawnIn(
    sheet.document,
    inPixels(sheet, height, [
      ...words([{ x: 0, y: 8, text: shownName(spec.y.label ?? spec.y.column) }], 'start', { room: width }),
      ...panels.flatMap(({ box, name, rows, first }) => {
        const rising = rows
          .filter((row) => values[row] !== null && holds(values[row] as number))
          .sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
        const y = (value: number) => yIn(axis, box, value);
        const points = rising.map((row, place) => ({
          x: box.left + ((place + 0.5) / rising.length) * (box.right - box.left),
          y: y(values[row] as number),
          value: values[row] as number,
          title: [labels?.[row], spell(values[row] ?? null)].filter(Boolean).join(' '),
        }));
        const [lowest, highest] = [points[0], points.at(-1)];
        const radius = rising.length > 150 ? 1.75 : 3;
        const dot = (each: typeof points, className: string) =>
          each.length === 0 ? [] : [Plot.dot(each, { x: 'x', y: 'y', r: radius, title: 'title', stroke: 'none', className })];
        return [
          ...lines(
            axis.ticks.filter(({ value }) => value !== 0).map(({ value }) => across(y(value), box)),
            'grid-line',
          ),
          ...(holds(0) ? lines([across(y(0), box)], 'zero-line') : []),
          ...lines(
            references.filter(({ value }) => value !== 0 && holds(value)).map(({ value }) => across(y(value), box)),
            'reference-line',
          ),
          ...words(
            references.flatMap(({ value, label }) => (label && holds(value) ? [{ x: box.left + 4, y: y(value) - 8, text: label }] : [])),
            'start',
            { className: 'label' },
          ),
          ...(first
            ? words(
                axis.ticks.map(({ value, text }) => ({ x: box.left - 10, y: y(value), text })),
                'end',
              )
            : []),
          ...(facets
            ? words([{ x: box.left, y: box.top - 16, text: name }], 'start', { className: 'head', room: box.right - box.left })
            : []),
          ...dot(
            points.filter(({ value }) => !difference || value !== 0),
            'dot',
          ),
          ...dot(
            points.filter(({ value }) => difference && value === 0),
            'absent',
          ),
          ...(labels && lowest && highest && points.length > 1
            ? [
                ...words([{ x: lowest.x - 3, y: lowest.y + 16, text: lowest.title }], 'start', {
                  className: 'label',
                  room: box.right - box.left,
                }),
                ...words([{ x: highest.x + 3, y: highest.y - 13, text: highest.title }], 'end', {
                  className: 'label',
                  room: box.right - box.left,
                }),
              ]
            : []),
        ];
      }),
    ]),
  );
}
