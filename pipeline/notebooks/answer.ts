/**
 * A value of an answer, as JSON can hold it, whichever DuckDB gave it (`values.ts`). Integers of any width are numbers up to what
 * JavaScript calls safe, else text; DECIMAL is a number; dates and times are ISO 8601 text; NaN and the infinities are the texts `NaN`,
 * `Infinity`, `-Infinity`; a BLOB is its bytes in hexadecimal; LIST and ARRAY are arrays, STRUCT and MAP objects.
 */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

export interface AnswerColumn {
  name: string;
  /** DuckDB's own name of the type: `VARCHAR`, `DOUBLE`, `BIGINT`, `INTEGER[]`. */
  type: string;
}

/** What a query answers: its columns in order and its rows in order, the same from DuckDB natively and in the browser. */
export interface Answer {
  columns: readonly AnswerColumn[];
  rows: readonly (readonly Value[])[];
}
