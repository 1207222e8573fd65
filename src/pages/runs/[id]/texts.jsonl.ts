import type { APIRoute, GetStaticPaths } from 'astro';
import { rowsOf } from '../../../data/figures.ts';
import { textsOf } from '../../../data/texts.ts';

/** The texts of a run, a line of JSON an answer, for runs that have them. */
export const getStaticPaths = (async () => {
  const runs = await rowsOf<{ run_id: string; own_texts: number }>('runs');
  return runs.filter(({ own_texts }) => own_texts > 0).map(({ run_id }) => ({ params: { id: run_id } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const lines = (await textsOf(params.id as string)).map((text) => `${JSON.stringify({ run_id: params.id, ...text })}\n`);
  return new Response(lines.join(''), { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } });
};
