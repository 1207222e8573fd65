import { once } from 'node:events';
import { Failure } from '../failure.ts';
import { InputError, printable } from '../records/index.ts';
import { colors } from './colors.ts';

/** Progress goes to standard error, and only to a terminal; figures go to standard output. */
const terminal = process.stderr.isTTY === true;

/** Shows what is going on, on one line that the next call replaces. Silent where nobody watches. */
export function progress(message: string): void {
  if (terminal) process.stderr.write(`\r\u001b[2K${colors.dim(printable(message))}`);
}

/** Takes the progress line away. */
export function progressDone(): void {
  if (terminal) process.stderr.write('\r\u001b[2K');
}

/** Prints a failure as one plain message; a stack only for what is a fault of this project. */
export function complain(error: unknown): void {
  progressDone();
  if (error instanceof InputError || error instanceof Failure) console.error(`${colors.red('error')} ${error.message}`);
  else if (process.env.LEM_DEBUG || !(error instanceof Error) || !isSystemError(error)) console.error(error);
  else console.error(`${colors.red('error')} ${error.message}`);
}

const isSystemError = (error: Error): boolean => 'syscall' in error;

/**
 * Does one thing to each of several files. A file that cannot be done is complained of, the others are done all the same, and the
 * command fails in the end.
 */
export async function eachFile<T>(
  files: readonly string[],
  doing: string,
  step: (file: string) => Promise<T>,
  done: (result: T) => void,
): Promise<void> {
  for (const file of files) {
    progress(`${doing} ${file}`);
    try {
      const result = await step(file);
      progressDone();
      done(result);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complain(error);
      process.exitCode = 1;
    }
  }
}

/** One JSON document, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Columns of text, the numeric ones right-aligned (`align` holds 'r' at their place). */
export function table(rows: readonly (readonly string[])[], align = ''): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const cell = (text: string, column: number) =>
    align[column] === 'r' ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('  ').trimEnd()).join('\n');
}

/** Points with a true minus sign's width kept: 3.80, -1.72; `signed` puts a plus before what is above zero. */
export const points = (value: number, signed = false, decimals = 2): string => {
  const text = (value === 0 ? 0 : value).toFixed(decimals);
  return signed && Number(text) > 0 ? `+${text}` : text;
};

/** An interval's two ends, or nothing where there is none. */
export const between = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `[${points(low)}, ${points(high)}]`;

/** A p in plain digits; one as small as the method can give is said so. */
export const probability = (p: number | null): string => (p === null ? '' : p < 0.0001 ? '<0.0001' : p.toFixed(4));

/** 1536 -> "1.5 KB". Decimal units, as file managers show them. */
export function bytes(count: number): string {
  if (count < 1000) return `${count} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = count;
  let unit = -1;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** Time since a `performance.now()`, as "12.3 s". */
export const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** One line of JSON; waits where the reader is slower than we are, so that memory stays small. */
export async function printLine(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, 'drain');
}
