import type { APIRoute, GetStaticPaths } from 'astro';
import { toCsv } from '../../../data/csv.ts';
import { answerOf, figures, rowsOf } from '../../../data/figures.ts';

/** The figures that are asked once a model, as CSV files beside its page. A file without rows is written too: that is an answer. */
export const getStaticPaths = (async () => {
  const models = await rowsOf<{ model_id: string }>('models');
  const own = figures.filter(({ parameters }) => parameters.length === 1 && parameters[0] === 'model_id');
  return models.flatMap(({ model_id }) => own.map(({ id }) => ({ params: { id: model_id, figure: id } })));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(toCsv(await answerOf(params.figure as string, { model_id: params.id as string })), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
