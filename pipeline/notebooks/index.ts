/**
 * What a notebook is, read from its file and run: cells of SQL, declared charts, prose that quotes values by key, and the lock that
 * keeps its results from changing unseen. Pure; what touches files is in `files.ts`, the native DuckDB in `native.ts`.
 */
export type { Answer, AnswerColumn, Value } from './answer.ts';
export { type Difference, differenceOf, differenceText, sameValue } from './compare.ts';
export { type Frontmatter, frontmatter } from './frontmatter.ts';
export { differences, type Lock, lockOf, lockText, parseLock } from './lock.ts';
export { type ChartBlock, NOT_SHOWN, type Notebook, type Prose, type Quote, type Scope, type SqlCell } from './notebook.ts';
export { parseNotebook } from './parse.ts';
export { answerSentence, parseWhere, quotedText, quotedValue, textOfQuote } from './quote.ts';
export { followers, names, viewSql } from './sql.ts';
