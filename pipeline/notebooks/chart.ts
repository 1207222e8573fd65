import { isMap, isPair, isScalar, LineCounter, parseDocument, stringify } from 'yaml';
import { InputError, shown } from '../records/error.ts';
import * as z from '../records/zod.ts';

// A chart that is declared, not programmed: YAML that names columns of an answer. Nothing in it is code, so that a reader may edit it.

/** How figures are written: `.2f`, `+.1f` with its sign, `d` for counts, `.1%` for shares, `p` as journals set p. */
const FORMAT = /^(?:p|d|\+?\.[0-9][f%])$/;

const column = z.string().min(1);
const format = z.string().regex(FORMAT);
const short = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' ? { column: value } : value), schema);
const listed = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), schema);

const axis = short(
  z.strictObject({
    column,
    /** What stands at the axis instead of the column's name. */
    label: z.string().optional(),
    format: format.optional(),
    scale: z.enum(['linear', 'log', 'category']).optional(),
    /** Ends of the axis, where they are not those of the values. What leaves it is marked by an arrow. */
    from: z.number().optional(),
    to: z.number().optional(),
  }),
);

/** A value on the axis of the chart, a column of such values, one a row, or a value with a name of its own. */
const reference = listed(z.array(z.union([z.number(), column, z.strictObject({ value: z.number(), label: z.string() })])).optional());

const common = {
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/)
    .optional(),
  caption: z.string().min(1).optional(),
  /** A panel a value of this column. */
  facet: column.optional(),
  reference: reference,
  /** True where the values are differences: an axis from zero on both sides, signs, and grey where an interval crosses zero. */
  difference: z.boolean().optional(),
  format: format.optional(),
};

/** The site's one encoding: hue, filling and shape of a mark. */
const encoding = { family: column.optional(), kind: column.optional(), condition: column.optional() };
const interval = z.tuple([column, column]).optional();

export const ChartSpec = z.discriminatedUnion('mark', [
  z.strictObject({
    mark: z.literal('dot'),
    x: axis,
    y: axis,
    interval,
    /** Column of names for marks that have room beside them, where both axes are numbers. */
    label: column.optional(),
    /** Columns by which rows are ordered, the first counting most; a minus before the name turns the order. */
    sort: listed(z.array(z.string().regex(/^-?[^-]/)).optional()),
    /** Columns of figures at the right of rows. */
    columns: z.array(short(z.strictObject({ column, label: z.string().optional(), format: format.optional() }))).optional(),
    ...encoding,
    ...common,
  }),
  z.strictObject({
    mark: z.literal('line'),
    x: axis,
    y: axis,
    interval,
    /** A line a value of this column, named at its end. */
    series: column.optional(),
    ...encoding,
    ...common,
  }),
  z.strictObject({ mark: z.literal('strip'), y: axis, label: column.optional(), ...common }),
  z.strictObject({ mark: z.literal('histogram'), x: axis, bins: z.int().min(2).max(200).optional(), ...common }),
  z.strictObject({ mark: z.literal('text'), x: axis, y: axis, label: column, ...common }),
]);

/** A declared chart, checked; which columns an answer has is seen when it is drawn. */
export type ChartSpec = z.infer<typeof ChartSpec>;
export type ChartMark = ChartSpec['mark'];
export type AxisSpec = Extract<ChartSpec, { mark: 'dot' }>['x'];

/** Marks in the order in which a menu shows them. */
export const CHART_MARKS: readonly ChartMark[] = ['dot', 'line', 'strip', 'histogram', 'text'];

const AXIS = "a column's name, or a map of column, label, format, scale (linear, log or category), from and to";
const COLUMN = 'the name of a column, in quotes where YAML would read a number';

/** What each key may be, for messages. */
const ALLOWED: Record<string, string> = {
  mark: `one of ${CHART_MARKS.join(', ')}`,
  x: AXIS,
  y: AXIS,
  interval: 'two columns, [low, high]',
  reference: "a number, a column's name, a map of value and label, or a list of these",
  sort: "a column's name, with a minus before it for falling order, or a list of these",
  columns: "a list of columns' names, or of maps of column, label and format",
  format: '.2f, +.1f, d, .1% or p',
  scale: 'linear, log or category',
  difference: 'true or false',
  bins: 'a whole number from 2 to 200',
  id: 'lower-case letters, digits, - and _, a letter first',
  caption: 'a text',
  label: 'a text',
  from: 'a number',
  to: 'a number',
  value: 'a number',
};

/** The keys that a mark takes. */
function keysOf(mark: unknown): string[] {
  const option = ChartSpec.options.find(({ shape }) => shape.mark.value === mark);
  return option ? Object.keys(option.shape) : ['mark'];
}

type Path = readonly PropertyKey[];

const keyOf = (path: Path): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part + 1}]` : index === 0 ? String(part) : `.${String(part)}`)).join('');

/** The nearest key that has a description of its own. */
function allowedAt(path: Path): string {
  const named = path.filter((part) => typeof part === 'string');
  const last = named.at(-1) ?? 'mark';
  const within = named.length > 1;
  if (within && named[0] === 'interval') return COLUMN;
  if (last === 'label' && !within) return COLUMN;
  return ALLOWED[last] ?? COLUMN;
}

type Issue = z.core.$ZodIssue;

/** What is wrong, where, and what would be right, of the first fault that zod found. */
function faultOf(issue: Issue, value: unknown): { path: Path; what: string; todo: string } {
  const at = (path: Path) => path.reduce<unknown>((each, part) => (each as Record<PropertyKey, unknown> | undefined)?.[part], value);
  if (issue.code === 'unrecognized_keys') {
    const path = [...issue.path, issue.keys[0] as string];
    const mark = at(['mark']);
    if (issue.path.length > 0)
      return { path, what: `${keyOf(issue.path)} has no key ${shown(issue.keys[0])}`, todo: `It may be ${allowedAt(issue.path)}.` };
    return {
      path,
      what: `a chart of mark ${String(mark)} has no key ${shown(issue.keys[0])}`,
      todo: `Its keys are ${keysOf(mark).join(', ')}.`,
    };
  }
  const path = issue.code === 'invalid_union' && issue.path.length === 0 ? ['mark'] : issue.path;
  const found = at(path);
  if (found === undefined) return { path, what: `${keyOf(path)} is missing`, todo: `Give ${keyOf(path)}: ${allowedAt(path)}.` };
  return { path, what: `${keyOf(path)} is ${shown(found)}`, todo: `It has to be ${allowedAt(path)}.` };
}

/**
 * Reads a declared chart. `file` and `line` say where its first line stands, for messages.
 * @throws InputError with line, key, what is wrong and what is allowed.
 */
export function parseChart(yaml: string, { file = 'chart', line = 1 }: { file?: string; line?: number } = {}): ChartSpec {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, schema: 'core' });
  const lineAt = (offset: number) => line + Math.max(0, lines.linePos(offset).line - 1);
  const [broken] = document.errors;
  if (broken)
    throw new InputError({
      file,
      line: lineAt(broken.pos[0]),
      what: `this is not YAML: ${broken.message}`,
      todo: 'Write a key, a colon and a value on each line.',
    });
  if (!isMap(document.contents))
    throw new InputError({ file, line, what: 'a chart is a map of keys', todo: 'Begin with a mark, such as "mark: dot".' });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 0 });
  } catch {
    throw new InputError({ file, line, what: 'a chart may not hold anchors that are used again', todo: 'Write each value out.' });
  }
  const result = ChartSpec.safeParse(value);
  if (result.success) return result.data;
  const fault = faultOf(result.error.issues[0] as Issue, value);
  throw new InputError({ file, line: lineAt(offsetOf(document.contents, fault.path)), what: fault.what, todo: fault.todo });
}

/** Where a key stands in the text, or the nearest thing around it that does. */
function offsetOf(map: unknown, path: Path): number {
  let [node, offset] = [map, 0];
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((each) => isPair(each) && isScalar(each.key) && each.key.value === part);
      if (!pair || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else {
      const item = (node as { items?: { range?: number[] }[] } | null)?.items?.[Number(part)];
      if (!item) break;
      offset = item.range?.[0] ?? offset;
      node = item;
    }
  }
  return offset;
}

/** A declared chart as YAML, as short as it can be said; `parseChart` reads the same chart back. */
export function chartYaml(spec: ChartSpec): string {
  const brief = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(brief);
    if (typeof value !== 'object' || value === null) return value;
    const known = Object.entries(value).filter(([, each]) => each !== undefined);
    return known.length === 1 && known[0]?.[0] === 'column' ? known[0][1] : Object.fromEntries(known);
  };
  const entries = Object.entries(spec).filter(([, value]) => value !== undefined);
  const single = (value: unknown) => (Array.isArray(value) && value.length === 1 ? value[0] : value);
  const short = entries.map(([key, value]) => [key, key === 'sort' || key === 'reference' ? single(brief(value)) : brief(value)]);
  return stringify(Object.fromEntries(short), { collectionStyle: 'any', flowCollectionPadding: false, lineWidth: 0 });
}
