import type { APIRoute, GetStaticPaths } from 'astro';
import { rowsOf } from '../../../data/figures.ts';
import { scoresOf } from '../../../data/scores.ts';

/** One JSON file a run: what a comparison in the browser reads. */
export const getStaticPaths = (async () => {
  const sides = await rowsOf<{ run_id: string }>('compared-sides');
  return [...new Set(sides.map(({ run_id }) => run_id))].map((run) => ({ params: { run } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(`${JSON.stringify(await scoresOf(params.run as string))}\n`, { headers: { 'content-type': 'application/json' } });
