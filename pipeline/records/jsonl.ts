import { check } from './check.ts';
import { InputError, shown, TruncatedLineError } from './error.ts';
import { parseJson } from './json.ts';
import { type ByteLine, splitLines } from './lines.ts';
import { decodeUtf8, NOT_UTF8_TODO, notUtf8, toBytes, utf8Prefix } from './utf8.ts';
import type * as z from './zod.ts';

/** A stream of a file's content, cut anywhere. */
export type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

export type JsonObject = { [key: string]: unknown };

/** One line of a JSONL file. */
export type JsonLine<T = JsonObject> = {
  /** Counted from 1. */
  line: number;
  /** Where the line begins in the file, in bytes. */
  offset: number;
  /** The object it holds, its fields in their order. */
  value: T;
  /** The line's text as it stood, without its line end and byte order mark. */
  raw: string;
};

export type JsonlOptions = {
  /** Longest line accepted, in bytes. Default 64 MiB. */
  maxLineBytes?: number;
  /** Accept one blank line at the very end of the file. Default false. */
  trailingBlank?: boolean;
  /** Called with each fault instead of throwing it; the line is then passed over and reading goes on. */
  onFault?: (fault: InputError) => void;
};

const DEFAULT_MAX = 64 * 1024 * 1024;

/**
 * Read JSON Lines: UTF-8, one object a line, each line ended by a line feed (with or without a carriage return; the
 * last may lack it). Memory is one line, whatever the size of the file.
 *
 * @param chunks the content; where it is cut makes no difference
 * @param file its name, for errors
 * @throws InputError naming the line: not UTF-8, too long, blank, not JSON (NaN and Infinity said by name), not an
 *   object, a number that a double cannot hold or an integer that it would change
 * @throws TruncatedLineError where the last line lacks its line feed and breaks off
 */
export async function* readJsonLines(chunks: Chunks, file: string, options: JsonlOptions = {}): AsyncGenerator<JsonLine> {
  const maxBytes = options.maxLineBytes ?? DEFAULT_MAX;
  // A blank line that is a fault if another line follows.
  let blank: InputError | undefined;
  for await (const bytes of splitLines(toBytes(chunks), maxBytes)) {
    if (blank) report(blank, options);
    blank = undefined;
    const read = attempt(() => parseLine(bytes, file, maxBytes), options);
    if (read === 'blank') {
      const fault = new InputError({
        file,
        line: bytes.line,
        what: 'blank line',
        todo: 'Take the line out: each line holds one JSON object.',
      });
      if (options.trailingBlank) blank = fault;
      else report(fault, options);
    } else if (read) yield read;
  }
}

/** Read JSON Lines and hold each line against a schema. @throws InputError as `readJsonLines`, and where a line does not fit */
export async function* readRecords<T>(
  chunks: Chunks,
  schema: z.ZodType<T, T>,
  file: string,
  options: JsonlOptions = {},
): AsyncGenerator<JsonLine<T>> {
  for await (const read of readJsonLines(chunks, file, options)) {
    const value = attempt(() => check(schema, read.value, { file, line: read.line }), options);
    if (value !== undefined) yield { ...read, value };
  }
}

/** Run a step that may find a fault; a fault goes to `onFault` where there is one and leaves undefined, else is thrown. */
export function attempt<T>(step: () => T, options: Pick<JsonlOptions, 'onFault'>): T | undefined {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    report(error, options);
    return undefined;
  }
}

function report(fault: InputError, { onFault }: Pick<JsonlOptions, 'onFault'>): void {
  if (!onFault) throw fault;
  onFault(fault);
}

function parseLine(source: ByteLine, file: string, maxBytes: number): JsonLine | 'blank' {
  const { line, offset, ended } = source;
  const raw = decodeLine(source, file, maxBytes);
  if (raw.trim() === '') return 'blank';
  const parsed = parseJson(raw);
  if ('problem' in parsed) {
    if (parsed.problem.cut && !ended) throw truncated(source, file);
    throw new InputError({ file, line, what: parsed.problem.what, todo: parsed.problem.todo });
  }
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError({
      file,
      line,
      what: `a line must hold a JSON object; found ${shown(value)}`,
      todo: 'Put one object on each line.',
    });
  }
  return { line, offset, value: value as JsonObject, raw };
}

function decodeLine(source: ByteLine, file: string, maxBytes: number): string {
  const { line, bytes, ended } = source;
  if (!bytes) {
    const todo = 'Check that the file is JSON Lines, with a line feed after each object.';
    throw new InputError({ file, line, what: `the line is longer than ${maxBytes} bytes`, todo });
  }
  const text = decodeUtf8(bytes);
  if (text === undefined) {
    const { length, broken } = utf8Prefix(bytes);
    if (!ended && !broken) throw truncated(source, file);
    throw new InputError({ file, line, what: notUtf8(length, bytes), todo: NOT_UTF8_TODO });
  }
  // A power cut can leave a tail of zero bytes: length that was recorded before the content was.
  if (!ended && text.endsWith('\0')) throw truncated(source, file);
  return text.slice(line === 1 && text.startsWith('\ufeff') ? 1 : 0, text.endsWith('\r') ? -1 : undefined);
}

function truncated({ line, offset, bytes }: ByteLine, file: string): TruncatedLineError {
  const what = `the last line is half-written: ${bytes?.length ?? 0} bytes from byte ${offset} on, without an end`;
  return new TruncatedLineError({ file, line, offset, what, todo: 'Go on with the command that wrote it, or cut the file there.' });
}
