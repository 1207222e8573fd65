import type { KeyEntry } from '../../charts/declared.ts';
import { familyClass, shapeOf } from '../../charts/marks.ts';
import { shownName } from '../../words/names.ts';
import { element, svg } from '../nodes.ts';

/** A line of a key, as src/components/KeyItem.astro draws it. */
function drawn({ family = 'neutral', kind, condition = 'baseline', line }: KeyEntry): SVGElement {
  if (line === 'stated')
    return svg(
      'svg',
      { width: 16, height: 14, viewBox: '0 -7 16 14', 'aria-hidden': 'true' },
      svg('line', { class: 'stated', x1: 8, x2: 8, y1: -5, y2: 5 }),
    );
  if (line)
    return svg(
      'svg',
      { width: 34, height: 14, viewBox: '0 -7 34 14', 'aria-hidden': 'true' },
      svg('line', { class: ['whisker', familyClass(family), ...(line === 'null' ? ['null'] : [])].join(' '), x1: 1, x2: 33, y1: 0, y2: 0 }),
    );
  const { element: shape, attributes } = shapeOf(condition);
  const classes = ['mark', familyClass(family), ...(kind === 'lek' ? ['lek'] : [])].join(' ');
  return svg(
    'svg',
    { class: 'key-mark', width: 16, height: 14, viewBox: '-8 -7 16 14', 'aria-hidden': 'true' },
    svg(shape, { class: classes, ...attributes }),
  );
}

/** The key of a chart as a list; nothing where there is nothing to say. */
export const keyList = (entries: readonly KeyEntry[]): HTMLElement[] =>
  entries.length === 0
    ? []
    : [
        element(
          'ul',
          { class: 'key' },
          ...entries.map((entry) => element('li', {}, drawn(entry), ' ', element('bdi', {}, shownName(entry.text)))),
        ),
      ];
