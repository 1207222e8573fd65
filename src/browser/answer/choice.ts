import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import type { AxisSpec, ChartMark, ChartSpec } from '../../../pipeline/notebooks/chart.ts';
import { columnKind } from '../../charts/kinds.ts';
import { familyNames, isNamed } from '../../charts/marks.ts';

/** What a reader chooses for a chart; an empty text is nothing. What the mark has no use for waits for another. */
export interface Choice {
  mark: ChartMark;
  x: string;
  y: string;
  /** Columns of the two ends, joined by a line feed. */
  interval: string;
  /** Column that gives the hue. */
  colour: string;
  /** As a declared chart has it: `-mean`. */
  sort: string;
}

/** Columns of an answer by what a chart can do with them. */
interface Sorted {
  numbers: string[];
  names: string[];
  times: string[];
  families: string[];
  intervals: string[];
  rows: number;
}

const JOIN = '\n';
/** Columns that measure something come before those that count or number it. */
const MEASURES = [
  /^(?:mean_)?difference$/,
  /difference|effect(?!_name)/,
  /^mean$/,
  /score/,
  /^(?:avg|average|median|stated|measured)/,
  /points/,
  /share|rate/,
];
const COUNTS =
  /^(?:n|n_.*|p|p_.*|count.*|expected|wins|ties|losses|sample|position|rank|row|low|high|.*_(?:low|high|id)|sd|lowest|highest|detectable|params_b)$/i;
const NAMES = [/^name$/, /^label$/, /name$/, /^domain$/, /^signal$/, /^condition$/, /model/, /run/, /probe/];
/** Most rows that a chart of names is chosen for, and from how many numbers on a spread is. */
const [MOST_NAMES, SPREAD] = [60, 40];

function best(names: readonly string[], wanted: readonly RegExp[]): string | undefined {
  for (const pattern of wanted) {
    const found = names.find((name) => pattern.test(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

export function columnsFor({ columns, rows }: Answer): Sorted {
  const of = (...kinds: string[]) => columns.filter(({ type }) => kinds.includes(columnKind(type))).map(({ name }) => name);
  const values = (name: string) => {
    const index = columns.findIndex((column) => column.name === name);
    return rows.map((row) => row[index] ?? null);
  };
  const numbers = of('number');
  const names = of('text', 'boolean');
  const families = names.filter((name) => {
    const all = values(name).filter((value) => value !== null);
    return all.length > 0 && all.some((value) => familyNames.includes(String(value))) && all.every((value) => String(value).length < 60);
  });
  const ends = numbers.flatMap((low) => {
    const high = low.replace(/low(?!.*low)/, 'high');
    return high !== low && numbers.includes(high) ? [low + JOIN + high] : [];
  });
  return { numbers, names, times: of('time'), families, intervals: ends, rows: rows.length };
}

/** The marks that an answer's columns allow. */
export function marksFor({ numbers, names, times }: Sorted): ChartMark[] {
  if (numbers.length === 0) return [];
  const marks: ChartMark[] = ['strip', 'histogram'];
  if (numbers.length + names.length + times.length > 1) marks.unshift('dot', 'line');
  if (names.length > 0 && numbers.length > 1) marks.push('text');
  return marks;
}

const measureOf = (numbers: readonly string[]): string =>
  best(numbers, MEASURES) ?? numbers.find((name) => !COUNTS.test(name)) ?? numbers[0] ?? '';

/** How far a column tells rows apart: the number of its values. */
function distinctOf({ columns, rows }: Answer, name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  return new Set(rows.map((row) => row[index])).size;
}

/** The column whose values name the rows best. */
function nameOf(answer: Answer, names: readonly string[]): string {
  if (names.length === 0) return '';
  const counted = names.map((name) => ({ name, distinct: distinctOf(answer, name) }));
  const most = Math.max(...counted.map(({ distinct }) => distinct));
  // A name that readers know, as long as it tells most rows apart.
  const telling = counted.filter(({ distinct }) => distinct >= 0.5 * most).map(({ name }) => name);
  return best(telling, NAMES) ?? telling[0] ?? '';
}

/** A chart that suits the columns of an answer; undefined where there is no number to draw. */
export function chosen(answer: Answer): Choice | undefined {
  const of = columnsFor(answer);
  const marks = marksFor(of);
  if (marks.length === 0) return undefined;
  const value = measureOf(of.numbers);
  const name = nameOf(answer, of.names);
  if (of.times.length > 0 && marks.includes('line')) return withMark(answer, 'line', { x: of.times[0] ?? '', y: value });
  if (name !== '' && of.rows <= MOST_NAMES) return withMark(answer, 'dot', { x: value, y: name });
  if (of.numbers.length > 1 && name === '') {
    const other = of.numbers.find((each) => each !== value) ?? '';
    const rising = distinctOf(answer, of.numbers[0] as string) === of.rows && of.numbers[0] !== value;
    return rising && of.rows > 2
      ? withMark(answer, 'line', { x: of.numbers[0] ?? '', y: value })
      : withMark(answer, 'dot', { x: value, y: other });
  }
  return withMark(answer, of.rows >= SPREAD && !isDifference(value) ? 'histogram' : 'strip', { x: value, y: value });
}

const isDifference = (name: string): boolean => /difference|(?:^|_)diff(?:$|_)|^effect$|minus/.test(name);

/** The choice for another mark: what can stay stays, and the rest is chosen. */
export function withMark(answer: Answer, mark: ChartMark, now: Partial<Choice> = {}): Choice {
  const of = columnsFor(answer);
  const value = measureOf(of.numbers);
  const numbers = new Set(of.numbers);
  const known = (name: string | undefined, among: readonly string[], fallback: string | undefined) =>
    name !== undefined && among.includes(name) ? name : (fallback ?? '');
  const anything = [...of.numbers, ...of.names, ...of.times];
  const drawn = [now.y, now.x].find((name) => name !== undefined && numbers.has(name)) ?? value;
  let [x, y] = ['', ''];
  if (mark === 'dot') {
    x = known(now.x, of.numbers, drawn);
    y = known(now.y, [...of.names, ...of.numbers], nameOf(answer, of.names) || of.numbers.find((each) => each !== x) || x);
  } else if (mark === 'line' || mark === 'text') {
    y = known(now.y, of.numbers, drawn);
    x = known(
      now.x,
      mark === 'line' ? anything : of.numbers,
      of.times[0] ?? of.numbers.find((each) => each !== y) ?? nameOf(answer, of.names),
    );
    if (x === y) x = anything.find((each) => each !== y) ?? y;
  } else if (mark === 'strip') [x, y] = [now.x ?? '', known(now.y, of.numbers, drawn)];
  else [x, y] = [known(now.x, of.numbers, drawn), now.y ?? ''];
  // What a mark has no use for is kept for the next.
  return {
    mark,
    x,
    y,
    interval: known(now.interval, ['', ...of.intervals], intervalFor(of.intervals, mark === 'dot' ? x : y)),
    colour: known(now.colour, ['', ...of.families], of.families[0]),
    sort: mark === 'dot' ? known(now.sort, sortsFor({ x, y }), '') : (now.sort ?? ''),
  };
}

/** The interval that belongs to a value: `x_low` to x, the plain one to the mean and to differences. */
function intervalFor(intervals: readonly string[], value: string): string | undefined {
  const named = intervals.find((each) => each.startsWith(`${value}_low${JOIN}`));
  return (
    named ??
    (/^(?:mean|avg|average|mean_difference|difference|measured|effect)$/.test(value)
      ? intervals.find((each) => each === `low${JOIN}high`)
      : undefined)
  );
}

/** Orders that a menu offers. */
export const sortsFor = ({ x, y }: Pick<Choice, 'x' | 'y'>): string[] => ['', `-${x}`, x, y];

/** The two columns of an interval. */
export const endsOf = (interval: string): [string, string] => interval.split(JOIN) as [string, string];

/** A choice as a declared chart; filling and shape follow columns called kind and condition where they hold this site's values. */
export function specOf(choice: Choice, answer: Answer): ChartSpec {
  const { mark, x, y, interval, colour, sort } = choice;
  const of = columnsFor(answer);
  const axis = (column: string): AxisSpec => ({ column });
  const holds = (name: string, test: (value: string) => boolean) => {
    const index = answer.columns.findIndex((column) => column.name === name);
    return (
      index >= 0 &&
      of.names.includes(name) &&
      answer.rows.length > 0 &&
      answer.rows.every((row) => typeof row[index] === 'string' && test(row[index]))
    );
  };
  const told = {
    ...(colour !== '' && { family: colour }),
    ...(holds('kind', (value) => value === 'base' || value === 'lek') && { kind: 'kind' }),
    ...(holds('condition', isNamed) && { condition: 'condition' }),
    ...(interval !== '' && { interval: endsOf(interval) }),
  };
  const name = nameOf(answer, of.names);
  switch (mark) {
    case 'dot': {
      const named = of.names.includes(y);
      const figures = named ? [x, ...['n', 'p_holm', 'p'].filter((each) => each !== x && of.numbers.includes(each)).slice(0, 2)] : [];
      return {
        mark,
        x: axis(x),
        y: axis(y),
        ...told,
        ...(isDifference(x) && { difference: true }),
        ...(sort !== '' && { sort: [sort] }),
        ...(named ? { columns: figures.map(axis) } : name !== '' && { label: name }),
      };
    }
    case 'line': {
      const series = of.names.find((each) => each !== x && distinctOf(answer, each) > 1 && distinctOf(answer, each) <= 12);
      return { mark, x: axis(x), y: axis(y), ...told, ...(series && { series }), ...(isDifference(y) && { difference: true }) };
    }
    case 'strip':
      return { mark, y: axis(y), ...(name !== '' && { label: name }), ...(isDifference(y) && { difference: true }) };
    case 'histogram':
      return { mark, x: axis(x) };
    case 'text':
      return { mark, x: axis(x), y: axis(y), label: name };
  }
}

/** Rows that a mark has room for: a chart of names grows with each. */
export const roomFor = (choice: Pick<Choice, 'mark' | 'y'>, answer: Answer): number => {
  if (choice.mark === 'dot' && columnsFor({ ...answer, rows: [] }).names.includes(choice.y)) return 200;
  return choice.mark === 'histogram' ? Number.POSITIVE_INFINITY : choice.mark === 'text' ? 300 : 5000;
};
