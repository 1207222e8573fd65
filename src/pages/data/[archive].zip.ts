import type { APIRoute, GetStaticPaths } from 'astro';
import { archive } from '../../data/archive.ts';

/** Everything that is compiled, as one archive with its checksums inside. */
export const getStaticPaths = (async () => [{ params: { archive: (await archive()).name } }]) satisfies GetStaticPaths;

export const GET: APIRoute = async () => new Response((await archive()).content, { headers: { 'content-type': 'application/zip' } });
