import { once } from 'node:events';
import colors from 'picocolors';
import { Failure } from '../failure.ts';
import { InputError } from '../records/index.ts';

/** Progress goes to standard error, and only to a terminal; figures go to standard output. */
const terminal = process.stderr.isTTY === true;

/** Shows what is going on, on one line that the next call replaces. Silent where nobody watches. */
export function progress(message: string): void {
  if (terminal) process.stderr.write(`\r\u001b[2K${colors.dim(message)}`);
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
