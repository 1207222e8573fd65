import type { APIRoute, GetStaticPaths } from 'astro';
import { exampleFiles } from '../../data/example-files.ts';

/** The two files of the example run, to be saved into data/runs. */
export const getStaticPaths = (async () => {
  const { names } = await exampleFiles();
  return Object.values(names).map((file) => ({ params: { file } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { names, jsonl, manifest } = await exampleFiles();
  const lines = params.file === names.jsonl;
  return new Response(lines ? jsonl : manifest, { headers: { 'content-type': lines ? 'application/jsonl' : 'application/json' } });
};
