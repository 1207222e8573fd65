import type { APIRoute, GetStaticPaths } from 'astro';
import { toCsv } from '../../../data/csv.ts';
import { answerOf, figures, rowsOf } from '../../../data/figures.ts';

/** The figures that are asked once a probe, as CSV files beside its page. */
export const getStaticPaths = (async () => {
  const probes = await rowsOf<{ probe_id: string }>('probes');
  const own = figures.filter(({ parameters }) => parameters.length === 1 && parameters[0] === 'probe_id');
  return probes.flatMap(({ probe_id }) => own.map(({ id }) => ({ params: { id: probe_id, figure: id } })));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(toCsv(await answerOf(params.figure as string, { probe_id: params.id as string })), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
