import type { Answer, Value } from './answer.ts';
import { formatValue } from './format.ts';
import type { Condition, Quote } from './notebook.ts';

const CONDITION = /^\s*([A-Za-z_]\w*)\s*=\s*(?:'((?:[^']|'')*)'|(.*?))\s*$/;

/**
 * Reads the `where` of a quote: `model_id=lek-gemma-3-1b and condition=json`; a value may stand in single quotes.
 * @throws Error where it is not that
 */
export function parseWhere(text: string): Condition[] {
  const parts = text.match(/(?:'(?:[^']|'')*'|[^'])+?(?=\s+and\s+|$)/gi) ?? [];
  return parts.map((part) => {
    const [, column, quoted, plain] = CONDITION.exec(part.replace(/^\s*and\s+/i, '')) ?? [];
    const equals = quoted?.replaceAll("''", "'") ?? plain;
    if (column === undefined || equals === undefined || (quoted === undefined && equals === ''))
      throw new Error(`where="${text}" is not like "column=value and column=value"`);
    return { column, equals };
  });
}

const shown = ({ column, equals }: Condition): string => `${column}=${equals}`;
const matches = (value: Value | undefined, text: string): boolean => value !== null && typeof value !== 'object' && String(value) === text;

/**
 * The value that a quote means.
 * @throws Error, in words to follow the quote's place: an unknown column, no row or more than one, no value
 */
export function quotedValue({ where, column }: Pick<Quote, 'where' | 'column'>, { columns, rows }: Answer): Value {
  const at = (name: string): number => {
    const index = columns.findIndex((each) => each.name === name);
    if (index < 0) throw new Error(`there is no column ${name}; there are ${columns.map((each) => each.name).join(', ')}`);
    return index;
  };
  const conditions = where.map((condition) => ({ index: at(condition.column), equals: condition.equals }));
  const found = rows.filter((row) => conditions.every(({ index, equals }) => matches(row[index], equals)));
  const [row] = found;
  if (row === undefined || found.length > 1)
    throw new Error(`${where.length > 0 ? where.map(shown).join(' and ') : 'no condition'} fits ${found.length} rows where one is meant`);
  return row[at(column)] ?? null;
}

/** The same as prose shows it. @throws Error as `quotedValue` and `formatValue` */
export const quotedText = (quote: Pick<Quote, 'where' | 'column' | 'format'>, answer: Answer): string =>
  formatValue(quotedValue(quote, answer), quote.format);
