import { InputError } from './error.ts';

/** Line ends to some readers (Python's `splitlines` among them) though not to JSON. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/**
 * An object as one line of JSON Lines, its line feed included. U+0085, U+2028, U+2029 and lone surrogates are written
 * as escapes, so the line is one line to every reader and valid UTF-8.
 *
 * @throws InputError for NaN, an infinite number, or undefined in a list, which JSON would turn into null
 */
export function toLine(value: object, file = 'output'): string {
  return `${stringify(value, file)}\n`;
}

/** A value as a JSON file: indented by two, a line feed at the end. @throws InputError as `toLine` */
export function toJsonFile(value: object, file = 'output'): string {
  return `${stringify(value, file, 2)}\n`;
}

function stringify(value: object, file: string, indent?: number): string {
  return JSON.stringify(value, faithful(file), indent).replace(
    LINE_ENDS,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function faithful(file: string) {
  return function (this: unknown, key: string, value: unknown): unknown {
    const lost = (typeof value === 'number' && !Number.isFinite(value)) || (value === undefined && Array.isArray(this));
    if (lost)
      throw new InputError({
        file,
        what: `"${key}" is ${String(value)}, which JSON cannot hold`,
        todo: 'Nothing was written; find where the value comes from.',
      });
    return value;
  };
}
