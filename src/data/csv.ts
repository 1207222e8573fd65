import type { Answer, Cell } from './database.ts';

function field(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An answer as CSV (RFC 4180 with line feeds): a header, then its rows; what is not there is an empty field. */
export const toCsv = ({ columns, rows }: Answer): string => `${[columns, ...rows].map((row) => row.map(field).join(',')).join('\n')}\n`;
