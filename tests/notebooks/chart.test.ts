import { describe, expect, test } from 'vitest';
import { CHART_MARKS, chartYaml, parseChart } from '../../pipeline/notebooks/chart.ts';

const error = (yaml: string, where = {}) => {
  try {
    parseChart(yaml, where);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  throw new Error('This chart was read.');
};

describe('a declared chart in YAML', () => {
  test('names of columns stand alone or with what belongs to them', () => {
    const chart = parseChart(
      'mark: dot\nx: mean\ny: {column: name, label: Model}\ninterval: [low, high]\nsort: -mean\nreference: 0\ncolumns: [n, {column: p_holm, label: p}]\n',
    );
    expect(chart).toEqual({
      mark: 'dot',
      x: { column: 'mean' },
      y: { column: 'name', label: 'Model' },
      interval: ['low', 'high'],
      sort: ['-mean'],
      reference: [0],
      columns: [{ column: 'n' }, { column: 'p_holm', label: 'p' }],
    });
  });

  test('is written as short as it can be said, and read back the same', () => {
    for (const yaml of [
      'mark: dot\nx: mean\ny: name\ninterval: [low, high]\nsort: -mean\nreference: [0, {value: 2, label: two}, stated]\ncolumns: [n, {column: p, format: p}]\n',
      'mark: line\nx: {column: "1", scale: log}\ny: "true"\nseries: "- a: b"\n',
      'mark: histogram\nx: a\nbins: 9\nfacet: "x # y"\ncaption: "Über: alles"\n',
    ]) {
      const chart = parseChart(yaml);
      expect(parseChart(chartYaml(chart))).toEqual(chart);
    }
    expect(chartYaml(parseChart('mark: strip\ny: {column: d}\ndifference: true'))).toBe('mark: strip\ny: d\ndifference: true\n');
  });

  test('errors say line, key, what is wrong and what is allowed', () => {
    expect(error('mark: bar\nx: a')).toBe('chart:1: mark is "bar". It has to be one of dot, line, strip, histogram, text.');
    expect(error('x: a')).toBe('chart:1: mark is missing. Give mark: one of dot, line, strip, histogram, text.');
    expect(error('mark: dot\nx: mean')).toMatch(/^chart:1: y is missing\. Give y: a column's name, or a map/);
    expect(error('mark: dot\nx: mean\ny: name\nintervall: [a, b]')).toMatch(
      /^chart:4: a chart of mark dot has no key "intervall"\. Its keys are mark, x, y, interval,/,
    );
    expect(error('mark: dot\nx: mean\ny: name\ninterval: [low]')).toBe(
      'chart:4: interval is ["low"]. It has to be two columns, [low, high].',
    );
    expect(error('mark: dot\nx: mean\ny: name\ninterval: low')).toBe('chart:4: interval is "low". It has to be two columns, [low, high].');
    expect(error('mark: dot\nx: 3\ny: name')).toMatch(/^chart:2: x is 3\. It has to be a column's name, or a map of column, label,/);
    expect(error('mark: dot\nx:\n  column: mean\n  scale: sqrt\ny: name')).toBe(
      'chart:4: x.scale is "sqrt". It has to be linear, log or category.',
    );
    expect(error('mark: dot\nx:\n  column: mean\n  colour: red\ny: name')).toMatch(
      /^chart:4: x has no key "colour"\. It may be a column's name/,
    );
    expect(error('mark: histogram\nx: a\nbins: 1.5')).toBe('chart:3: bins is 1.5. It has to be a whole number from 2 to 200.');
    expect(error('mark: dot\nx: a\ny: b\ncolumns:\n  - n\n  - column: p\n    format: "%s"')).toBe(
      'chart:7: columns[2].format is "%s". It has to be .2f, +.1f, d, .1% or p.',
    );
    expect(error('mark: dot\nx: a\ny: b\nreference: {value: zero, label: x}')).toMatch(/^chart:4: reference/);
    expect(error('mark: dot\nx: a\ny: b\ndifference: yes')).toBe('chart:4: difference is "yes". It has to be true or false.');
  });

  test('lines are counted from where the chart stands', () => {
    expect(error('mark: dot\nx: a\ny: b\nz: c', { file: 'src/a.mdx', line: 41 })).toMatch(/^src\/a\.mdx:44: /);
  });

  test('what is no map of YAML is told as such', () => {
    expect(error('')).toBe('chart:1: a chart is a map of keys. Begin with a mark, such as "mark: dot".');
    expect(error('- a')).toMatch(/a chart is a map of keys/);
    expect(error('mark: dot\nx: [a')).toMatch(/^chart:2: this is not YAML: /);
    expect(error('mark: dot\nmark: line')).toMatch(/^chart:2: this is not YAML: /);
  });

  test('nothing in it is code: tags, anchors and prototypes are refused', () => {
    expect(error('mark: dot\nx: &a b\ny: *a')).toMatch(/anchors/);
    expect(error('mark: dot\nx: a\ny: b\n__proto__: {toString: c}')).toMatch(/has no key "__proto__"/);
    expect(error('mark: !!js/function "x"\nx: a')).toMatch(/chart:1: /);
  });

  test('every mark has its place in the menu', () => {
    const charts = [
      'mark: dot\nx: a\ny: b',
      'mark: line\nx: a\ny: b',
      'mark: strip\ny: a',
      'mark: histogram\nx: a',
      'mark: text\nx: a\ny: b\nlabel: c',
    ];
    expect(charts.map((yaml) => parseChart(yaml).mark)).toEqual(CHART_MARKS);
  });
});
