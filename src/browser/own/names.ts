const LONGEST = 48;

/**
 * The name of a reader's table by its file's name: `own_` and what is left of the name in lower-case letters, digits and `_`, so that it
 * needs no quotes in SQL and is no table of ours. A name that is taken gets a number.
 */
export function tableName(file: string, taken: ReadonlySet<string> = new Set()): string {
  const stem = file
    .replace(/\.(?:jsonl|ndjson|json|csv|tsv|parquet|eval)$/i, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^(?:own)?_+|_+$/g, '')
    .slice(0, LONGEST)
    .replace(/_+$/, '');
  const name = `own_${stem || 'file'}`;
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}_${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Names of columns as a table can have them: none empty, none twice in DuckDB's eyes, which see no case, none over 60 characters. */
export function columnNames(names: readonly string[], taken: readonly string[] = []): string[] {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name, index) => {
    const plain = [...name.replace(/\p{Cc}+/gu, ' ').trim()].slice(0, 60).join('') || `column_${index + 1}`;
    let candidate = used.has(plain.toLowerCase()) && taken.length > 0 ? `${plain}_stated` : plain;
    for (let number = 2; used.has(candidate.toLowerCase()); number++) candidate = `${plain}_${number}`;
    used.add(candidate.toLowerCase());
    return candidate;
  });
}

/** Id of a reader's run, by the name of its table; a slash could not stand in it. */
export const ownId = (table: string): string => `own.${table}`;
