/** Where a fault lies and what to do about it. */
export type Fault = {
  /** The file as the caller named it. */
  file: string;
  /** Line in the file, counted from 1; absent where the fault is the file's as a whole. */
  line?: number | undefined;
  /** What is wrong, without a full stop at its end. */
  what: string;
  /** What the reader of the message can do, a sentence. */
  todo: string;
};

/**
 * The one error for bad input. Its message reads `file:line: what. todo` on a single line, with control characters
 * of the input written as escapes, so that damaged data cannot speak to a terminal.
 */
export class InputError extends Error {
  readonly file: string;
  readonly line: number | undefined;
  readonly what: string;
  readonly todo: string;

  constructor({ file, line, what, todo }: Fault, options?: ErrorOptions) {
    super(printable(`${file}${line === undefined ? '' : `:${line}`}: ${what}. ${todo}`), options);
    this.name = 'InputError';
    this.file = file;
    this.line = line;
    this.what = printable(what);
    this.todo = todo;
  }
}

/**
 * The last line of a JSONL file was not written to its end (no line feed, and the text breaks off): what a killed
 * process or a full disk leaves behind. Everything before `offset` is whole.
 */
export class TruncatedLineError extends InputError {
  /** Byte offset in the file where the half-written line begins: the length the file has once it is cut off. */
  readonly offset: number;

  constructor(fault: Fault & { offset: number }) {
    super(fault);
    this.name = 'TruncatedLineError';
    this.offset = fault.offset;
  }
}

/** A value from the input as it can stand in a message: JSON, cut to some 60 characters. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Control and text-direction characters as `\u` escapes, so that what was read cannot speak to a terminal or turn a line round. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
