import type { APIRoute, GetStaticPaths } from 'astro';
import { toCsv } from '../../data/csv.ts';
import { answerOf, figures } from '../../data/figures.ts';

/** One CSV file a figure, from the query of the figure. Figures with parameters are written by the pages that give them. */
export const getStaticPaths: GetStaticPaths = () =>
  figures.filter(({ parameters }) => parameters.length === 0).map(({ id }) => ({ params: { id } }));

export const GET: APIRoute = async ({ params }) =>
  new Response(toCsv(await answerOf(params.id as string)), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
