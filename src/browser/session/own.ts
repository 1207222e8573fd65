import type { Engine } from './engine.ts';
import { literal, quoted } from './lockdown.ts';
import type { Statement } from './statements.ts';
import type { SchemaColumn, SchemaTable } from './types.ts';

// What a reader has made lives in the memory of the worker. A query that does not listen can only be stopped with its worker: so after
// every statement that may have changed it, a copy is kept in the page, from which the next worker gets it back.

interface KeptTable {
  /** The statement that makes it. */
  sql: string;
  /** Its full name in SQL. */
  name: string;
  comment: string;
  /** Its rows as Arrow's IPC stream; nothing where it has none. */
  ipc: Uint8Array | undefined;
  /** Whether its rows were too many to be kept: such a table is not made again without them. */
  lost: boolean;
}

/** What a reader has made, as far as it is kept. */
export interface Kept {
  tables: readonly KeptTable[];
  /** The statements that make the views, oldest first. */
  views: readonly string[];
  /** The same, as `schema()` tells it. */
  schema: readonly SchemaTable[];
}

export const nothingKept: Kept = { tables: [], views: [], schema: [] };

/** Bytes of rows that are kept at most, over all tables. */
const MOST_KEPT = 128e6;

// Types that are the same in Arrow; values of others are kept as the text that DuckDB reads them from again.
const SAME = /^(BOOLEAN|U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE|VARCHAR|BLOB|DATE|TIMESTAMP)$/;

const OWN = "NOT internal AND database_name IN ('memory', 'temp')";
/** A table that rows pass through on their way in. */
export const STAGE = 'rows_on_their_way';

interface Named {
  database_name: string;
  schema_name: string;
  name: string;
  sql: string;
  comment: string | null;
  temporary: boolean;
}

const fullName = (each: Pick<Named, 'database_name' | 'schema_name' | 'name'>): string =>
  [each.database_name, each.schema_name, each.name].map(quoted).join('.');

/** Looks at what the reader has made and copies it. */
export async function keep(engine: Engine, texts: ReadonlySet<string>): Promise<Kept> {
  const views = (
    await engine.rows<Named>(
      `SELECT database_name, schema_name, view_name AS name, sql, comment, temporary FROM duckdb_views() WHERE ${OWN} ORDER BY view_oid`,
    )
  ).filter(({ name }) => !texts.has(name));
  const tables = await engine.rows<Named & { estimated_size: bigint }>(
    `SELECT database_name, schema_name, table_name AS name, sql, comment, temporary, estimated_size FROM duckdb_tables() WHERE ${OWN} ORDER BY table_oid`,
  );
  if (views.length + tables.length === 0) return nothingKept;
  const columns = await engine.rows<Named & { table: string; type: string }>(
    `SELECT database_name, schema_name, table_name AS name, column_name AS "table", data_type AS type, comment FROM duckdb_columns() WHERE ${OWN}
     ORDER BY table_oid, column_index`,
  );
  const columnsOf = Map.groupBy(columns, fullName);
  const described = (each: Named): SchemaColumn[] =>
    (columnsOf.get(fullName(each)) ?? []).map(({ table, type, comment }) => ({ name: table, type, comment: comment ?? '' }));

  let room = MOST_KEPT;
  const kept: KeptTable[] = [];
  for (const each of tables) {
    const listed = described(each).map(({ name, type }) =>
      SAME.test(type) ? quoted(name) : `CAST(${quoted(name)} AS VARCHAR) AS ${quoted(name)}`,
    );
    const empty = each.estimated_size === 0n;
    const ipc = empty ? undefined : await engine.ipc(`SELECT ${listed.join(', ')} FROM ${fullName(each)}`, room);
    room -= ipc?.length ?? 0;
    const sql = each.temporary ? each.sql.replace(/^CREATE TABLE/, 'CREATE TEMP TABLE') : each.sql;
    kept.push({ sql, name: fullName(each), comment: each.comment ?? '', ipc, lost: !empty && !ipc });
  }
  const own = (each: Named, rows: number | null): SchemaTable => ({
    name: each.name,
    kind: 'own',
    comment: each.comment ?? '',
    rows,
    columns: described(each),
  });
  return {
    tables: kept,
    views: views.map(({ sql }) => sql),
    schema: [...tables.map((each) => own(each, Number(each.estimated_size))), ...views.map((each) => own(each, null))],
  };
}

/** Statements that make what is neither table nor view, nor a copy of anything: they are run again as they were. */
export const isDeclaration = ({ words }: Statement): boolean =>
  /^create$/i.test(words[0] ?? '') && words.slice(1, 5).some((word) => /^(macro|function|type|schema|sequence)$/i.test(word));

/** Gives a new worker what the reader had made, and says what is left: tables that could not be kept are not. */
export async function restore(engine: Engine, { tables, views, schema }: Kept, declarations: readonly string[]): Promise<Kept> {
  const left = tables.filter(({ lost }) => !lost);
  await remake(engine, left, views, declarations);
  const lost = new Set(tables.filter((each) => each.lost).map(({ name }) => name));
  return { tables: left, views, schema: schema.filter(({ name }) => ![...lost].some((each) => each.endsWith(`.${quoted(name)}`))) };
}

async function remake(
  engine: Engine,
  tables: readonly KeptTable[],
  views: readonly string[],
  declarations: readonly string[],
): Promise<void> {
  const tried = async (sql: string) => {
    try {
      await engine.rows(sql);
      return true;
    } catch {
      return false;
    }
  };
  for (const sql of declarations) await tried(sql);
  for (const { sql, name, comment, ipc } of tables) {
    if (!(await tried(sql)) || !ipc) continue;
    await engine.insert(STAGE, ipc.slice());
    await tried(`INSERT INTO ${name} SELECT * FROM ${STAGE}`);
    await engine.rows(`DROP TABLE ${STAGE}`);
    if (comment) await tried(`COMMENT ON TABLE ${name} IS ${literal(comment)}`);
  }
  // A view that reads a later one, which was replaced since, waits for it.
  let waiting = [...views];
  while (waiting.length > 0) {
    const left: string[] = [];
    for (const sql of waiting) if (!(await tried(sql))) left.push(sql);
    if (left.length === waiting.length) return;
    waiting = left;
  }
}
