import type { SchemaTable } from '../browser/session/types.ts';
import { query } from './database.ts';
import { rowsOf } from './figures.ts';
import { manifest } from './manifest.ts';

interface ColumnRow {
  table_name: string;
  of_view: boolean;
  column_name: string;
  data_type: string;
  comment: string | null;
}

/** Views first, since they carry the names that a reader thinks in; each with its rows and the notes of its columns. */
export async function builtSchema(): Promise<SchemaTable[]> {
  const [columns, views] = await Promise.all([
    rowsOf<ColumnRow>('data-columns'),
    rowsOf<{ view_name: string; comment: string }>('data-views'),
  ]);
  const columnsOf = (table: string) =>
    columns
      .filter(({ table_name }) => table_name === table)
      .map(({ column_name, data_type, comment }) => ({ name: column_name, type: data_type, comment: comment ?? '' }));
  const shown: SchemaTable[] = [];
  for (const { view_name, comment } of views) {
    const [counted] = await query<{ rows: number }>(`SELECT count(*) AS rows FROM ${view_name}`);
    shown.push({ name: view_name, kind: 'view', comment, rows: counted?.rows ?? null, columns: columnsOf(view_name) });
  }
  for (const { name, comment, rows } of manifest.tables) shown.push({ name, kind: 'table', comment, rows, columns: columnsOf(name) });
  return shown;
}
