import { SQLDialect } from '@codemirror/lang-sql';

/**
 * Words that the editor sets as keywords: every word DuckDB reserves and those of its grammar that a reader of these tables needs.
 * PostgreSQL's list would set `condition`, `name` and `source`, columns here, in bold.
 */
export const KEYWORDS =
  `all analyse analyze and anti any array as asc asof asymmetric both by case cast check collate column constraint create
cross cube current default deferrable desc describe distinct do drop else end except exclude exists explain false fetch filter first
following for foreign from full glob group grouping having ignore ilike in initially inner insert interval into intersect is isnull join
lambda last lateral leading left like limit macro materialized natural not notnull null nulls offset on only or order outer over partition
pivot pivot_longer pivot_wider placing positional preceding primary qualify range recursive references replace respect returning right
rollup row rows sample select semi sets show similar some summarize symmetric table tablesample temp temporary then ties to trailing true
try_cast unbounded union unique unpivot update using values variadic view when where window with`.split(/\s+/);

const TYPES = `bigint bit blob boolean char date decimal double enum float hugeint int integer list map numeric real smallint struct text
time timestamp timestamptz tinyint ubigint uhugeint uinteger usmallint utinyint uuid varchar`;

/** DuckDB's SQL: identifiers without regard to case, `$$` around texts, no comments but `--` and `/* … *\/`. */
export const duckdb = SQLDialect.define({
  keywords: KEYWORDS.join(' '),
  types: TYPES.replaceAll('\n', ' '),
  doubleDollarQuotedStrings: true,
  operatorChars: '*+-%<>!=&|~^/:@',
  specialVar: '$',
  identifierQuotes: '"',
  caseInsensitiveIdentifiers: true,
});
