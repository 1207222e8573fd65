import type { APIRoute, GetStaticPaths } from 'astro';
import { duckdb } from '../../data/duckdb.ts';

const OFFER = 'session.json';

/** The files of DuckDB in the browser, and what names them. */
export const getStaticPaths = (() =>
  [OFFER, ...duckdb().files.map(({ file }) => file)].map((file) => ({ params: { file } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
  const { offer, files } = duckdb();
  if (params.file === OFFER) return new Response(JSON.stringify(offer), { headers: { 'content-type': 'application/json' } });
  const packed = files.find(({ file }) => file === params.file);
  return new Response(packed?.content, { headers: { 'content-type': 'application/gzip' } });
};
