import { InputError } from '../records/error.ts';
import type { Answer, Value } from './answer.ts';
import { formatValue } from './format.ts';
import type { Condition, Notebook, Quote } from './notebook.ts';

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

/**
 * The first sentence of a notebook's answer, in plain text.
 * @throws InputError where a quote is not one value
 */
export function answerSentence(
  { answer, ...notebook }: Pick<Notebook, 'answer' | 'file' | 'scope'>,
  answers: ReadonlyMap<string, Answer>,
): string {
  const text = answer
    .map((part) => (typeof part === 'string' ? part : textOfQuote(part, answers, notebook)))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  const [first] = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text);
  return first?.segment.trim() ?? text;
}

/** Whether every value that a notebook's answer quotes is there. Over all data it is not where the build lacks the run that it asks of. */
export const isAnswered = ({ answer }: Pick<Notebook, 'answer'>, answers: ReadonlyMap<string, Answer>): boolean =>
  answer.every((part) => typeof part === 'string' || quotedValue(part, answers.get(part.cell) ?? { columns: [], rows: [] }) !== null);

/** What stands for a value that is not there. */
const ABSENT = '–';

/**
 * A quote of a notebook as prose shows it. Over all data a run may be missing in this build: NULL is then a dash, where in a notebook
 * of published figures it is a fault.
 * @throws InputError with the file and the line of the quote
 */
export function textOfQuote(quote: Quote, answers: ReadonlyMap<string, Answer>, { file, scope }: Pick<Notebook, 'file' | 'scope'>): string {
  const answer = answers.get(quote.cell);
  if (!answer) throw new Error(`There are no rows of the cell ${quote.cell}.`);
  try {
    const value = quotedValue(quote, answer);
    return value === null && scope === 'all' ? ABSENT : formatValue(value, quote.format);
  } catch (error) {
    throw new InputError({
      file,
      line: quote.line,
      what: `<Value> of cell ${quote.cell}, column ${quote.column}: ${(error as Error).message}`,
      todo: 'Quote one value by its key.',
    });
  }
}
