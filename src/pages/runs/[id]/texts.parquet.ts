import { readFile } from 'node:fs/promises';
import type { APIRoute, GetStaticPaths } from 'astro';
import { rowsOf } from '../../../data/figures.ts';
import { textsFile } from '../../../data/texts.ts';

/** The texts of a run as Parquet, the very file that was compiled, for runs that have them. */
export const getStaticPaths = (async () => {
  const runs = await rowsOf<{ run_id: string; own_texts: number }>('runs');
  return runs.filter(({ own_texts }) => own_texts > 0).map(({ run_id }) => ({ params: { id: run_id } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(new Uint8Array(await readFile(textsFile(params.id as string, 'parquet'))), {
    headers: { 'content-type': 'application/vnd.apache.parquet' },
  });
