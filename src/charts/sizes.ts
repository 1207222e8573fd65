import { fixed, size } from '../format.ts';
import { type Box, labelled, moved, setAside } from './aside.ts';
import { arrows, BARE, dots, GRID, whiskersAcross } from './models.ts';
import { type Drawn, draw, Plot } from './plot.ts';
import type { Scale } from './scale.ts';

/** A model with its average and its parameters in billions. */
export interface Sized {
  model_id: string;
  name: string;
  family: string;
  kind: string;
  params_b: number;
  mean: number;
  low: number | null;
  high: number | null;
  /** Scores that the average is of; 0 where it is stated alone. */
  n: number;
}

const [TOP, BOTTOM, LEFT] = [58, 58, 44];
/** Half the height of a mark, of one without rows, and of an interval, each with a little room; and the farthest a mark is moved. In px. */
const [MARK, BARE_MARK, LINE, FARTHEST] = [6.5, 4.5, 1.5, 24];
/** Width of a character of a name at 13 px, rather too much than too little. */
const CHARACTER = 7.8;

/** Powers of two from the smallest to the largest size, and a little beyond. */
function sizeTicks(sizes: readonly number[]): { low: number; high: number; ticks: number[] } {
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const [from, to] = [Math.floor(Math.log2(least)), Math.ceil(Math.log2(most))];
  return { low: least * 0.8, high: most * 1.25, ticks: Array.from({ length: to - from + 1 }, (_, index) => 2 ** (from + index)) };
}

/**
 * Averages of one probe set by size: the average from left to right, parameters upwards on a logarithmic scale. Marks that would cover
 * each other are set a little apart; those with room beside them are named. `sizes` are the parameters that the axis has to hold, so
 * that panels can share it; `right` is the room for names beyond the axis, in px; an interval that leaves `scale` ends in an arrow.
 */
export function sizes(
  rows: readonly Sized[],
  {
    scale,
    sizes: held,
    width,
    height,
    right,
    heading,
    ariaLabel,
  }: { scale: Scale; sizes: readonly number[]; width: number; height: number; right: number; heading: string; ariaLabel: string },
): Drawn {
  const { low, high, ticks } = sizeTicks(held);
  const [wide, tall] = [width - LEFT - right, height - TOP - BOTTOM];
  const across = (value: number) => LEFT + ((value - scale.low) / (scale.high - scale.low)) * wide;
  const valueAt = (x: number) => scale.low + ((x - LEFT) / wide) * (scale.high - scale.low);
  const upward = (params: number) => TOP + (1 - Math.log(params / low) / Math.log(high / low)) * tall;
  const paramsAt = (y: number) => low * (high / low) ** (1 - (y - TOP) / tall);
  const clamped = (end: number | null) => Math.min(scale.high, Math.max(scale.low, end ?? Number.NaN));
  const box = (from: number, to: number, y: number, half: number): Box => ({ left: from, right: to, top: y - half, bottom: y + half });
  const drawings = rows.map(({ mean, low: from, high: to, params_b, n }): Box[] => {
    const [x, y, half] = [across(mean), upward(params_b), n > 0 ? MARK : BARE_MARK];
    const mark = box(x - half, x + half, y, half);
    return from === null || to === null ? [mark] : [mark, box(across(clamped(from)), across(clamped(to)), y, LINE)];
  });
  const offsets = setAside(drawings, FARTHEST);
  const models = rows.map((row, index) => ({ ...row, y: paramsAt(upward(row.params_b) + (offsets[index] as number)) }));
  const names = labelled(
    drawings.map((boxes, index) => moved(boxes, offsets[index] as number)),
    rows.map(({ name }) => name.length * CHARACTER),
    { left: LEFT, right: width, top: 0, bottom: height },
  ).map(({ index, side, x }) => ({ side, x: valueAt(x), y: models[index]?.y, name: models[index]?.name }));
  const title = ({ name, mean }: Sized) => `${name}: ${fixed(mean)}`;
  const sure = models.filter(({ low: from, high: to }) => from !== null && to !== null);
  const label = (side: 'left' | 'right') =>
    Plot.text(
      names.filter((name) => name.side === side),
      { x: 'x', y: 'y', text: 'name', textAnchor: side === 'right' ? 'start' : 'end', className: 'label' },
    );
  return draw({
    width,
    height,
    marginTop: TOP,
    marginRight: right,
    marginBottom: BOTTOM,
    marginLeft: LEFT,
    ariaLabel,
    x: { domain: [scale.low, scale.high] },
    y: { type: 'log', domain: [low, high] },
    marks: [
      Plot.gridX(scale.ticks, GRID),
      Plot.gridY(
        ticks.filter((tick) => tick >= low && tick <= high),
        GRID,
      ),
      Plot.axisX(scale.ticks, { label: null, tickSize: 0, tickPadding: 10 }),
      Plot.axisY(
        ticks.filter((tick) => tick >= low && tick <= high),
        { label: null, tickSize: 0, tickPadding: 10, text: size },
      ),
      Plot.text([heading], { frameAnchor: 'top-left', textAnchor: 'start', lineAnchor: 'bottom', dx: -LEFT, dy: -36, className: 'head' }),
      Plot.text(['parameters'], { frameAnchor: 'top-left', textAnchor: 'start', lineAnchor: 'bottom', dx: -LEFT, dy: -14 }),
      Plot.text(['points'], { frameAnchor: 'bottom', lineAnchor: 'top', dy: 32 }),
      Plot.ruleX(
        scale.ticks.filter((tick) => tick === 0),
        { className: 'zero-line' },
      ),
      ...whiskersAcross(sure, { x1: ({ low: from }) => clamped(from), x2: ({ high: to }) => clamped(to), y: 'y' }),
      ...arrows(
        sure.filter(({ low: from }) => (from ?? 0) < scale.low),
        { x: () => scale.low, y: 'y', rotate: 90 },
      ),
      ...arrows(
        sure.filter(({ high: to }) => (to ?? 0) > scale.high),
        { x: () => scale.high, y: 'y', rotate: -90 },
      ),
      ...dots(
        models.filter(({ n }) => n > 0),
        { x: 'mean', y: 'y', title },
      ),
      ...dots(
        models.filter(({ n }) => n === 0),
        { x: 'mean', y: 'y', title },
        BARE,
      ),
      label('left'),
      label('right'),
    ],
  });
}
