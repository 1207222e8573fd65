import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, version as duckdbVersion } from '@duckdb/node-api';
import { project } from '../project.ts';
import { sha256File } from '../records/files.ts';
import { SCORER } from '../scorer/index.ts';
import { orderedRows } from './database.ts';
import type { Table } from './schema.ts';

export interface TableFacts {
  name: string;
  comment: string;
  key: string[];
  rows: number;
  /** SHA-256 of the rows as JSON Lines in key order, columns in the order of the schema. */
  sha256: string;
  columns: { name: string; type: string; comment: string }[];
}

export interface FileFacts {
  name: string;
  bytes: number;
  sha256: string;
  /** Tables the file holds, and over all of them: */
  tables: string[];
  rows: number;
  columns: number;
}

/** What `data/build/manifest.json` says. No clock and no path: the same data give the same manifest but for the DuckDB files. */
export interface BuildManifest {
  format: 1;
  project: { name: string; version: string };
  scorer: { version: string; sha256: string };
  duckdb: string;
  /** Logical hash: SHA-256 over the names and hashes of all tables. What "the same data" means here. */
  data_sha256: string;
  tables: TableFacts[];
  files: FileFacts[];
}

/** Name, rows and hash of a table as it stands in a database; `from` names it there. Reads in chunks, whatever the size. */
export async function tableFacts(connection: DuckDBConnection, table: Table, from?: string): Promise<TableFacts> {
  const hash = createHash('sha256');
  let rows = 0;
  const result = await connection.stream(orderedRows(table, from));
  for await (const chunk of result.yieldRowsJs()) {
    for (const row of chunk) hash.update(`${JSON.stringify(row)}\n`);
    rows += chunk.length;
  }
  return {
    name: table.name,
    comment: table.comment,
    key: table.key,
    rows,
    sha256: hash.digest('hex'),
    columns: table.columns.map(({ name, type, comment }) => ({ name, type, comment })),
  };
}

/** The one hash of all tables. */
export function logicalHash(tables: readonly Pick<TableFacts, 'name' | 'sha256'>[]): string {
  const hash = createHash('sha256');
  for (const { name, sha256 } of tables) hash.update(`${name} ${sha256}\n`);
  return hash.digest('hex');
}

/** A written file and what it holds. @throws where it cannot be read */
export async function fileFacts(folder: string, name: string, held: readonly TableFacts[]): Promise<FileFacts> {
  const path = join(folder, name);
  const sum = (of: (table: TableFacts) => number) => held.reduce((total, table) => total + of(table), 0);
  return {
    name,
    bytes: statSync(path).size,
    sha256: await sha256File(path),
    tables: held.map((table) => table.name),
    rows: sum(({ rows }) => rows),
    columns: sum(({ columns }) => columns.length),
  };
}

export function buildManifest(tables: TableFacts[], files: FileFacts[]): BuildManifest {
  return {
    format: 1,
    project,
    scorer: { version: SCORER.version, sha256: SCORER.sha256 },
    duckdb: duckdbVersion(),
    data_sha256: logicalHash(tables),
    tables,
    files,
  };
}
