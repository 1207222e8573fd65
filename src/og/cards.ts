import { familyClass } from '../charts/marks.ts';
import { at, scaleOver } from '../charts/scale.ts';
import { projectFile } from '../data/project-file.ts';
import { signed } from '../format.ts';
import type { Ruling } from '../words/claim.ts';
import { type Measure, type Style, text } from './draw.ts';
import { HEIGHT, WIDTH } from './pictures.ts';
import { balanced, wrap } from './wrap.ts';

const tokens = projectFile('src/styles/tokens.css');

/** A colour of the site on a light ground, by the name of its token. */
function colour(name: string): string {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}),`).exec(tokens)?.[1];
  if (!found) throw new Error(`src/styles/tokens.css has no colour --${name}.`);
  return found;
}

const LEFT = 72;
const RIGHT = WIDTH - LEFT;
const serif = (weight: 400 | 600, size: number): Style => ({ family: 'Source Serif 4', weight, size });
const sans = (weight: 400 | 600, size: number): Style => ({ family: 'IBM Plex Sans', weight, size });

/** Ground and masthead. */
function frame(tagline: string): string {
  return [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colour('ground')}"/>`,
    text('LEM', { ...serif(600, 38), x: LEFT, y: 92, fill: colour('ink') }),
    text(tagline, { ...sans(400, 24), x: RIGHT, y: 92, fill: colour('muted'), anchor: 'end' }),
    `<path d="M${LEFT} 118H${RIGHT}" stroke="${colour('ink')}" stroke-width="2"/>`,
  ].join('');
}

const lines = (content: readonly string[], style: Style, y: number, height: number, fill: string): string =>
  content.map((line, index) => text(line, { ...style, x: LEFT, y: y + index * height, fill })).join('');

/** A main page by its name, and what it answers. */
export function pageCard({ title, says, tagline }: { title: string; says: string; tagline: string }, measure: Measure): string {
  const [heading, small] = [serif(600, 92), sans(400, 34)];
  const titles = wrap(title, RIGHT - LEFT, 2, measure, heading);
  const sayings = balanced(says, 960, 3, measure, small);
  const y = 350 - (titles.length - 1) * 50;
  return (
    frame(tagline) +
    lines(titles, heading, y, 100, colour('ink')) +
    lines(sayings, small, y + (titles.length - 1) * 100 + 70, 46, colour('muted'))
  );
}

/** A paired difference of the central claim. */
export interface Lead {
  against: string;
  family: string;
  mean_difference: number;
  low: number | null;
  high: number | null;
  supported: boolean;
}

export interface Claim {
  claim: string;
  verdicts: readonly { verdict: Ruling; word: string }[];
  leads: readonly Lead[];
  tagline: string;
}

// The glyphs of src/components/Verdict.astro.
const GLYPHS: Record<Ruling, string> = {
  holds: 'M1 8l4 4L13 2',
  part: 'M1 6h12M7 0v12M1 14h12',
  fails: 'M2 2l10 10M12 2L2 12',
  open: 'M1 7h12',
};

const PLOT = { left: 430, right: 850 } as const;
const ROW = 54;

/** The central claim, its verdicts, and the differences it speaks of: at most three rows. */
export function claimCard({ claim, verdicts, leads, tagline }: Claim, measure: Measure): string {
  const heading = serif(400, 48);
  const said = balanced(claim, RIGHT - LEFT, 3, measure, heading);
  const under = 186 + (said.length - 1) * 58;
  const rows = leads.slice(0, 3);
  const top = HEIGHT - 44 - 32 - rows.length * ROW;
  return (
    frame(tagline) +
    lines(said, heading, 186, 58, colour('ink')) +
    verdictLine(verdicts, under + 58, measure) +
    (rows.length === 0 ? '' : plot(rows, top, measure))
  );
}

function verdictLine(verdicts: Claim['verdicts'], y: number, measure: Measure): string {
  const style = sans(600, 26);
  let x = LEFT;
  return verdicts
    .map(({ verdict, word }) => {
      const mark = `<path transform="translate(${x} ${y - 20}) scale(1.5)" d="${GLYPHS[verdict]}" fill="none" stroke="${colour('ink')}" stroke-width="2"/>`;
      const label = text(word, { ...style, x: x + 32, y, fill: colour('ink') });
      x += 32 + measure(word, style) + 48;
      return mark + label;
    })
    .join('');
}

function plot(rows: readonly Lead[], top: number, measure: Measure): string {
  const scale = scaleOver([0, ...rows.flatMap(({ mean_difference, low, high }) => [mean_difference, low, high])], {
    most: 5,
    margin: 0.06,
  });
  const x = (value: number) => Number((PLOT.left + ((PLOT.right - PLOT.left) * at(scale, value)) / 100).toFixed(1));
  const bottom = top + rows.length * ROW;
  const grid = scale.ticks.map(
    (tick) =>
      `<path d="M${x(tick)} ${top}V${bottom}" stroke="${colour(tick === 0 ? 'ink' : 'grid')}" stroke-width="${tick === 0 ? 2 : 1.5}"/>` +
      text(signed(tick, 0), { ...sans(400, 22), x: x(tick), y: bottom + 30, fill: colour('muted'), anchor: 'middle' }),
  );
  return grid.join('') + rows.map((row, index) => lead(row, top + index * ROW, x, measure)).join('');
}

function lead(
  { against, family, mean_difference, low, high, supported }: Lead,
  top: number,
  x: (value: number) => number,
  measure: Measure,
): string {
  const middle = top + ROW / 2;
  const hue = colour(familyClass(family));
  const label = sans(400, 28);
  const [name = ''] = wrap(`minus ${against}`, PLOT.left - LEFT - 24, 1, measure, label);
  const interval = low === null || high === null ? undefined : { low, high };
  const crosses = interval !== undefined && interval.low <= 0 && interval.high >= 0;
  return [
    `<path d="M${LEFT} ${top + ROW}H${RIGHT}" stroke="${colour('grid')}" stroke-width="1.5"/>`,
    text(name, { ...label, x: LEFT, y: middle + 10, fill: colour('ink') }),
    interval && `<path d="M${x(interval.low)} ${middle}H${x(interval.high)}" stroke="${crosses ? colour('null') : hue}" stroke-width="3"/>`,
    `<circle cx="${x(mean_difference)}" cy="${middle}" r="9" fill="${hue}"/>`,
    text(signed(mean_difference), { ...sans(supported ? 600 : 400, 28), x: 950, y: middle + 10, fill: colour('ink'), anchor: 'end' }),
    interval &&
      text(`${signed(interval.low)} to ${signed(interval.high)}`, {
        ...sans(400, 24),
        x: RIGHT,
        y: middle + 9,
        fill: colour('muted'),
        anchor: 'end',
      }),
  ]
    .filter(Boolean)
    .join('');
}
