import type { APIRoute, GetStaticPaths } from 'astro';
import { rowOf, rowsOf } from '../../../data/figures.ts';

/** The manifest of a run made or imported here, byte for byte as it stands beside its file. */
export const getStaticPaths = (async () => {
  const runs = await rowsOf<{ run_id: string; source: string }>('runs');
  return runs.filter(({ source }) => source !== 'published').map(({ run_id }) => ({ params: { id: run_id } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { manifest } = await rowOf<{ manifest: string }>('run-manifest', { run_id: params.id as string });
  return new Response(manifest, { headers: { 'content-type': 'application/json' } });
};
