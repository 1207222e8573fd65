import { fixed, size } from '../format.ts';
import { familyClass } from './marks.ts';
import { arrows, BARE, dots, GRID, whiskersUpright } from './models.ts';
import { type Drawn, draw, Plot } from './plot.ts';
import type { Scale } from './scale.ts';

/** A model of a lineage with its average. Rows come family by family and version by version. */
export interface Version {
  model_id: string;
  name: string;
  family: string;
  version: string;
  params_b: number;
  stated: number;
  /** Mean of its rows; null where there are none. */
  measured: number | null;
  agrees: boolean | null;
  low: number | null;
  high: number | null;
}

/** A step from a version to the next: from the model `against_id` to the model `model_id`. */
export interface Step {
  model_id: string;
  against_id: string;
  /** Pairs of scores that both have; null where one of them has no rows. */
  n: number | null;
}

/** Models by family, those families alone that have more than one version. */
export function lineagesOf<Row extends { family: string; version: string }>(rows: readonly Row[]): Row[][] {
  return [...Map.groupBy(rows, ({ family }) => family).values()].filter((each) => new Set(each.map(({ version }) => version)).size > 1);
}

/** Models joined by steps, from the first version to the last; a model without a step is a chain of one. Smaller models first. */
export function chainsOf<Row extends Pick<Version, 'model_id' | 'params_b'>>(models: readonly Row[], steps: readonly Step[]): Row[][] {
  const byId = new Map(models.map((model) => [model.model_id, model]));
  const next = new Map(steps.map(({ against_id, model_id }) => [against_id, model_id]));
  const later = new Set(steps.filter(({ against_id }) => byId.has(against_id)).map(({ model_id }) => model_id));
  const chains = models
    .filter(({ model_id }) => !later.has(model_id))
    .map((first) => {
      const chain = [first];
      for (let model = byId.get(next.get(first.model_id) ?? ''); model; model = byId.get(next.get(model.model_id) ?? '')) chain.push(model);
      return chain;
    });
  return chains.sort(([a], [b]) => (a?.params_b ?? 0) - (b?.params_b ?? 0));
}

/** Distances in columns: between two models of a chain, two chains, two families. */
const [NEXT, CHAIN, FAMILY] = [1, 1.5, 2];

type Placed = Version & { kind: string; column: number; row: number };

/** A family's models in columns from 0 on. */
function columnsOf(models: readonly Version[], steps: readonly Step[]): { model: Version; column: number }[] {
  let column = 0;
  return chainsOf(models, steps).flatMap((chain, index) =>
    chain.map((model, place) => {
      column += place > 0 ? NEXT : index > 0 ? CHAIN : 0;
      return { model, column };
    }),
  );
}

/** Where every model stands: families one after another, in rows of at most `most` columns. */
function placed(rows: readonly Version[], steps: readonly Step[], most: number): Placed[] {
  let [row, start] = [0, 0];
  return lineagesOf(rows).flatMap((models) => {
    const columns = columnsOf(models, steps);
    const last = columns[columns.length - 1]?.column ?? 0;
    if (start > 0 && start + last > most) [row, start] = [row + 1, 0];
    const first = start;
    start += last + FAMILY;
    return columns.map(({ model, column }) => ({ ...model, kind: 'base', column: first + column, row }));
  });
}

/** The same in as few rows as the width allows, and these of one length as far as possible. */
function balanced(rows: readonly Version[], steps: readonly Step[], most: number): { models: Placed[]; rowCount: number; last: number } {
  const of = (models: Placed[]) => ({
    models,
    rowCount: Math.max(0, ...models.map(({ row }) => row)) + 1,
    last: Math.max(1, ...models.map(({ column }) => column)),
  });
  let best = of(placed(rows, steps, most));
  for (;;) {
    const tighter = of(placed(rows, steps, best.last - 0.5));
    if (tighter.rowCount > best.rowCount || tighter.last >= best.last) return best;
    best = tighter;
  }
}

const PLOT = 216;
const [TOP, BETWEEN, BOTTOM] = [30, 92, 48];
const LEFT = 34;
const NARROWEST = 26.5;

/**
 * Averages version by version: a column a model with its size and version below it, families side by side or, where it is narrow,
 * in rows. A line joins the models of a step, dashed where its difference cannot be tested. `scale` is of the averages; an interval
 * that leaves it ends in an arrow.
 */
export function lineages(
  rows: readonly Version[],
  steps: readonly Step[],
  { scale, width, ariaLabel }: { scale: Scale; width: number; ariaLabel: string },
): Drawn {
  const { models, rowCount, last } = balanced(rows, steps, (width - LEFT) / NARROWEST - 1);
  const byId = new Map(models.map((model) => [model.model_id, model]));
  const value = ({ measured, stated }: Version) => measured ?? stated;
  const title = (model: Version) => `${model.name}: ${fixed(value(model))}`;
  const clamped = (end: number | null) => Math.min(scale.high, Math.max(scale.low, end ?? Number.NaN));
  const lines = steps.flatMap(({ model_id, against_id, n }) => {
    const [from, to] = [byId.get(against_id), byId.get(model_id)];
    return from && to ? [{ from, to, tested: n !== null }] : [];
  });
  const step = (each: typeof lines, classes: string) =>
    [...Map.groupBy(each, ({ to }) => familyClass(to.family))].map(([family, own]) =>
      Plot.link(own, {
        x1: ({ from }) => from.column,
        x2: ({ to }) => to.column,
        y1: ({ from }) => value(from),
        y2: ({ to }) => value(to),
        fy: ({ to }) => to.row,
        className: `${classes} ${family}`,
      }),
    );
  const sure = models.filter(({ low, high }) => low !== null && high !== null);
  const heads = [...Map.groupBy(models, ({ family }) => family).values()].map((each) => each[0] as Placed);
  const below = { x: 'column', fy: 'row', frameAnchor: 'bottom', lineAnchor: 'top' } as const;
  return draw({
    width,
    height: TOP + rowCount * PLOT + (rowCount - 1) * BETWEEN + BOTTOM,
    marginLeft: LEFT,
    marginRight: 0,
    marginTop: TOP,
    marginBottom: BOTTOM,
    ariaLabel,
    x: { domain: [-0.5, last + 0.5], axis: null },
    y: { domain: [scale.low, scale.high] },
    fy: {
      domain: Array.from({ length: rowCount }, (_, row) => row),
      axis: null,
      paddingInner: rowCount > 1 ? BETWEEN / (PLOT + BETWEEN) : 0,
      round: false,
    },
    marks: [
      Plot.gridY(scale.ticks, GRID),
      Plot.axisY(scale.ticks, { label: null, tickSize: 0, tickPadding: 8 }),
      Plot.text(['points'], { frameAnchor: 'top-left', textAnchor: 'start', lineAnchor: 'bottom', dx: -LEFT, dy: -12 }),
      Plot.ruleY(
        scale.ticks.filter((tick) => tick === 0),
        { className: 'zero-line' },
      ),
      ...step(
        lines.filter(({ tested }) => tested),
        'step-line',
      ),
      ...step(
        lines.filter(({ tested }) => !tested),
        'step-line untested',
      ),
      ...whiskersUpright(sure, { x: 'column', y1: ({ low }) => clamped(low), y2: ({ high }) => clamped(high), fy: 'row' }),
      ...arrows(
        sure.filter(({ low }) => (low ?? 0) < scale.low),
        { x: 'column', y: () => scale.low, fy: 'row' },
      ),
      ...arrows(
        sure.filter(({ high }) => (high ?? 0) > scale.high),
        { x: 'column', y: () => scale.high, fy: 'row', rotate: 180 },
      ),
      Plot.ruleY(
        models.filter(({ agrees }) => agrees === false),
        { x1: ({ column }) => column - 0.2, x2: ({ column }) => column + 0.2, y: 'stated', fy: 'row', className: 'stated' },
      ),
      ...dots(
        models.filter(({ measured }) => measured !== null),
        { x: 'column', y: value, fy: 'row', title },
      ),
      ...dots(
        models.filter(({ measured }) => measured === null),
        { x: 'column', y: value, fy: 'row', title },
        BARE,
      ),
      Plot.text(models, { ...below, text: ({ params_b }) => size(params_b), dy: 10 }),
      Plot.text(models, { ...below, text: 'version', dy: 28, lineWidth: 3, textOverflow: 'ellipsis' }),
      Plot.text(heads, {
        x: 'column',
        fy: 'row',
        text: 'family',
        frameAnchor: 'top',
        textAnchor: 'start',
        lineAnchor: 'bottom',
        dx: -8,
        dy: -12,
        lineWidth: 5.5,
        textOverflow: 'ellipsis',
        className: 'head',
      }),
    ],
  });
}
