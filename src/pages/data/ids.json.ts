import type { APIRoute } from 'astro';
import type { KnownIds } from '../../browser/answer/links.ts';
import { query } from '../../data/database.ts';
import { ids } from '../../data/ids.ts';

/** Ids that have pages, and of each run the probes whose score has one: what cells of an answer in the browser may link to. */
export const GET: APIRoute = async () => {
  const [{ models, probes, runs }, scores] = await Promise.all([
    ids(),
    query<{ run_id: string; probe_id: string }>('SELECT DISTINCT run_id, probe_id FROM results ORDER BY ALL'),
  ]);
  const of = Map.groupBy(scores, ({ run_id }) => run_id);
  const known: KnownIds = {
    models: [...models],
    probes: [...probes],
    runs: Object.fromEntries([...runs].map((run) => [run, (of.get(run) ?? []).map(({ probe_id }) => probe_id)])),
  };
  return new Response(`${JSON.stringify(known)}\n`, { headers: { 'content-type': 'application/json' } });
};
