import { type CsvRecord, csvRecords } from '../csv.ts';
import { InputError } from '../error.ts';
import type { Plain } from './found.ts';

/** The type of a column by what its cells hold, in DuckDB's names. */
export type ColumnType = 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR';

/** A table read from a text: its columns in order, and its rows with the line on which each begins. */
export type TextTable = { columns: { name: string; type: ColumnType }[]; rows: { line: number; cells: Plain[] }[] };

/**
 * Reads any CSV text (RFC 4180) whose first record names its columns. Commas separate, or semicolons or tabs where the first line has
 * none. A column is of numbers, whole numbers, or true and false where all its cells are; an empty cell is NULL.
 *
 * @throws InputError naming the line: broken quotes, a record of other length than the header (or `onFault` is told), a column
 *   without a name or named twice, no record at all
 */
export function readCsvTable(text: string, file: string, options: { onFault?: (fault: InputError) => void } = {}): TextTable {
  const delimiter = delimiterOf(text);
  const [head, ...records] = csvRecords(text, file, delimiter);
  const names = head?.cells ?? [];
  checkNames(names, file);
  const whole = records.filter((record) => fits(record, names.length, file, options));
  if (whole.length === 0) throw new InputError({ file, what: 'no record below the header', todo: 'Give the file a line for each row.' });
  const columns = names.map((name, index) => ({ name, type: typeOf(whole.map(({ cells }) => cells[index] as string)) }));
  return {
    columns,
    rows: whole.map(({ line, cells }) => ({ line, cells: cells.map((cell, index) => cellValue(cell, columns[index]?.type)) })),
  };
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/));
  return [',', ';', '\t'].find((each) => head.includes(each)) ?? ',';
}

function checkNames(names: readonly string[], file: string): void {
  const fail = (what: string, todo: string): never => {
    throw new InputError({ file, line: 1, what, todo });
  };
  const lower = names.map((name) => name.trim().toLowerCase());
  const empty = lower.indexOf('');
  if (empty !== -1) fail(`column ${empty + 1} has no name`, 'The first line names the columns.');
  const doubled = names.filter((_, index) => lower.indexOf(lower[index] as string) !== index);
  if (doubled.length > 0) fail(`column ${doubled.map((name) => JSON.stringify(name)).join(', ')} is doubled`, 'Keep one of each name.');
}

function fits({ line, cells }: CsvRecord, columns: number, file: string, { onFault }: { onFault?: (fault: InputError) => void }): boolean {
  if (cells.length === columns) return true;
  const what = cells.length === 1 && cells[0] === '' ? 'blank line' : `the record has ${cells.length} cells; the header has ${columns}`;
  const fault = new InputError({ file, line, what, todo: 'Give it a cell for each column, or take it out.' });
  if (!onFault) throw fault;
  onFault(fault);
  return false;
}

const WHOLE = /^-?(?:0|[1-9]\d*)$/;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const isWhole = (cell: string) => WHOLE.test(cell) && Number.isSafeInteger(Number(cell));
// An integer that a double would change stays a text, as it stands.
const isNumber = (cell: string) => NUMBER.test(cell) && Number.isFinite(Number(cell)) && (!WHOLE.test(cell) || isWhole(cell));
const isFlag = (cell: string) => /^(?:true|false)$/i.test(cell);

function typeOf(cells: readonly string[]): ColumnType {
  const given = cells.filter((cell) => cell !== '');
  if (given.length === 0) return 'VARCHAR';
  if (given.every(isWhole)) return 'BIGINT';
  if (given.every(isNumber)) return 'DOUBLE';
  return given.every(isFlag) ? 'BOOLEAN' : 'VARCHAR';
}

function cellValue(cell: string, type: ColumnType | undefined): Plain {
  if (cell === '') return null;
  if (type === 'BIGINT' || type === 'DOUBLE') return Number(cell);
  return type === 'BOOLEAN' ? cell.toLowerCase() === 'true' : cell;
}
