import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  averageRow,
  cell,
  claimRow,
  disagreementRow,
  InputError,
  kernelRow,
  modelRow,
  p20Averages,
  p100Averages,
  p100SummaryRow,
  parseCsv,
  probeId,
  probeRow,
  resultRow,
  runRow,
  tenths,
  toCsv,
} from '../../pipeline/records/index.ts';
import * as z from '../../pipeline/records/zod.ts';
import { SIGNALS } from '../../pipeline/scorer/index.ts';
import { shared } from '../shared.ts';

const row = z.object({ name: cell.text(), note: cell.text.orEmpty(), n: cell.count(), mean: cell.decimals(2).orEmpty(), ok: cell.flag() });
const head = 'name,note,n,mean,ok\n';
const read = (text: string) => parseCsv(text, row, 'f.csv');
const fault = (text: string) => {
  try {
    read(text);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    return error as InputError;
  }
  throw new Error(`accepted: ${text}`);
};

describe('what is read', () => {
  test('rows with the line on which each begins', () => {
    expect(read(`${head}a,"b, ""c""\nd",3,1.50,1\ne,,0,,0\n`)).toEqual([
      { line: 2, value: { name: 'a', note: 'b, "c"\nd', n: 3, mean: 1.5, ok: true } },
      { line: 4, value: { name: 'e', note: null, n: 0, mean: null, ok: false } },
    ]);
  });
  test('columns in any order, a byte order mark, CRLF, no line feed at the end', () => {
    const rows = read('\ufeffok,n,mean,note,name\r\n1,2,-0.01,"x\r\ny",z\r\n0,1,,,"é€😀"');
    expect(rows.map(({ line, value }) => [line, value.note, value.name])).toEqual([
      [2, 'x\r\ny', 'z'],
      [4, null, 'é€😀'],
    ]);
  });
  test('no row at all', () => expect(read(head)).toEqual([]));
});

describe('what is refused, by name and line', () => {
  test.each<[string, string, number, RegExp]>([
    ['a missing column', 'name,note,n,ok\n', 1, /column "mean" is missing/],
    ['a misspelt column', 'name,note,n,meen,ok\n', 1, /column "mean" is missing; found "meen"/],
    ['an unknown column', 'name,note,n,mean,ok,more\n', 1, /column "more" is unknown/],
    ['a doubled column', 'name,note,n,mean,ok,n\n', 1, /column "n" is doubled/],
    ['an empty file', '', 1, /is missing/],
    ['a short record', `${head}a,b,1\n`, 2, /the record has 3 cells; the header has 5/],
    ['a long record', `${head}a,b,1,1.00,1\na,b,1,1.00,1,9\n`, 3, /the record has 6 cells/],
    ['a record after one of several lines', `${head}a,"1\n2\r\n3",1,1.00,1\na,b\n`, 5, /the record has 2 cells/],
    ['a blank line', `${head}a,b,1,1.00,1\n\na,b,1,1.00,1\n`, 3, /blank line/],
    ['a quote that does not end', `${head}a,b,1,1.00,1\na,"b\n,1,1.00,1\n`, 3, /a quoted cell of this record does not end/],
    ['a quote inside a cell', `${head}a,b"c,1,1.00,1\n`, 2, /a quote stands inside an unquoted cell/],
    ['text after a quote', `${head}a,"b"c,1,1.00,1\n`, 2, /something follows the closing quote/],
    ['a lone surrogate', `${head}a,\ud800,1,1.00,1\n`, 2, /half a character/],
    ['NaN', `${head}a,b,NaN,1.00,1\n`, 2, /n must be a whole number from 0; found "NaN"/],
    ['an overflowing number', `${head}a,b,1e999,1.00,1\n`, 2, /n must be a whole number from 0; found "1e999"/],
    ['more digits than a double holds', `${head}a,b,12345678901234567,1.00,1\n`, 2, /n must be a whole number from 0/],
    ['an empty cell', `${head}a,b,,1.00,1\n`, 2, /n must be a whole number from 0; found an empty text/],
    ['an empty text', `${head},b,1,1.00,1\n`, 2, /name must hold a text; found an empty text/],
    ['a space for a number', `${head}a,b,1, ,1\n`, 2, /mean must be a number with 2 decimals, or empty; found " "/],
    ['a decimal too many', `${head}a,b,1,1.005,1\n`, 2, /mean must be a number with 2 decimals/],
    ['a hexadecimal', `${head}a,b,0x10,1.00,1\n`, 2, /n must be/],
    ['a word for a flag', `${head}a,b,1,1.00,true\n`, 2, /ok must be 0 or 1; found "true"/],
    ['several faults', `${head}a,b,x,y,z\n`, 2, /n must be .* \(and 2 more\)/],
  ])('%s', (_name, text, line, message) => {
    const error = fault(text);
    expect(error.message).toMatch(message);
    expect([error.file, error.line]).toEqual(['f.csv', line]);
  });
});

test('what is written reads back the same, each row on the line it is written on', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a,b', '"', '""', 'x\ny', '\r\n', ' a ', '=1+1', '\u2028', '\ufeff'),
  );
  const rows = fc.array(
    fc.record({
      name: word.filter((text) => /\S/u.test(text) && text.isWellFormed()),
      note: fc.option(word.filter((text) => /\S/u.test(text) && text.isWellFormed())),
      n: fc.nat(),
      mean: fc.option(fc.integer({ min: -99999, max: 99999 }).map((hundredths) => hundredths / 100)),
      ok: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(rows, (values) => {
      const text = toCsv(values, row);
      const back = read(text);
      expect(back.map(({ value }) => value)).toEqual(values.map((value) => ({ ...value, mean: value.mean === 0 ? 0 : value.mean })));
      let line = 2;
      for (const [i, { line: at }] of back.entries()) {
        expect(at).toBe(line);
        line += toCsv([values[i] as (typeof values)[0]], row).split('\n').length - 2;
      }
    }),
    { numRuns: 300 },
  );
});

test('a value that does not fit its column is not written', () => {
  const good = { name: 'a', note: null, n: 1, mean: 1.5, ok: true };
  expect(() => toCsv([good, { ...good, n: Number.NaN }], row, 'out.csv')).toThrow(/^out\.csv:3: n /);
  expect(() => toCsv([{ ...good, mean: 1.005 }], row)).toThrow(/mean must have 2 decimals at most; found 1\.005/);
});

const published = (name: string) => shared(`published/${name}.csv`) as string;
describe.skipIf(!shared('published/models.csv'))(
  `the published tables${shared('published/models.csv') ? '' : ' (skipped: they are not here)'}`,
  () => {
    const tables = {
      models: modelRow,
      probes: probeRow,
      claims: claimRow,
      'p100-results': resultRow,
      'p20-results': resultRow,
      'p100-summary': p100SummaryRow,
    } as const;
    test.each(Object.entries(tables))('%s: read, and written back to the same bytes', (name, schema) => {
      const text = readFileSync(published(name), 'utf8');
      const rows = parseCsv(text, schema as typeof modelRow, name);
      expect(rows.map(({ line }) => line)).toEqual(rows.map((_, i) => i + 2));
      expect(
        toCsv(
          rows.map(({ value }) => value),
          schema as typeof modelRow,
        ),
      ).toBe(text);
    });
    const rowsOf = <S extends Parameters<typeof parseCsv>[1]>(name: string, schema: S) =>
      parseCsv(readFileSync(published(name), 'utf8'), schema, name).map(({ value }) => value);
    test('101 probe ids, each what a probe id is', () => {
      const probes = rowsOf('probes', probeRow);
      expect(probes).toHaveLength(101);
      expect(probes.every(({ probe_id }) => probeId.safeParse(probe_id).success)).toBe(true);
      expect(probes.filter(({ p20 }) => p20)).toHaveLength(21);
    });
    test('1,616 and 369 results with the 14 signals by name, scores in tenths', () => {
      const results = [...rowsOf('p100-results', resultRow), ...rowsOf('p20-results', resultRow)];
      expect(results).toHaveLength(1985);
      for (const result of results) {
        expect(tenths(result.lek_score)).toBeDefined();
        expect(SIGNALS.every(({ name }) => typeof result[name] === 'number')).toBe(true);
      }
    });
    test('averages as rows', () => {
      const averages = rowsOf('models', modelRow).flatMap(p20Averages);
      expect(averages).toHaveLength(87);
      expect(averages).toContainEqual({ model_id: 'gpt-oss-20b', probe_set: 'P20', condition: 'baseline', mean: -8.11 });
      const p100 = rowsOf('p100-summary', p100SummaryRow).flatMap(p100Averages);
      expect(p100).toHaveLength(16);
      expect(parseCsv(toCsv([...averages, ...p100], averageRow), averageRow, 'f').map(({ value }) => value)).toEqual([
        ...averages,
        ...p100,
      ]);
    });
    test('damaged, they say where', () => {
      const text = readFileSync(published('p100-results'), 'utf8');
      const lines = text.split('\n');
      const damaged = (line: number, change: (cells: string[]) => void) => {
        const cells = (lines[line - 1] as string).split(',');
        change(cells);
        return () => parseCsv(lines.with(line - 1, cells.join(',')).join('\n'), resultRow, 'r.csv');
      };
      expect(damaged(700, (cells) => cells.splice(17, 1, '15.25'))).toThrow(
        /^r\.csv:700: lek_score must be a number with 1 decimal; found "15\.25"/,
      );
      expect(damaged(701, (cells) => cells.splice(5, 1, '0.25'))).toThrow(
        /^r\.csv:701: degeneration must be one of 0, 0\.5, 1; found "0\.25"/,
      );
      expect(damaged(702, (cells) => cells.splice(4, 1, '-1'))).toThrow(/^r\.csv:702: formulaic_preamble must be one of 0, 1; found "-1"/);
      expect(damaged(703, (cells) => cells.pop())).toThrow(/^r\.csv:703: the record has 19 cells; the header has 20/);
      expect(damaged(704, (cells) => cells.splice(0, 1, '../x'))).toThrow(/^r\.csv:704: model_id must be lower-case/);
      expect(damaged(1, (cells) => cells.splice(17, 1, 'score'))).toThrow(/^r\.csv:1: column "lek_score" is missing; found "score"/);
    });
  },
);

test.each([
  ['kernels', kernelRow],
  ['runs', runRow],
  ['disagreements', disagreementRow],
])('data/published/%s.csv is read, and written back to the same bytes', (name, schema) => {
  const text = readFileSync(new URL(`../../data/published/${name}.csv`, import.meta.url), 'utf8');
  const rows = parseCsv(text, schema as typeof runRow, name);
  expect(rows.length).toBeGreaterThan(0);
  expect(
    toCsv(
      rows.map(({ value }) => value),
      schema as typeof runRow,
    ),
  ).toBe(text);
});

test('a base model has no base of its own', () => {
  const text = 'model_id,name,family,version,params_b,kind,base_model_id,hf_id,p20_baseline,p20_json,p20_txt\na,A,F,1,0.5,base,b,,,,\n';
  expect(() => parseCsv(text, modelRow, 'm.csv')).toThrow(/^m\.csv:2: base_model_id must be empty on a model of kind base; found "b"/);
});
