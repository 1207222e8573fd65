import { readFile } from 'node:fs/promises';
import type { APIRoute, GetStaticPaths } from 'astro';
import { rowsOf } from '../../../data/figures.ts';
import { hasTexts, textsFile } from '../../../data/texts.ts';

/** The texts of a run as Parquet, the very file that was compiled, for runs that have them. */
export const getStaticPaths = (async () => {
  const runs = await rowsOf<{ run_id: string }>('runs');
  return runs.filter(({ run_id }) => hasTexts(run_id)).map(({ run_id }) => ({ params: { id: run_id } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(new Uint8Array(await readFile(textsFile(params.id as string, 'parquet'))), {
    headers: { 'content-type': 'application/vnd.apache.parquet' },
  });
