import { fixed } from '../format.ts';
import { arrows, dots, GRID, whiskersAcross } from './models.ts';
import { type Drawn, draw, Plot } from './plot.ts';
import type { Scale } from './scale.ts';

/** Mean of a model over the probes of one domain. Rows come domain by domain, and within one in the order of the models. */
export interface DomainMean {
  domain: string;
  /** Probes of the domain. */
  n: number;
  model_id: string;
  name: string;
  family: string;
  kind: string;
  mean: number;
  low: number | null;
  high: number | null;
  /** Mean of the model over all probes. */
  mean_of_all: number;
}

const ROW = 24;
const [TOP, BETWEEN, BOTTOM, LEFT, RIGHT, GUTTER] = [32, 72, 30, 112, 6, 20];

/**
 * A panel a domain, in panels of `columns` to a row; in each the models one below the other with mean and interval, and a tick at the
 * model's mean over all probes.
 */
export function profile(
  rows: readonly DomainMean[],
  { scale, columns, width, ariaLabel }: { scale: Scale; columns: number; width: number; ariaLabel: string },
): Drawn {
  const domains = [...new Map(rows.map((row) => [row.domain, row])).values()];
  const models = [...new Map(rows.map((row) => [row.model_id, row.name]))];
  const names = new Map(models);
  const across = Math.max(1, Math.min(columns, domains.length));
  const down = Math.max(1, Math.ceil(domains.length / across));
  const tall = models.length * ROW;
  const place = new Map(domains.map(({ domain }, index) => [domain, { column: index % across, row: Math.floor(index / across) }]));
  const panel = { fx: ({ domain }: DomainMean) => place.get(domain)?.column, fy: ({ domain }: DomainMean) => place.get(domain)?.row };
  const clamped = (end: number | null) => Math.min(scale.high, Math.max(scale.low, end ?? Number.NaN));
  const sure = rows.filter(({ low, high }) => low !== null && high !== null);
  const plot = (width - LEFT - RIGHT - (across - 1) * GUTTER) / across;
  const lane = { y: 'model_id', ...panel };
  return draw({
    width,
    height: TOP + down * tall + (down - 1) * BETWEEN + BOTTOM,
    marginTop: TOP,
    marginRight: RIGHT,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    ariaLabel,
    x: { domain: [scale.low, scale.high] },
    y: { type: 'point', domain: models.map(([id]) => id), padding: 0.5 },
    fx: {
      domain: Array.from({ length: across }, (_, index) => index),
      axis: null,
      round: false,
      paddingInner: across > 1 ? GUTTER / (plot + GUTTER) : 0,
    },
    fy: {
      domain: Array.from({ length: down }, (_, index) => index),
      axis: null,
      round: false,
      paddingInner: down > 1 ? BETWEEN / (tall + BETWEEN) : 0,
    },
    marks: [
      Plot.gridX(scale.ticks, GRID),
      Plot.axisX(scale.ticks, { label: null, tickSize: 0, tickPadding: 8, facetAnchor: null }),
      Plot.axisY({
        label: null,
        tickSize: 0,
        tickPadding: 10,
        text: (id: string) => names.get(id),
        lineWidth: 9,
        textOverflow: 'ellipsis',
      }),
      Plot.ruleX(
        scale.ticks.filter((tick) => tick === 0),
        { className: 'zero-line' },
      ),
      Plot.dot(rows, { ...lane, x: 'mean_of_all', symbol: TICK, className: 'of-all' }),
      ...whiskersAcross(sure, { ...lane, x1: ({ low }) => clamped(low), x2: ({ high }) => clamped(high) }),
      ...arrows(
        sure.filter(({ low }) => (low ?? 0) < scale.low),
        { ...lane, x: () => scale.low, rotate: 90 },
      ),
      ...arrows(
        sure.filter(({ high }) => (high ?? 0) > scale.high),
        { ...lane, x: () => scale.high, rotate: -90 },
      ),
      ...dots(rows, { ...lane, x: 'mean', title: ({ name, mean }) => `${name}: ${fixed(mean)}` }),
      Plot.text(domains, {
        ...panel,
        text: ({ domain, n }) => `${domain}, n = ${n}`,
        frameAnchor: 'top-left',
        lineAnchor: 'bottom',
        dy: -10,
        lineWidth: 16,
        textOverflow: 'ellipsis',
        className: 'head',
      }),
    ],
  });
}

const TICK = {
  draw(context: CanvasPath) {
    context.moveTo(0, -6);
    context.lineTo(0, 6);
  },
};
