import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../pipeline/notebooks/answer.ts';
import { parseChart } from '../../pipeline/notebooks/chart.ts';
import { columnsOf } from '../../src/charts/declared/columns.ts';
import { binned } from '../../src/charts/declared/histogram.ts';
import { sortedRows } from '../../src/charts/declared/sorted.ts';
import { ChartError, chartKey, chartName, columnKind, declaredChart } from '../../src/charts/declared.ts';
import { atBuild } from '../../src/charts/plot.ts';
import { answerOf } from './answers.ts';
import { picture } from './pictures.ts';

const drawn = (yaml: string, answer: Answer, width = 880) =>
  atBuild((document) => declaredChart(parseChart(yaml), answer, { width, document }));
const only = (answer: Answer, keep: (row: Record<string, unknown>) => boolean): Answer => ({
  ...answer,
  rows: answer.rows.filter((row) => keep(Object.fromEntries(answer.columns.map(({ name }, index) => [name, row[index]])))),
});
const table = (columns: Record<string, string>, ...rows: Answer['rows']): Answer => ({
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
});

const sizes = answerOf('sizes');
const p100 = only(sizes, ({ probe_set }) => probe_set === 'P100');
const pairs = only(answerOf('size-pairs'), ({ n }) => n !== null);
const profile = answerOf('domain-profile');

const MEANS = `
mark: dot
x: {column: mean, label: points}
y: name
interval: [low, high]
family: family
kind: kind
sort: -mean
columns: [mean, n]
reference: {value: 20.16, label: Gemma 3 27B}
`;
const DIFFERENCES = `
mark: dot
x: difference
y: {column: name, label: Larger model}
interval: [low, high]
difference: true
family: family
kind: kind
facet: probe_set
columns: [{column: difference, label: Difference, format: +.2f}, n, p_holm]
`;

describe('a declared chart', () => {
  picture('declared-means-wide', () => drawn(MEANS, p100));
  picture('declared-means-narrow', () => drawn(MEANS, p100, 330));
  picture('declared-differences-wide', () => drawn(DIFFERENCES, pairs));
  picture('declared-differences-narrow', () => drawn(DIFFERENCES, pairs, 330));
  picture('declared-scatter', () =>
    drawn('mark: dot\nx: mean\ny: {column: params_b, scale: log}\nfamily: family\nkind: kind\nlabel: name', p100, 600),
  );
  picture('declared-strip', () => drawn('mark: strip\ny: difference\ndifference: true\nlabel: name', pairs, 600));
  picture('declared-histogram', () => drawn('mark: histogram\nx: mean\nreference: 20', profile, 600));
  picture('declared-histogram-facets', () => drawn('mark: histogram\nx: mean\nfacet: name\nbins: 8', profile, 330));
  picture('declared-lines', () =>
    drawn(
      'mark: line\nx: {column: params_b, scale: log}\ny: mean\nseries: family\nfamily: family',
      only(sizes, ({ kind, probe_set }) => kind === 'base' && probe_set === 'P20'),
      600,
    ),
  );
  picture('declared-words', () => drawn('mark: text\nx: mean\ny: params_b\nlabel: name', p100, 600));

  test('is the same each time, and holds nothing that the policy of the site forbids', () => {
    for (const yaml of [MEANS, 'mark: strip\ny: mean', 'mark: histogram\nx: mean', 'mark: text\nx: mean\ny: n\nlabel: name']) {
      expect(drawn(yaml, p100)).toBe(drawn(yaml, p100));
      expect(drawn(yaml, p100)).not.toMatch(/<style|\sstyle=|<script/);
    }
  });

  test('keeps the order of the answer or sorts it, names at the left', () => {
    const names = (svg: string) =>
      [...svg.matchAll(/<g[^>]*class="name"[^>]*>(.*?)<\/g>/g)].flatMap(([, inside]) =>
        [...(inside as string).matchAll(/>([^<]+)<\/text>/g)].map(([, name]) => name),
      );
    expect(names(drawn(MEANS, p100))[0]).toBe('LEK-Gemma3 1B (layered)');
    expect(names(drawn(MEANS.replace('-mean', 'mean'), p100)).at(-1)).toBe('LEK-Gemma3 1B (layered)');
    expect(names(drawn(MEANS.replace('sort: -mean\n', ''), p100))).toEqual(p100.rows.map((row) => row[2]));
  });

  test('an interval that holds zero is grey, and its figures are muted; others keep their hue', () => {
    const svg = drawn(
      'mark: dot\nx: d\ny: n\ninterval: [l, h]\nfamily: f\ndifference: true\ncolumns: [d]',
      table(
        { n: 'VARCHAR', d: 'DOUBLE', l: 'DOUBLE', h: 'DOUBLE', f: 'VARCHAR' },
        ['a', 1.5, 0.5, 2.5, 'Gemma'],
        ['b', 0.2, -1, 1.4, 'Gemma'],
        ['c', -2, -3, -1, 'Qwen'],
      ),
    );
    expect(svg.match(/class="whisker [a-z ]+"/g)).toEqual(['class="whisker gemma"', 'class="whisker gemma null"', 'class="whisker qwen"']);
    expect(svg).toMatch(/class="figure unsure"[^>]*><text[^>]*>0\.20<\/text><\/g>/);
    expect(svg).toContain('class="zero-line"');
  });

  test('an interval that leaves a stated axis ends in an arrow', () => {
    const answer = table({ n: 'VARCHAR', d: 'DOUBLE', l: 'DOUBLE', h: 'DOUBLE' }, ['a', 1, -50, 3]);
    const arrows = (svg: string) => svg.match(/<g[^>]*class="whisker[^>]*><path/g)?.length ?? 0;
    expect(arrows(drawn('mark: dot\nx: d\ny: n\ninterval: [l, h]', answer))).toBe(0);
    expect(arrows(drawn('mark: dot\nx: {column: d, from: -5, to: 5}\ny: n\ninterval: [l, h]', answer))).toBe(1);
  });

  test('a format gives ticks their sign and unit, and figures their decimals too', () => {
    const answer = table({ n: 'VARCHAR', v: 'DOUBLE' }, ['a', -10], ['b', 20]);
    const texts = (format: string) =>
      drawn(`mark: dot\nx: {column: v, format: "${format}"}\ny: n\ncolumns: [{column: v, format: "${format}"}]`, answer).match(
        /(?<=>)[+−\d.%]+(?=<\/text>)/g,
      );
    expect(texts('+.2f')).toEqual(expect.arrayContaining(['−10', '0', '+10', '+20', '−10.00', '+20.00']));
    expect(texts('.1f')).toEqual(expect.arrayContaining(['−10', '0', '10', '20', '−10.0', '20.0']));
    expect(texts('.0%')).toEqual(expect.arrayContaining(['0%', '500%']));
  });

  test('a row without a figure keeps its place and says so', () => {
    const svg = drawn('mark: dot\nx: v\ny: n', table({ n: 'VARCHAR', v: 'DOUBLE' }, ['a', 1], ['b', null], ['c', 'NaN']));
    expect(svg.match(/>no figure</g)).toHaveLength(2);
    expect(svg.match(/<circle/g)).toHaveLength(1);
  });

  test('shapes tell conditions, and marks that tell nothing are dots of ink', () => {
    const answer = table(
      { n: 'VARCHAR', v: 'DOUBLE', c: 'VARCHAR' },
      ['a', 1, 'baseline'],
      ['a', 2, 'json'],
      ['a', 3, 'txt'],
      ['a', 4, 'placebo'],
    );
    const svg = drawn('mark: dot\nx: v\ny: n\ncondition: c', answer);
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg.match(/class="mark neutral"[^>]*><path/g)).toHaveLength(3);
    expect(drawn('mark: dot\nx: v\ny: n', answer).match(/<circle/g)).toHaveLength(4);
  });

  test('text from data is text, however long or strange', () => {
    const hostile = '<img src=x onerror=alert(1)>‮"';
    const answer = table({ n: 'VARCHAR', v: 'DOUBLE', f: 'VARCHAR' }, [hostile, 1, hostile], ['W'.repeat(100_000), 2, '\u0000\u202e']);
    for (const yaml of [
      'mark: dot\nx: v\ny: n\nfacet: f\ncolumns: [f]',
      'mark: dot\nx: {column: n}\ny: v',
      'mark: line\nx: n\ny: v\nseries: f',
      'mark: text\nx: v\ny: v\nlabel: n',
      'mark: strip\ny: v\nlabel: n\nfacet: f',
    ]) {
      const svg = drawn(yaml, answer, 330);
      const { document } = parseHTML(`<body>${svg}</body>`);
      expect(document.querySelector('img')).toBeNull();
      expect(svg.includes('\u202e') || svg.includes('\u0000') || svg.includes('W'.repeat(200))).toBe(false);
    }
  });

  test('answers of no rows and of nothing but NULL are drawn', () => {
    const columns = { n: 'VARCHAR', v: 'DOUBLE' };
    for (const answer of [table(columns), table(columns, [null, null])])
      for (const yaml of [
        'mark: dot\nx: v\ny: n',
        'mark: dot\nx: v\ny: v',
        'mark: line\nx: n\ny: v',
        'mark: strip\ny: v',
        'mark: histogram\nx: v',
        'mark: text\nx: v\ny: v\nlabel: n',
      ])
        expect(drawn(yaml, answer)).not.toContain('NaN');
  });

  test('a column that is not there or holds no numbers is an error that names key and column', () => {
    expect(() => drawn('mark: dot\nx: meen\ny: name', p100)).toThrow(
      /^x: there is no column "meen" in this answer\. Its columns are probe_set, model_id/,
    );
    expect(() => drawn('mark: dot\nx: family\ny: name', p100)).toThrow(/^x: column "family" holds VARCHAR, not numbers/);
    expect(() => drawn('mark: dot\nx: mean\ny: name\ninterval: [low, hihg]', p100)).toThrow(/^interval\[2\]: there is no column "hihg"/);
    expect(() => drawn('mark: dot\nx: mean\ny: name\nsort: -x', p100)).toThrow(/^sort: there is no column "x"/);
    expect(() => drawn('mark: line\nx: mean\ny: name', p100)).toThrow(/^y: these marks need numbers on y/);
    expect(() => drawn('mark: dot\nx: {column: mean, from: 3, to: 1}\ny: name', p100)).toThrow(ChartError);
    expect(() => drawn('mark: strip\ny: mean\nreference: mean', p100)).toThrow(/^reference: a column of references, "mean", needs rows/);
    expect(() => drawn('mark: dot\nx: mean\ny: n\ncolumns: [n]', p100)).toThrow(/^columns: figures stand at the right of rows/);
    expect(() => drawn('mark: dot\nx: {column: v, scale: log}\ny: v', table({ v: 'DOUBLE' }, [0]))).toThrow(
      /^x: a logarithmic axis has no place/,
    );
  });
});

test('a key tells what is in the chart, and nothing else', () => {
  const texts = (yaml: string, answer: Answer) => chartKey(parseChart(yaml), answer).map(({ text }) => text);
  expect(texts(MEANS, p100)).toEqual(['Gemma', 'Qwen', 'LEK-tuned', 'base', 'interval']);
  expect(texts(DIFFERENCES, pairs)).toEqual(expect.arrayContaining(['interval', 'crosses zero']));
  expect(texts('mark: dot\nx: mean\ny: name', p100)).toEqual([]);
});

test('a chart has a name for readers who do not see it', () => {
  expect(chartName(parseChart(MEANS), p100)).toBe('Dots: points by name, 6 rows.');
  expect(chartName(parseChart('mark: histogram\nx: mean\nfacet: family'), p100)).toBe('Spread of mean, a panel for each family, 6 rows.');
});

test('kinds of columns by the names of their types', () => {
  const kinds = Object.entries({
    number: ['TINYINT', 'UBIGINT', 'HUGEINT', 'DOUBLE', 'FLOAT', 'DECIMAL(18,3)'],
    text: ['VARCHAR', 'BLOB', 'UUID', 'TIME', 'INTERVAL', "ENUM('a', 'b')"],
    time: ['DATE', 'TIMESTAMP', 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMP_NS'],
    boolean: ['BOOLEAN'],
    nested: ['INTEGER[]', 'VARCHAR[3]', 'STRUCT(a INTEGER)', 'MAP(VARCHAR, INTEGER)'],
  });
  for (const [kind, types] of kinds) for (const type of types) expect(columnKind(type), type).toBe(kind);
});

test('rows sort by one column after another, what has no value last, equals in their order', () => {
  const columns = columnsOf(table({ a: 'INTEGER', b: 'VARCHAR' }, [2, 'x'], [null, 'y'], [1, 'z'], [2, 'a'], [1, 'z']));
  expect(sortedRows(['a'], columns)).toEqual([2, 4, 0, 3, 1]);
  expect(sortedRows(['-a', 'b'], columns)).toEqual([3, 0, 2, 4, 1]);
  expect(sortedRows(undefined, columns)).toEqual([0, 1, 2, 3, 4]);
});

test('a value on the border of two steps belongs to the upper one', () => {
  expect(binned([0, 0.3, 0.1 + 0.2, 0.6], 0.3)).toEqual([
    { from: 0, to: 0.3, count: 1 },
    { from: 0.3, to: 0.6, count: 2 },
    { from: 0.6, to: 0.9, count: 1 },
  ]);
});
