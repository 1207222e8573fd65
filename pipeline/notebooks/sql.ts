/** A string, a comment, a quoted name, a bare name: in this order, so that a name within a string is none. */
const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|'(?:[^']|'')*'|"((?:[^"]|"")*)"|([A-Za-z_][A-Za-z0-9_]*)|;/g;

/** SQL without white space and semicolons at its end, so that it can stand within another statement. */
export const bare = (sql: string): string => sql.replace(/[;\s]+$/, '').replace(/^\s+/, '');

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The statement that lets later cells read a cell by its id. The line break ends a comment that the SQL may end in. */
export const viewSql = (id: string, sql: string): string => `CREATE OR REPLACE TEMP VIEW ${quotedName(id)} AS\n${bare(sql)}\n`;

/** Every name that SQL speaks of, in lower case, strings and comments left out. Names may be of tables, columns, functions or keywords. */
export function names(sql: string): Set<string> {
  const found = new Set<string>();
  for (const [, , quoted, plain] of sql.matchAll(TOKEN)) {
    const name = quoted?.replaceAll('""', '"') ?? plain;
    if (name !== undefined) found.add(name.toLowerCase());
  }
  return found;
}

/** Whether SQL holds a semicolon that ends a statement before its end. */
export const hasSeveral = (sql: string): boolean => [...bare(sql).matchAll(TOKEN)].some(([token]) => token === ';');

/** Whether the outermost query says an order: `ORDER BY` outside all parentheses. */
export function isOrdered(sql: string): boolean {
  const code = sql.replace(TOKEN, (token, _, quoted, plain) => (plain ? token : quoted === undefined ? ' ' : '"'));
  let depth = 0;
  for (const [token] of code.matchAll(/[()]|\border\s+by\b/gi)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (depth === 0) return true;
  }
  return false;
}

/**
 * Which cells have to run anew when one has changed: those after it that speak of its id, or of one that does. A column of the same
 * name makes a cell run once more than it need, never too little.
 * @param cells in the order of the notebook
 */
export function followers(cells: readonly { id: string; sql: string }[], changed: string): string[] {
  const touched = new Set([changed.toLowerCase()]);
  const start = cells.findIndex(({ id }) => id === changed);
  return cells.slice(start + 1).flatMap(({ id, sql }) => {
    if (touched.isDisjointFrom(names(sql))) return [];
    touched.add(id.toLowerCase());
    return [id];
  });
}

/** Which cells a cell reads, directly or through others, in the order in which they have to be there. */
export function sources<Cell extends { id: string; sql: string }>(cells: readonly Cell[], id: string): Cell[] {
  const place = cells.findIndex((cell) => cell.id === id);
  const wanted = names(cells[place]?.sql ?? '');
  const found: Cell[] = [];
  for (const cell of cells.slice(0, Math.max(0, place)).reverse()) {
    if (!wanted.has(cell.id.toLowerCase())) continue;
    for (const name of names(cell.sql)) wanted.add(name);
    found.unshift(cell);
  }
  return found;
}
