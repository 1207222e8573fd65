import type { APIRoute, GetStaticPaths } from 'astro';
import { toCsv } from '../../data/csv.ts';
import type { Cell } from '../../data/database.ts';
import { type Step, stepId, steps } from '../../data/releases.ts';

/** What one step changed, a row a number, as a CSV file. A step without changes has a file too: its header alone. */
export const getStaticPaths = (async () =>
  (await steps()).map((step) => ({ params: { step: stepId(step) }, props: { step } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => {
  const { changes } = props.step as Step;
  const rows: Cell[][] = [
    ...changes.tables.map(({ name, before, after }) => [
      'table',
      name,
      before ? (after ? 'changed' : 'gone') : 'new',
      'rows',
      before?.rows ?? null,
      after?.rows ?? null,
    ]),
    ...(['means', 'comparisons'] as const).flatMap((kind) =>
      changes[kind].flatMap(({ id, what, fields }) =>
        fields.map(({ field, before, after }) => [kind.slice(0, -1), id, what, field, before, after]),
      ),
    ),
  ];
  return new Response(toCsv({ columns: ['kind', 'id', 'what', 'field', 'before', 'after'], rows }), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
};
