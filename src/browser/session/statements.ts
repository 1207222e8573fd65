import type { AsyncDuckDB } from '@duckdb/duckdb-wasm';
import type { QueryError } from './types.ts';

/** One statement of what a reader wrote. */
export interface Statement {
  sql: string;
  /** Where it begins, in bytes of UTF-8: DuckDB counts so. */
  start: number;
  /** Its keywords, names and signs as they were written, without comments: `['create', 'TEMP', 'view', …]`. Texts are left out. */
  words: readonly string[];
}

/** DuckDB's own kinds of token, of which only texts and comments matter here. */
const [TEXT, OPERATOR, COMMENT] = [2, 3, 5];

/** Splits SQL where DuckDB's own tokenizer sees a semicolon. */
export async function split(db: AsyncDuckDB, sql: string): Promise<Statement[]> {
  const bytes = new TextEncoder().encode(sql);
  const decode = (from: number, to: number) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(from, to));
  const { offsets, types } = await db.tokenize(sql);
  const found: Statement[] = [];
  let start: number | undefined;
  let words: string[] = [];
  const close = (end: number) => {
    if (start !== undefined) found.push({ sql: decode(start, end), start, words });
    start = undefined;
    words = [];
  };
  for (const [index, offset] of [...offsets].entries()) {
    if (types[index] === COMMENT) continue;
    const token = decode(offset, offsets[index + 1] ?? bytes.length);
    if (types[index] === OPERATOR && token.startsWith(';')) {
      close(offset);
      continue;
    }
    start ??= offset;
    words.push(types[index] === TEXT ? "''" : (/^\S+/.exec(token)?.[0] ?? token));
  }
  close(bytes.length);
  return found;
}

/** Statements that only read: after any other the reader's tables may have changed. */
export const reads = ({ words }: Statement): boolean =>
  /^(select|from|with|values|table|describe|show|summarize|explain|pivot|unpivot|\()$/i.test(words[0] ?? '') &&
  !words.some((word) => /^(create|insert|update|delete|merge|drop|alter|execute)$/i.test(word));

/** Whether a transaction that the reader began is open after a statement, given whether one was before. */
export function stillInTransaction(before: boolean, { words: [first = ''] }: Statement): boolean {
  if (/^(begin|start)$/i.test(first)) return true;
  return before && !/^(commit|end|rollback|abort)$/i.test(first);
}

/** Statements that DuckDB can `DESCRIBE`. */
export const describable = ({ words }: Statement): boolean => /^(select|from|with|values|table|pivot|unpivot|\()$/i.test(words[0] ?? '');

// DuckDB refuses other files and hosts by itself. These would reach for the files of the session, or for extensions, which the browser's
// DuckDB takes for granted.
const REFUSED: readonly { words: RegExp; kind: QueryError['kind']; message: string }[] = [
  {
    words: /^(install|load|force)$/i,
    kind: 'extension',
    message: 'Extensions would have to come from another host, which this site never asks.',
  },
  {
    words: /^(attach|detach|copy|export|import)$/i,
    kind: 'forbidden',
    message: 'This session reads the tables of this site and your own, and opens no files. An answer can be downloaded from its table.',
  },
];

// Behind these another statement follows.
const PREFIX = /^(explain|prepare)$/i;

/** Why this session does not run a statement, whatever DuckDB would say to it. */
export function refusal({ words }: Statement): Pick<QueryError, 'kind' | 'message'> | undefined {
  const asked = PREFIX.test(words[0] ?? '') ? words : words.slice(0, 1);
  return REFUSED.find((each) => asked.some((word) => each.words.test(word)));
}
