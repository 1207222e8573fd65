import { count } from '../../format.ts';
import type { ShownColumn } from '../../notebook/table.ts';
import { plural } from '../../words/english.ts';
import { type Content, element, svg } from '../nodes.ts';
import { lineOf } from './cells.ts';
import type { Summary } from './summaries.ts';

const [WIDE, TALL] = [100, 22];

/** How the values are spread, as small columns over one line; titles say which and how many. */
function histogram({ bins }: Summary): SVGElement {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const wide = WIDE / Math.max(8, bins.length);
  const bars = bins.map((bin, index) => {
    const tall = bin.count === 0 ? 0 : Math.max(1, (bin.count / most) * TALL);
    const title = svg('title', {}, `${lineOf(bin.label, 0)}: ${count(bin.count)}`);
    return svg('rect', { class: 'bin', x: index * wide, y: TALL - tall, width: wide - 1, height: tall }, title);
  });
  return svg('svg', { viewBox: `0 0 ${WIDE} ${TALL}`, width: WIDE, height: TALL, 'aria-hidden': 'true' }, ...bars);
}

/** What stands in the row of summaries: the type, the spread, range or number of values, and how many are NULL. */
export function summaryContent(summary: Summary, { type, decimals }: ShownColumn): Content[] {
  const { range, distinct, nulls, kind } = summary;
  const said =
    range && kind === 'number'
      ? `${lineOf(range.low, decimals)} to ${lineOf(range.high, decimals)}`
      : range
        ? `${lineOf(range.low, 0).slice(0, 10)} to ${lineOf(range.high, 0).slice(0, 10)}`
        : `${count(distinct)} ${plural(distinct, 'value')}`;
  return [
    element('span', { class: 'type' }, type),
    histogram(summary),
    element('span', {}, said),
    element('span', {}, nulls === 0 ? 'no null' : `${count(nulls)} null`),
  ];
}
