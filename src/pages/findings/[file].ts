import type { APIRoute, GetStaticPaths } from 'astro';
import { VIEWS } from '../../../pipeline/compile/views.ts';
import { ipynb } from '../../../pipeline/notebooks/ipynb.ts';
import { sqlFile } from '../../../pipeline/notebooks/sql-file.ts';
import { manifest } from '../../data/manifest.ts';
import { allFindings, finding } from '../../data/notebooks.ts';
import { siteAddress } from '../../site.ts';

const TYPES = { ipynb: 'application/x-ipynb+json', sql: 'application/sql', mdx: 'text/markdown', json: 'application/json' } as const;
type Kind = keyof typeof TYPES;

export const getStaticPaths = (async () =>
  (await allFindings()).flatMap(({ notebook: { name } }) =>
    (Object.keys(TYPES) as Kind[]).map((kind) => ({ params: { file: `${name}.${kind}` }, props: { name, kind } })),
  )) satisfies GetStaticPaths;

/** A notebook as a file: for Jupyter, for DuckDB's command line, its source, and its cells with their rows for its own page. */
export const GET: APIRoute = async ({ props }) => {
  const { name, kind } = props as { name: string; kind: Kind };
  const { notebook, answers } = await finding(name);
  const tables = manifest.tables.map((table) => table.name);
  const made: Record<Kind, () => string> = {
    ipynb: () => ipynb(notebook, answers, { tables, views: VIEWS }, siteAddress),
    sql: () => sqlFile(notebook, answers, siteAddress),
    mdx: () => notebook.source,
    json: () => JSON.stringify({ cells: notebook.cells.map(({ id, sql }) => ({ id, sql, ...answers.get(id) })), charts: notebook.charts }),
  };
  return new Response(made[kind](), { headers: { 'content-type': `${TYPES[kind]}; charset=utf-8` } });
};
