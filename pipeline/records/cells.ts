import * as z from './zod.ts';

/**
 * The kinds of cell in our CSV tables: each reads a cell's text as a value and writes the value back as the same text.
 * A cell that may be empty reads as null.
 */

type Kind<T> = { pattern: RegExp; must: string; read(text: string): T; write(value: T): string; value: z.ZodType<T, T> };

const kind = <T>({ pattern, must, read, write, value }: Kind<T>) =>
  z.codec(z.string().regex(pattern, must), value, { decode: read, encode: write });

const kindOrEmpty = <T>({ pattern, must, read, write, value }: Kind<T>) =>
  z.codec(z.string().regex(new RegExp(`^$|${pattern.source}`, pattern.flags), `${must}, or empty`), z.nullable(value), {
    decode: (text) => (text === '' ? null : read(text)),
    encode: (cell) => (cell === null ? '' : write(cell)),
  });

/** Both forms of a kind: `cell.text` and `cell.text.orEmpty`. */
const forms = <T>(of: Kind<T>) => Object.assign(() => kind(of), { orEmpty: () => kindOrEmpty(of) });

const DIGITS = '(?:0|[1-9]\\d{0,14})';

/** A text that holds something other than white space. */
export const text = forms<string>({
  pattern: /\S/u,
  must: 'must hold a text',
  read: (cell) => cell,
  write: (value) => value,
  value: z.string(),
});

/** A whole number. */
export const whole = forms<number>({
  pattern: new RegExp(`^(?:-(?!0))?${DIGITS}$`),
  must: 'must be a whole number',
  read: Number,
  write: String,
  value: z.int(),
});

/** A whole number from 0. */
export const count = forms<number>({
  pattern: new RegExp(`^${DIGITS}$`),
  must: 'must be a whole number from 0',
  read: Number,
  write: String,
  value: z.int().min(0),
});

/** A number from 0 in plain digits, with or without decimals. */
export const amount = forms<number>({
  pattern: new RegExp(`^${DIGITS}(?:\\.\\d{1,15})?$`),
  must: 'must be a number from 0 in plain digits',
  read: Number,
  write: String,
  value: z.number().min(0),
});

/** A number with exactly so many decimals: 18.60 is a number of two. */
export const decimals = (places: number, from: 'any' | 'zero' = 'any') =>
  forms<number>({
    pattern: new RegExp(`^${from === 'zero' ? '' : '-?'}${DIGITS}\\.\\d{${places}}$`),
    must: `must be a number${from === 'zero' ? ' from 0' : ''} with ${places} decimal${places === 1 ? '' : 's'}`,
    read: Number,
    write: (value) => value.toFixed(places),
    value: z
      .number()
      .min(from === 'zero' ? 0 : -Number.MAX_VALUE)
      .refine((value) => Number(value.toFixed(places)) === value, `must have ${places} decimals at most`),
  });

/** Yes or no, written 1 or 0. */
export const flag = forms<boolean>({
  pattern: /^[01]$/,
  must: 'must be 0 or 1',
  read: (cell) => cell === '1',
  write: (value) => (value ? '1' : '0'),
  value: z.boolean(),
});

/** One of a few numbers, in plain digits. */
export const oneOfNumbers = (values: readonly number[]) =>
  forms<number>({
    pattern: new RegExp(`^(?:${values.map((value) => String(value).replace('.', '\\.')).join('|')})$`),
    must: `must be one of ${values.join(', ')}`,
    read: Number,
    write: String,
    value: z.number().refine((value) => values.includes(value), `must be one of ${values.join(', ')}`),
  });

/** A text that fits a schema of texts: an id, a hash, one of a few words. */
export const matching = <T extends string>(schema: z.ZodType<T, T>) =>
  Object.assign(() => z.codec(z.string(), schema, { decode: (cell) => cell as T, encode: (value) => value }), {
    orEmpty: () =>
      z.codec(z.string(), z.nullable(schema), { decode: (cell) => (cell === '' ? null : (cell as T)), encode: (value) => value ?? '' }),
  });
