import { query } from './database.ts';

/** Ids that have a page on this site, by the folder of their pages. */
export type Ids = Record<'models' | 'runs' | 'probes', ReadonlySet<string>>;

let known: Promise<Ids> | undefined;

async function read(): Promise<Ids> {
  const all = async (table: string, column: string) =>
    new Set((await query<{ id: string }>(`SELECT DISTINCT ${column} AS id FROM ${table} ORDER BY id`)).map(({ id }) => id));
  const [models, runs, probes] = await Promise.all([all('models', 'model_id'), all('runs', 'run_id'), all('probes', 'probe_id')]);
  return { models, runs, probes };
}

/** Ids of all models, runs and probes of this build. */
export function ids(): Promise<Ids> {
  known ??= read();
  return known;
}
