import { at, type Scale, scaleOver } from '../charts/scale.ts';
import type { Answer, DomainAnswer } from '../compare/compare.ts';
import type { Pair, Side } from '../compare/scores.ts';
import { count, fixed, pValue, signed } from '../format.ts';
import { probeHref, resultHref } from '../site.ts';
import { shownName } from '../words/names.ts';
import { labelsOf, type MarkOf, mark, plot, sidesOf, whisker } from './draw.ts';
import { type Content, element, svg } from './nodes.ts';

// The tables of a comparison. Their heads stand in the page; rows and axes are made here. A figure carries its exact value.

/** A pair with a minus b. */
export interface Moved extends Pair {
  difference: number;
}

type Bounds = { low: number | null; high: number | null };

const figure = (value: number | null, text: string): Content => (value === null ? text : element('data', { value: String(value) }, text));
const cell = (classes: string, ...content: Content[]) => element('td', { class: classes }, ...content);
const holdsZero = ({ low, high }: Bounds) => low !== null && high !== null && low <= 0 && high >= 0;
// A narrow plot cell has room for few labels.
const scaleOf = (values: readonly (number | null)[]) => scaleOver([0, ...values], { most: matchMedia('(width <= 720px)').matches ? 3 : 7 });
const markOf = ({ run, condition }: Side): MarkOf => ({ family: run.family, kind: run.kind, condition });

/** A probe's id, which may break after each of its words. */
const broken = (probe_id: string): Content[] =>
  probe_id.split('_').flatMap((word, index, all) => (index < all.length - 1 ? [`${word}_`, element('wbr')] : [word]));

/** Puts rows and the axis of their scale into a table whose plot cells stand in its second column. */
function fill(table: HTMLElement, scale: Scale, rows: readonly HTMLElement[]): void {
  table.querySelector('tbody')?.replaceChildren(...rows);
  table.querySelector('thead .plot > svg')?.replaceChildren(...sidesOf(scale));
  table.querySelector('tfoot .plot > svg')?.replaceChildren(...labelsOf(scale));
}

function bounds({ low, high }: Bounds): HTMLElement[] {
  return [cell('n wide-only', figure(low, signed(low))), cell('n near wide-only', figure(high, signed(high)))];
}

const folded = ({ low, high }: Bounds): Content =>
  low !== null && element('small', { class: 'narrow' }, `${signed(low)} to ${signed(high)}`);

/** The difference over all probes, with both of its intervals. */
export function overallTable(table: HTMLElement, a: Side, { all }: Answer): void {
  const scale = scaleOf([all.mean, all.low, all.high, all.clusterLow, all.clusterHigh]);
  const row = (label: string, low: number | null, high: number | null) =>
    element(
      'tr',
      { class: holdsZero({ low, high }) ? 'null' : undefined },
      element('th', { scope: 'row' }, label),
      cell(
        'plot',
        plot(scale, low === null || high === null ? undefined : whisker(scale, low, high, a.run.family), mark(scale, all.mean, markOf(a))),
      ),
      cell('n', figure(all.mean, signed(all.mean)), folded({ low, high })),
      ...bounds({ low, high }),
    );
  fill(table, scale, [row('probes resampled', all.low, all.high), row('domains resampled', all.clusterLow, all.clusterHigh)]);
}

/** The other figures of a comparison, name and value. */
export function facts({ all, meanA, meanB }: Answer, first: string, second: string): HTMLElement[] {
  const fact = (name: string, ...value: Content[]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...value));
  return [
    fact('A', element('bdi', {}, first), ', mean ', figure(meanA, fixed(meanA))),
    fact('B', element('bdi', {}, second), ', mean ', figure(meanB, fixed(meanB))),
    fact('Probes', figure(all.n, count(all.n))),
    fact(
      'Up, equal, down',
      figure(all.wins, count(all.wins)),
      ', ',
      figure(all.ties, count(all.ties)),
      ', ',
      figure(all.losses, count(all.losses)),
    ),
    fact('p', figure(all.p, pValue(all.p))),
    fact('Effect size', figure(all.dz, fixed(all.dz)), ...(all.dz === null ? [] : [' (Cohen’s d', element('sub', {}, 'z'), ')'])),
    fact(
      'Detectable',
      figure(all.mde, fixed(all.mde)),
      all.mde !== null && ' points: a smaller true difference would be missed in more than one study of five',
    ),
  ];
}

/** Domain by domain, the highest difference first; an interval where there are probes enough. */
export function domainTable(table: HTMLElement, a: Side, domains: readonly DomainAnswer[]): void {
  const scale = scaleOf(domains.flatMap(({ mean, low, high }) => [mean, low, high]));
  const rows = domains
    .toSorted((one, other) => other.mean - one.mean || (one.domain < other.domain ? -1 : 1))
    .map(({ domain, n, mean, low, high, meanA, meanB }) =>
      element(
        'tr',
        { class: holdsZero({ low, high }) ? 'null' : undefined },
        element('th', { scope: 'row' }, domain, element('small', { class: 'narrow' }, ` n = ${count(n)}`)),
        cell(
          'plot',
          plot(scale, low === null || high === null ? undefined : whisker(scale, low, high, a.run.family), mark(scale, mean, markOf(a))),
        ),
        cell('n', figure(mean, signed(mean)), folded({ low, high })),
        ...bounds({ low, high }),
        cell('n wide-only', count(n)),
        cell('n roomy-only', figure(meanA, fixed(meanA))),
        cell('n roomy-only', figure(meanB, fixed(meanB))),
      ),
    );
  fill(table, scale, rows);
}

/** Probe by probe, in the order given. */
export function probeTable(table: HTMLElement, a: Side, b: Side, moved: readonly Moved[]): void {
  const scale = scaleOf(moved.map(({ difference }) => difference));
  // The pages of a reader's file are none of this site's, nor are the probes that it alone has asked.
  const own = ({ run }: Side) => run.source === 'own';
  const probeName = (probe_id: string): HTMLElement =>
    own(a) && own(b)
      ? element('span', { class: 'code-name' }, ...broken(shownName(probe_id)))
      : element('a', { href: probeHref(probe_id), class: 'code-name' }, ...broken(probe_id));
  const score = (side: Side, probe_id: string, value: number): Content =>
    own(side) ? fixed(value, 1) : element('a', { href: resultHref(side.run.run_id, probe_id, side.condition) }, fixed(value, 1));
  const rows = moved.map(({ probe_id, domain, difference, a: left, b: right }) =>
    element(
      'tr',
      { 'data-difference': String(difference) },
      element('th', { scope: 'row' }, probeName(probe_id), element('small', {}, domain)),
      cell(
        'plot',
        plot(
          scale,
          svg('line', { class: 'stem', x1: `${at(scale, 0)}%`, x2: `${at(scale, difference)}%`, y1: '50%', y2: '50%' }),
          svg('circle', { class: 'dot', cx: `${at(scale, difference)}%`, cy: '50%', r: 3 }),
        ),
      ),
      cell('n', figure(difference, signed(difference, 1)), element('small', { class: 'narrow' }, `${fixed(left, 1)} − ${fixed(right, 1)}`)),
      cell('n wide-only', score(a, probe_id, left)),
      cell('n wide-only', score(b, probe_id, right)),
    ),
  );
  fill(table, scale, rows);
}

/** All differences as a strip of dots from the lowest to the highest, the two ends named. `moved` is in falling order. */
export function drawStrip(strip: HTMLElement, moved: readonly Moved[]): void {
  const scale = scaleOver([0, ...moved.map(({ difference }) => difference)], { most: 5, margin: 0.08 });
  const y = (value: number) => `${Number((100 - at(scale, value)).toFixed(2))}%`;
  const rising = moved.toReversed();
  const place = (index: number) => `${Number((((index + 0.5) / rising.length) * 100).toFixed(2))}%`;
  const number = (probe_id: string) => probe_id.split('_')[0] ?? probe_id;
  const named = (index: number, end: boolean) => {
    const point = rising[index];
    if (!point) return undefined;
    const label = `${number(point.probe_id)} ${signed(point.difference, 1)}`;
    return svg(
      'text',
      { class: 'end', x: place(index), y: y(point.difference), dx: end ? 4 : -4, dy: end ? -10 : 18, 'text-anchor': end ? 'end' : 'start' },
      label,
    );
  };
  const [axis, dots] = strip.querySelectorAll('svg');
  axis?.replaceChildren(
    ...scale.ticks.map((tick) =>
      svg('text', { x: '100%', dx: -8, y: y(tick), dy: 4, 'text-anchor': 'end' }, signed(tick, Number.isInteger(tick) ? 0 : 1)),
    ),
  );
  dots?.replaceChildren(
    ...scale.ticks.map((tick) =>
      svg('line', { class: tick === 0 ? 'zero-line' : 'grid-line', x1: 0, x2: '100%', y1: y(tick), y2: y(tick) }),
    ),
    ...rising.map(({ probe_id, difference }, index) =>
      svg(
        'circle',
        { class: difference === 0 ? 'same' : 'moved', cx: place(index), cy: y(difference), r: rising.length > 150 ? 2 : 3 },
        svg('title', {}, `${probe_id} ${signed(difference, 1)}`),
      ),
    ),
    ...(rising.length > 1 ? [named(0, false), named(rising.length - 1, true)].filter((each) => each !== undefined) : []),
  );
}
