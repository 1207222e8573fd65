/** What the values of a column are, by DuckDB's name of its type. */
export type ColumnKind = 'number' | 'boolean' | 'time' | 'text' | 'nested';

const NUMBER = /^(?:U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL\b.*)$/;

/** The kind of a column. */
export function columnKind(type: string): ColumnKind {
  if (/\]$|^(?:STRUCT|MAP|UNION)\b/.test(type)) return 'nested';
  if (NUMBER.test(type)) return 'number';
  if (type === 'BOOLEAN') return 'boolean';
  if (/^(?:DATE|TIMESTAMP.*)$/.test(type)) return 'time';
  return 'text';
}
