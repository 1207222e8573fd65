import { readFileSync } from 'node:fs';
import type { APIRoute, GetStaticPaths } from 'astro';
import { buildFile, offered, sums } from '../../data/manifest.ts';

const SUMS = 'SHA256SUMS';

/** The compiled data as files of the site, byte for byte, with their manifest and their checksums. */
export const getStaticPaths = (() =>
  [...offered.map(({ name }) => name), 'manifest.json', SUMS].map((file) => ({ params: { file } }))) satisfies GetStaticPaths;

const type = (name: string): string =>
  name.endsWith('.json') ? 'application/json' : name === SUMS ? 'text/plain; charset=utf-8' : 'application/octet-stream';

export const GET: APIRoute = ({ params }) => {
  const name = params.file as string;
  return new Response(name === SUMS ? sums : new Uint8Array(readFileSync(buildFile(name))), { headers: { 'content-type': type(name) } });
};
