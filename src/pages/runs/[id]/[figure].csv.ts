import type { APIRoute, GetStaticPaths } from 'astro';
import { toCsv } from '../../../data/csv.ts';
import { answerOf, figures, rowsOf } from '../../../data/figures.ts';

/** The figures that are asked once a run, as CSV files beside its page. A file without rows is written too: that is an answer. */
export const getStaticPaths = (async () => {
  const runs = await rowsOf<{ run_id: string }>('runs');
  const own = figures.filter(({ parameters }) => parameters.length === 1 && parameters[0] === 'run_id');
  return runs.flatMap(({ run_id }) => own.map(({ id }) => ({ params: { id: run_id, figure: id } })));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(toCsv(await answerOf(params.figure as string, { run_id: params.id as string })), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
