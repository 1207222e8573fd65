import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import { type ChartMark, type ChartSpec, chartYaml } from '../../../pipeline/notebooks/chart.ts';
import { ChartError, chartKey, declaredChart } from '../../charts/declared.ts';
import { cappedSentence } from '../../words/answer.ts';
import { shownName } from '../../words/names.ts';
import { element } from '../nodes.ts';
import { type Choice, chosen, columnsFor, endsOf, marksFor, roomFor, sortsFor, specOf, withMark } from './choice.ts';
import { keyList } from './key.ts';

/** The chart of an answer, with menus. It comes with Plot, so it is fetched when a reader first asks for a chart. */
export interface ChartTab {
  element: HTMLElement;
  /** Draws the rows in the order given; a choice of the reader stays as far as it fits. */
  show(answer: Answer): void;
  destroy(): void;
}

const MARKS: Record<ChartMark, string> = { dot: 'Dots', line: 'Line', strip: 'Sorted dots', histogram: 'Spread', text: 'Words' };
const MENUS = ['mark', 'x', 'y', 'interval', 'colour', 'sort'] as const;
const TITLES: Record<(typeof MENUS)[number], string> = {
  mark: 'Mark',
  x: 'Across',
  y: 'Up',
  interval: 'Interval',
  colour: 'Hue',
  sort: 'Order',
};

/** What each menu offers for a choice: value and words. An empty list hides the menu. */
function offers(choice: Choice, answer: Answer): Record<(typeof MENUS)[number], [value: string, text: string][]> {
  const of = columnsFor(answer);
  const names = (all: readonly string[]) => all.map((name): [string, string] => [name, shownName(name)]);
  const { mark } = choice;
  const plane = mark === 'dot' || mark === 'line';
  return {
    mark: marksFor(of).map((each) => [each, MARKS[each]]),
    x: mark === 'strip' ? [] : names(mark === 'line' ? [...of.times, ...of.numbers, ...of.names] : of.numbers),
    y: mark === 'histogram' ? [] : names(mark === 'dot' ? [...of.names, ...of.numbers] : of.numbers),
    interval:
      plane && of.intervals.length > 0
        ? [['', 'none'], ...of.intervals.map((each): [string, string] => [each, endsOf(each).map(shownName).join(' to ')])]
        : [],
    colour: plane && of.families.length > 0 ? [['', 'none'], ...names(of.families)] : [],
    sort: mark === 'dot' ? sortsFor(choice).map((each) => [each, orderText(each)]) : [],
  };
}

const orderText = (sort: string): string =>
  sort === '' ? 'as in the table' : sort.startsWith('-') ? `${shownName(sort.slice(1))}, falling` : `${shownName(sort)}, rising`;

export function createChartTab({ onCopy }: { onCopy: (yaml: string) => void }): ChartTab {
  let answer: Answer = { columns: [], rows: [] };
  let choice: Choice | undefined;
  let spec: ChartSpec | undefined;
  let drawnWidth = 0;

  const selects = Object.fromEntries(MENUS.map((menu) => [menu, element('select', { 'aria-label': TITLES[menu] })])) as Record<
    (typeof MENUS)[number],
    HTMLSelectElement
  >;
  const labels = MENUS.map((menu) => element('label', {}, TITLES[menu], selects[menu]));
  const controls = element('div', { class: 'controls' }, ...labels);
  const [place, note, yaml] = [
    element('div', { class: 'answer-chart' }),
    element('p', { class: 'says' }),
    element('pre', { class: 'code', tabindex: '0' }),
  ];
  const copy = element('button', { type: 'button' }, 'Copy');
  const source = element(
    'details',
    {},
    element('summary', {}, 'As YAML, for a notebook'),
    yaml,
    element('p', { class: 'answer-tools' }, copy),
  );
  const tab = element('div', {}, controls, place, note, source);
  copy.addEventListener('click', () => spec && onCopy(`\`\`\`chart from=cell\n${chartYaml(spec)}\`\`\`\n`));

  function fill(): void {
    if (!choice) return;
    const all = offers(choice, answer);
    for (const [index, menu] of MENUS.entries()) {
      const options = all[menu].map(([value, text]) => element('option', { value }, text));
      selects[menu].replaceChildren(...options);
      selects[menu].value = choice[menu];
      (labels[index] as HTMLElement).hidden = all[menu].length < 2;
    }
  }

  function draw(): void {
    if (!choice) return;
    const room = roomFor(choice, answer);
    const drawn = answer.rows.length > room ? { ...answer, rows: answer.rows.slice(0, room) } : answer;
    spec = specOf(choice, answer);
    drawnWidth = Math.max(260, Math.floor(place.clientWidth));
    try {
      const svg = declaredChart(spec, drawn, { width: drawnWidth, document });
      place.replaceChildren(...keyList(chartKey(spec, drawn)), svg);
      note.textContent = cappedSentence(drawn.rows.length, answer.rows.length);
    } catch (error) {
      if (!(error instanceof ChartError)) throw error;
      place.replaceChildren();
      note.textContent = `This cannot be drawn. ${error.message}`;
    }
    yaml.textContent = chartYaml(spec);
  }

  for (const menu of MENUS)
    selects[menu].addEventListener('change', () => {
      if (!choice) return;
      const next = { ...choice, [menu]: selects[menu].value };
      // An interval belongs to the value that was drawn.
      const { interval, ...others } = next;
      choice =
        menu === 'interval' || menu === 'colour' || menu === 'sort' ? next : withMark(answer, next.mark, menu === 'mark' ? next : others);
      fill();
      draw();
    });

  const watch = new ResizeObserver(() => {
    if (choice && place.clientWidth > 0 && Math.abs(place.clientWidth - drawnWidth) > 8) draw();
  });
  watch.observe(place);

  return {
    element: tab,
    show(next) {
      const same = answer.columns.map(({ name }) => name).join('\n') === next.columns.map(({ name }) => name).join('\n');
      answer = next;
      choice = same && choice ? choice : chosen(next);
      for (const part of [controls, place, source]) part.hidden = choice === undefined;
      note.textContent = choice ? '' : 'There is nothing to draw: no column holds numbers.';
      fill();
      draw();
    },
    destroy: () => watch.disconnect(),
  };
}
