import type { DuckDBConnection } from '@duckdb/node-api';
import { logicalHash, tableFacts } from './manifest.ts';
import { TABLES, type Table } from './schema.ts';

/** Rows that were there before anybody ran or imported anything. */
const ofPublishedRuns = "run_id IN (SELECT run_id FROM runs WHERE source = 'published')";

/** The rows of each table that no run made or imported here can add to or change, as a condition; undefined where that is all of them. */
const PUBLISHED: Record<string, string | undefined> = {
  models: "source = 'published'",
  probes: undefined,
  kernels: "edition <> 'local'",
  signals: undefined,
  runs: "source = 'published'",
  run_conditions: ofPublishedRuns,
  results: ofPublishedRuns,
  averages: undefined,
  summaries: ofPublishedRuns,
  comparisons: "scope = 'published'",
  tie_groups: ofPublishedRuns,
  claims: undefined,
  demonstrations: undefined,
};

/** Columns that say what else is here, not what was published: an imported text beside a published row, an imported prompt. */
const HERE: Record<string, readonly string[]> = { results: ['text_sha256', 'text_run_id'], probes: ['prompt'], kernels: ['text'] };

function publishedRows({ name, columns }: Table): string {
  const here = HERE[name] ?? [];
  const selected = columns.map((column) => (here.includes(column.name) ? `NULL AS "${column.name}"` : `"${column.name}"`)).join(', ');
  if (!(name in PUBLISHED)) throw new Error(`Which rows of ${name} are published? Say it in ${import.meta.url.split('/').pop()}.`);
  const condition = PUBLISHED[name];
  return `(SELECT ${selected} FROM "${name}"${condition ? ` WHERE ${condition}` : ''})`;
}

/**
 * Logical hash of what a notebook is bound to: of all rows it is the manifest's `data_sha256`; of the published ones no run made or
 * imported here, and no text beside a published row, changes it.
 */
export async function scopeHash(connection: DuckDBConnection, scope: 'published' | 'all'): Promise<string> {
  const facts = [];
  for (const table of TABLES) facts.push(await tableFacts(connection, table, scope === 'all' ? undefined : publishedRows(table)));
  return logicalHash(facts);
}
