import { messageOf } from '../../message.ts';
import { QueryError } from './types.ts';

const MEMORY = 'The query needs more memory than DuckDB has here. Ask for fewer rows or columns at a time.';
const EXTENSION = (name: string) =>
  `This needs DuckDB's extension ${name}, which would have to come from another host: this site never asks one. On your own machine DuckDB fetches it; the data are at /data.`;
const FORBIDDEN = 'This session reads the tables of this site and your own alone: no files, no other hosts.';
const LOCKED = 'The settings of this session are fixed.';
const READ_ONLY = 'The tables of this site are read-only. CREATE TABLE … AS makes one of your own.';

/** What DuckDB says of an error, where `errors_as_json` holds. */
interface Told {
  exception_type?: string;
  exception_message?: string;
  error_subtype?: string;
  /** A number as text: characters where the syntax is at fault, since the parser counts those, and bytes of UTF-8 everywhere else. */
  position?: string;
  candidates?: string;
}

/** DuckDB's words as they come: JSON, behind a `Parser Error: `, or in one another. Nothing where it was not DuckDB that spoke. */
function told(message: string): Told | undefined {
  const from = message.indexOf('{"');
  if (from < 0) return undefined;
  try {
    const outer = JSON.parse(message.slice(from)) as Told;
    const inner = told(outer.exception_message ?? '');
    return inner ? { ...outer, ...inner } : outer;
  } catch {
    return undefined;
  }
}

/** Whether an error is DuckDB's own: after any other its worker is not to be trusted. */
export const isDuckdbs = (error: unknown): boolean =>
  error instanceof Error && (told(error.message) !== undefined || /canceled/.test(error.message));

/** Whether DuckDB could not read what it was asked. */
export const isSyntaxError = (error: unknown): boolean => error instanceof Error && told(error.message)?.exception_type === 'Parser';

/** A place in UTF-16 units, as editors count, from one in bytes of UTF-8. */
export const unitsOf = (sql: string, bytes: number): number =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(sql).subarray(0, bytes)).length;

function placeOf({ exception_type, position }: Told, sql: string, start: number): number | undefined {
  if (position === undefined) return undefined;
  if (exception_type !== 'Parser') return unitsOf(sql, start + Number(position));
  const from = unitsOf(sql, start);
  return from + [...sql.slice(from)].slice(0, Number(position)).join('').length;
}

const sentence = (text: string): string => {
  const [first = ''] = text.split('\n');
  const whole = first.replace(/!$/, '').trim();
  return `${whole.charAt(0).toUpperCase()}${whole.slice(1)}${/[.?]$/.test(whole) ? '' : '.'}`;
};

function kindOf({ exception_type = '', exception_message = '', error_subtype = '' }: Told): [QueryError['kind'], string] {
  const extension = /exists in the (\w+) extension/.exec(exception_message)?.[1];
  if (extension) return ['extension', EXTENSION(extension)];
  if (/extensions? is disabled|Extension ".*" not found/i.test(exception_message)) return ['extension', EXTENSION('').replace('  ', ' ')];
  if (/configuration has been locked/.test(exception_message)) return ['forbidden', LOCKED];
  if (/read-only mode/.test(exception_message)) return ['forbidden', READ_ONLY];
  if (exception_type === 'Permission') return ['forbidden', FORBIDDEN];
  if (exception_type === 'Out of Memory') return ['memory', MEMORY];
  if (/Unsupported Arrow type/.test(exception_message)) return ['other', `${sentence(exception_message)} Cast it to VARCHAR.`];
  if (exception_type === 'Parser') return ['syntax', sentence(exception_message)];
  if (/COLUMN_NOT_FOUND|MISSING_ENTRY|NO_MATCHING_FUNCTION/.test(error_subtype)) return ['name', sentence(exception_message)];
  return ['other', sentence(exception_message)];
}

/** Names are parted by commas; in a signature, `lower(VARCHAR, …)`, commas part its types. */
const namesIn = (candidates: string): string[] =>
  candidates
    .split(/,(?![^(]*\))/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/**
 * An error of DuckDB's in words for a reader.
 * @param sql all that was asked.
 * @param start where the statement that failed begins in it, in bytes of UTF-8.
 */
export function queryError(error: unknown, sql: string, start: number): QueryError {
  if (error instanceof QueryError) return error;
  const message = messageOf(error);
  const said = told(message);
  if (!said) return new QueryError(MEMORY, { kind: 'memory', offset: undefined, candidates: [] });
  const [kind, words] = kindOf(said);
  return new QueryError(words, { kind, offset: placeOf(said, sql, start), candidates: namesIn(said.candidates ?? '') });
}

/** The error, and why a table that the reader had is not there any more, where it is of one. */
export function withLost(error: QueryError, lost: ReadonlySet<string>): QueryError {
  const name = error.kind === 'name' ? /^Table with name (.+) does not exist/.exec(error.message)?.[1] : undefined;
  if (name === undefined || !lost.has(name)) return error;
  const message = `${name} was too large to be kept when a query had to be ended with its DuckDB. Make it again.`;
  return new QueryError(message, { kind: 'name', offset: error.offset, candidates: [] });
}
