import type { Engine } from './engine.ts';
import { quoted } from './lockdown.ts';
import type { SchemaColumn, SchemaTable } from './types.ts';

interface Listed {
  name: string;
  comment: string | null;
  is_view: boolean;
}

interface ListedColumn {
  table_name: string;
  name: string;
  type: string;
  comment: string | null;
}

const columnsSql = (database: string) =>
  `SELECT table_name, column_name AS name, data_type AS type, comment FROM duckdb_columns()
   WHERE NOT internal AND database_name = '${database}' ORDER BY table_oid, column_index`;

const noted = ({ name, type, comment }: ListedColumn): SchemaColumn => ({ name, type, comment: comment ?? '' });

/** Tables and views of the site in the order in which they were made, with their rows counted. Goes beside the reader's connection. */
export async function publishedSchema(engine: Engine): Promise<SchemaTable[]> {
  const listed = await engine.rows<Listed>(
    `SELECT table_name AS name, comment, false AS is_view, table_oid AS oid FROM duckdb_tables() WHERE database_name = 'lem'
     UNION ALL SELECT view_name, comment, true, view_oid FROM duckdb_views() WHERE database_name = 'lem' AND NOT internal ORDER BY is_view, oid`,
    true,
  );
  const columns = Map.groupBy(await engine.rows<ListedColumn>(columnsSql('lem'), true), ({ table_name }) => table_name);
  const counts = listed.map(({ name }, at) => `(SELECT count(*) FROM lem.main.${quoted(name)}) AS c${at}`);
  const [counted] = await engine.rows<Record<string, bigint>>(`SELECT ${counts.join(', ')}`, true);
  return listed.map(({ name, comment, is_view }, at) => ({
    name,
    kind: is_view ? 'view' : 'table',
    comment: comment ?? '',
    rows: Number(counted?.[`c${at}`]),
    columns: (columns.get(name) ?? []).map(noted),
  }));
}

/** The texts of a run, once attached under a database of that name. */
export async function textsSchema(engine: Engine, database: string, run_id: string): Promise<SchemaTable> {
  const columns = await engine.rows<ListedColumn>(columnsSql(database.replaceAll("'", "''")), true);
  const [counted] = await engine.rows<{ n: bigint }>(`SELECT count(*) AS n FROM ${quoted(database)}.main.responses`, true);
  return {
    name: database,
    kind: 'texts',
    comment: `Texts of the answers of ${run_id}, as their model wrote them.`,
    rows: Number(counted?.n),
    columns: columns.map(noted),
  };
}

/** Names of functions that can be written as such, operators left out. */
export async function functionNames(engine: Engine): Promise<string[]> {
  const rows = await engine.rows<{ name: string }>(
    "SELECT DISTINCT function_name AS name FROM duckdb_functions() WHERE regexp_full_match(function_name, '[a-z][a-z0-9_]*') ORDER BY name",
    true,
  );
  return rows.map(({ name }) => name);
}
