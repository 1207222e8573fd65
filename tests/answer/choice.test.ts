import { describe, expect, test } from 'vitest';
import type { Answer, Value } from '../../pipeline/notebooks/answer.ts';
import { CHART_MARKS, chartYaml, parseChart } from '../../pipeline/notebooks/chart.ts';
import { chosen, columnsFor, marksFor, roomFor, sortsFor, specOf, withMark } from '../../src/browser/answer/choice.ts';
import { declaredChart } from '../../src/charts/declared.ts';
import { atBuild } from '../../src/charts/plot.ts';
import { answerOf } from '../charts/answers.ts';

const specFor = (answer: Answer) => {
  const choice = chosen(answer);
  return choice && specOf(choice, answer);
};
const table = (columns: Record<string, string>, rows: Value[][]): Answer => ({
  columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
  rows,
});
const many = (count: number, make: (index: number) => Value[]) => Array.from({ length: count }, (_, index) => make(index));

describe('the chart that is chosen', () => {
  test('means by name are dots with their intervals, in the encoding of the site', () => {
    const p100 = answerOf('sizes');
    expect(specFor({ ...p100, rows: p100.rows.slice(0, 6) })).toEqual({
      mark: 'dot',
      x: { column: 'mean' },
      y: { column: 'name' },
      interval: ['low', 'high'],
      family: 'family',
      kind: 'kind',
      columns: [{ column: 'mean' }, { column: 'n' }],
    });
  });

  test('differences have a zero, and p at the right', () => {
    expect(specFor(answerOf('size-pairs'))).toMatchObject({
      mark: 'dot',
      x: { column: 'difference' },
      difference: true,
      columns: [{ column: 'difference' }, { column: 'n' }, { column: 'p_holm' }],
    });
  });

  test('many scores are a spread, many differences a strip', () => {
    const scores = many(200, (index) => [`P${index}`, index % 30]);
    expect(specFor(table({ probe_id: 'VARCHAR', lek_score: 'DOUBLE' }, scores))).toEqual({ mark: 'histogram', x: { column: 'lek_score' } });
    expect(specFor(table({ probe_id: 'VARCHAR', difference: 'DOUBLE' }, scores))).toEqual({
      mark: 'strip',
      y: { column: 'difference' },
      label: 'probe_id',
      difference: true,
    });
  });

  test('values over time, or over a number that rises, are a line; two numbers are dots on a plane', () => {
    expect(
      specFor(
        table(
          { day: 'DATE', loss: 'DOUBLE' },
          many(5, (index) => [`2026-02-0${index + 1}`, index]),
        ),
      ),
    ).toMatchObject({ mark: 'line', x: { column: 'day' }, y: { column: 'loss' } });
    expect(
      specFor(
        table(
          { sample: 'INTEGER', loss: 'DOUBLE' },
          many(5, (index) => [index, index]),
        ),
      ),
    ).toMatchObject({ mark: 'line', x: { column: 'sample' }, y: { column: 'loss' } });
    expect(
      specFor(
        table(
          { loss: 'DOUBLE', size: 'DOUBLE' },
          many(5, (index) => [index, index]),
        ),
      ),
    ).toMatchObject({ mark: 'dot', x: { column: 'loss' }, y: { column: 'size' } });
  });

  test('without numbers there is none', () => {
    expect(chosen(table({ a: 'VARCHAR', l: 'INTEGER[]' }, [['x', [1]]]))).toBeUndefined();
    expect(chosen(table({}, []))).toBeUndefined();
  });
});

describe('what a reader may choose', () => {
  const answers = [
    answerOf('sizes'),
    answerOf('size-pairs'),
    answerOf('domain-profile'),
    table({ n: 'BIGINT' }, [[1], [2]]),
    table({ n: 'BIGINT' }, []),
    table({ t: 'TIMESTAMP', b: 'BOOLEAN', n: 'DECIMAL(9,2)' }, [
      ['2026-02-19 10:00:00', true, 1.5],
      [null, null, null],
    ]),
    table({ 'a b': 'VARCHAR', 'ü "x"': 'DOUBLE', '- z': 'DOUBLE' }, [['<i>', 1, 2]]),
  ];

  test('every mark on offer can be drawn as it is proposed, and its YAML reads back', () => {
    for (const answer of answers)
      for (const mark of marksFor(columnsFor(answer))) {
        const spec = specOf(withMark(answer, mark), answer);
        expect(parseChart(chartYaml(spec))).toEqual(spec);
        expect(atBuild((document) => declaredChart(spec, answer, { width: 400, document }))).toMatch(/^<svg/);
      }
  });

  test('a change of the mark keeps what still fits', () => {
    const sizes = answerOf('sizes');
    const scatter = withMark(sizes, 'dot', { x: 'mean', y: 'params_b' });
    expect(scatter).toMatchObject({ x: 'mean', y: 'params_b', interval: 'low\nhigh', colour: 'family' });
    expect(specOf(scatter, sizes)).toMatchObject({ label: expect.any(String) });
    const spread = withMark(sizes, 'histogram', scatter);
    expect(specOf(spread, sizes)).toEqual({ mark: 'histogram', x: { column: 'mean' } });
    expect(withMark(sizes, 'dot', spread)).toEqual(scatter);
    expect(withMark(sizes, 'dot', { ...scatter, interval: '', colour: '' })).toMatchObject({ interval: '', colour: '' });
  });

  test('orders and room', () => {
    expect(sortsFor({ x: 'mean', y: 'name' })).toEqual(['', '-mean', 'mean', 'name']);
    const sizes = answerOf('sizes');
    expect(CHART_MARKS.map((mark) => roomFor(withMark(sizes, mark), sizes))).toEqual([200, 5000, 5000, Number.POSITIVE_INFINITY, 300]);
  });
});
