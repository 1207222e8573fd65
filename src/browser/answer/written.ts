import type { Answer, AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import { columnKind } from '../../charts/kinds.ts';
import { textOf } from './cells.ts';

// An answer as text of other programs. Values are whole and exact; the order of the rows is that of the answer given.

/** The answer with its rows in another order. */
export const ordered = ({ columns, rows }: Answer, order: ArrayLike<number>): Answer => ({
  columns,
  rows: Array.from(order, (row) => rows[row] as readonly Value[]),
});

/** CSV by RFC 4180. NULL is an empty field, empty text a quoted one. */
export function asCsv({ columns, rows }: Answer): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const field = (value: Value) => {
    if (value === null) return '';
    const text = textOf(value);
    return text === '' || /[",\r\n]/.test(text) ? quoted(text) : text;
  };
  const lines = [columns.map(({ name }) => field(name)), ...rows.map((row) => row.map(field))];
  return `${lines.map((fields) => fields.join(',')).join('\r\n')}\r\n`;
}

/** Fields between tabs, quoted where they hold a tab, a line end or a quote: what a spreadsheet takes from the clipboard. */
export function asTsv({ columns, rows }: Answer): string {
  const field = (value: Value) => {
    const text = textOf(value);
    return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns.map(({ name }) => field(name)), ...rows.map((row) => row.map(field))].map((fields) => fields.join('\t')).join('\n')}\n`;
}

/** A text that Markdown shows as it is, in one line of a table. */
const markdownText = (text: string): string =>
  text
    .replace(/[\\`*[\]<>|~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replaceAll('&', '&amp;')
    .replace(/\r\n?|\n/g, '<br>');

/** A table of Markdown; numbers stand at the right. NULL is an empty cell. */
export function asMarkdown({ columns, rows }: Answer): string {
  const numbers = columns.map(({ type }) => columnKind(type) === 'number');
  const line = (fields: readonly string[]) => `| ${fields.join(' | ')} |`;
  return `${[
    line(columns.map(({ name }) => markdownText(name))),
    line(numbers.map((number) => (number ? '---:' : '---'))),
    ...rows.map((row) => line(row.map((value) => markdownText(textOf(value))))),
  ].join('\n')}\n`;
}

/** Names of columns, each once: a second `a` is `a_1`, as DuckDB calls it in a table. */
export function uniqueNames(columns: readonly AnswerColumn[]): string[] {
  const taken = new Set<string>();
  return columns.map(({ name }) => {
    let unique = name;
    for (let number = 1; taken.has(unique); number += 1) unique = `${name}_${number}`;
    taken.add(unique);
    return unique;
  });
}

/** JSON: a list of rows, each an object. */
export function asJson({ columns, rows }: Answer): string {
  const names = uniqueNames(columns);
  const objects = rows.map(
    (row) => `{${names.map((name, index) => `${JSON.stringify(name)}:${JSON.stringify(row[index] ?? null)}`).join(',')}}`,
  );
  return `[\n${objects.join(',\n')}\n]\n`;
}
