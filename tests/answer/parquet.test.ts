import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Value } from '../../pipeline/notebooks/answer.ts';
import { asParquet, microseconds } from '../../src/browser/answer/parquet.ts';

const COLUMNS: Record<string, [type: string, values: Value[]]> = {
  truth: ['BOOLEAN', [true, null, false]],
  tiny: ['TINYINT', [-128, null, 127]],
  small: ['SMALLINT', [-32768, null, 32767]],
  whole: ['INTEGER', [-2147483648, null, 2147483647]],
  ubyte: ['UTINYINT', [0, null, 255]],
  uint: ['UINTEGER', [0, null, 4294967295]],
  big: ['BIGINT', [-3, null, '9223372036854775807']],
  ubig: ['UBIGINT', [3, null, '18446744073709551615']],
  huge: ['HUGEINT', ['170141183460469231731687303715884105727', null, 1]],
  float: ['FLOAT', [0.5, null, 'NaN']],
  double: ['DOUBLE', [0.1 + 0.2, null, '-Infinity']],
  money: ['DECIMAL(9,2)', [12.34, null, -0.05]],
  wide: ['DECIMAL(38,10)', ['1234567890123456789012345678.0123456789', null, 1]],
  text: ['VARCHAR', ['<b>\u0000‮“ü”\n', null, '']],
  day: ['DATE', ['2026-02-19', null, '1969-12-31']],
  time: ['TIMESTAMP', ['2026-02-19 12:34:56.789012', null, '1969-12-31T23:59:59']],
  zoned: ['TIMESTAMP WITH TIME ZONE', ['2026-02-19T12:34:56+00', null, '2026-02-19 12:34:56.5+02:00']],
  list: ['INTEGER[]', [[1, 2], null, []]],
  struct: ['STRUCT(a INTEGER)', [{ a: 1 }, null, { a: null }]],
};
const answer: Answer = {
  columns: Object.entries(COLUMNS).map(([name, [type]]) => ({ name, type })),
  rows: [0, 1, 2].map((row) => Object.values(COLUMNS).map(([, values]) => values[row] as Value)),
};

describe('an answer as Parquet, read back by DuckDB', () => {
  let types: Record<string, string>;
  let rows: Record<string, unknown>[];

  const read = async (made: Answer, select = '*') => {
    const file = join(mkdtempSync(join(tmpdir(), 'lem-answer-')), 'a.parquet');
    writeFileSync(file, new Uint8Array(asParquet(made)));
    const connection = await (await DuckDBInstance.create()).connect();
    return connection.runAndReadAll(`SELECT ${select} FROM read_parquet('${file}')`);
  };

  beforeAll(async () => {
    const reader = await read(answer);
    types = Object.fromEntries(reader.columnNames().map((name, index) => [name, String(reader.columnTypes()[index])]));
    rows = reader.getRowObjectsJson() as Record<string, unknown>[];
  });

  test('types are kept wherever Parquet has them', () => {
    expect(types).toEqual({
      ...Object.fromEntries(Object.entries(COLUMNS).map(([name, [type]]) => [name, type])),
      huge: 'VARCHAR',
      wide: 'VARCHAR',
      list: 'VARCHAR',
      struct: 'VARCHAR',
    });
  });

  test('values are the same, NULL among them', () => {
    expect(rows[1]).toEqual(Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, null])));
    const [first, last] = [rows[0], rows[2]] as [Record<string, unknown>, Record<string, unknown>];
    expect([first.truth, first.tiny, first.whole, first.big, first.double, first.text]).toEqual([
      true,
      -128,
      -2147483648,
      '-3',
      0.1 + 0.2,
      '<b>\u0000‮“ü”\n',
    ]);
    expect([last.uint, last.big, last.ubig, last.text, last.money]).toEqual([
      4294967295,
      '9223372036854775807',
      '18446744073709551615',
      '',
      '-0.05',
    ]);
    expect([first.huge, first.wide, first.list, first.struct]).toEqual([
      '170141183460469231731687303715884105727',
      '1234567890123456789012345678.0123456789',
      '[1,2]',
      '{"a":1}',
    ]);
    expect([last.float, last.double]).toEqual(['NaN', '-Infinity']);
  });

  test('days and times are the same instants', async () => {
    const reader = await read(answer, 'day::VARCHAR, time::VARCHAR, epoch_us(zoned)');
    expect(reader.getRows()).toEqual([
      ['2026-02-19', '2026-02-19 12:34:56.789012', 1771504496000000n],
      [null, null, null],
      ['1969-12-31', '1969-12-31 23:59:59', 1771497296500000n],
    ]);
  });

  test('100,000 rows and none', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index): Value[] => [index, index % 7 === 0 ? null : `text ${index % 100}`]);
    const columns = [
      { name: 'n', type: 'BIGINT' },
      { name: 't', type: 'VARCHAR' },
    ];
    const sums = await read({ columns, rows }, 'count(*), sum(n), count(t), count(DISTINCT t)');
    expect(sums.getRows()).toEqual([[100_000n, 4_999_950_000n, 85_714n, 100n]]);
    expect((await read({ columns, rows: [] })).getRows()).toEqual([]);
  });

  test('columns of one name are two columns', async () => {
    const twice = {
      columns: [
        { name: 'a', type: 'INTEGER' },
        { name: 'a', type: 'INTEGER' },
      ],
      rows: [[1, 2]],
    };
    expect((await read(twice)).columnNames()).toEqual(['a', 'a_1']);
  });
});

test('hyparquet reads it back too', async () => {
  const buffer = asParquet(answer);
  const rows = (await parquetReadObjects({
    file: { byteLength: buffer.byteLength, slice: (from, to) => buffer.slice(from, to) },
  })) as Record<string, unknown>[];
  expect([rows[0]?.big, rows[0]?.double, rows[0]?.truth, rows[0]?.text, rows[1]?.text]).toEqual([
    -3n,
    0.1 + 0.2,
    true,
    '<b>\u0000‮“ü”\n',
    null,
  ]);
});

test('times to the microsecond, in UTC where they name no zone', () => {
  expect(microseconds('1970-01-01')).toBe(0n);
  expect(microseconds('1970-01-01 00:00:00.000001')).toBe(1n);
  expect(microseconds('1970-01-01T02:00:00.5+02')).toBe(500_000n);
  expect(microseconds('infinity')).toBe(null);
});
