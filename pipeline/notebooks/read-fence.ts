import { InputError } from '../records/error.ts';
import { parseChart } from './chart.ts';
import type { ChartBlock, SqlCell } from './notebook.ts';
import { bare, hasSeveral, isOrdered } from './sql.ts';
import type { Node } from './tree.ts';

const ID = /^[a-z][a-z0-9_]*$/;
const CHART_ID = /^[a-z][a-z0-9_-]*$/;

/** The cells and charts above a fence. */
export interface Above {
  cells: readonly SqlCell[];
  charts: readonly ChartBlock[];
}

type FaultOf = (what: string, todo: string) => InputError;

/**
 * A fence as the cell or the chart that it is.
 * @throws InputError with the line: another language, no id or one that is taken, SQL that is not one ordered query, a chart of nothing
 */
export function readFence(node: Node, file: string, above: Above): SqlCell | ChartBlock {
  const { line } = node.position.start;
  const fault: FaultOf = (what, todo) => new InputError({ file, line, what, todo });
  const meta = metaOf(node.meta ?? '');
  if (node.lang === 'sql') return cellOf(node.value ?? '', line + 1, meta, above, fault);
  if (node.lang === 'chart') return chartOf(node.value ?? '', { file, line: line + 1 }, meta, above, fault);
  throw fault(`a ${node.lang ?? 'bare'} fence`, 'A fence of a notebook is sql (a cell) or chart (a chart).');
}

/** What follows a fence's language: `id=name`, `folded`. */
const metaOf = (meta: string): Map<string, string> =>
  new Map(
    meta
      .split(/\s+/)
      .filter(Boolean)
      .map((part): [string, string] => {
        const [key = '', value = ''] = part.split('=', 2);
        return [key, value];
      }),
  );

function onlyKnown(meta: ReadonlyMap<string, string>, known: readonly string[], fault: FaultOf): void {
  const other = [...meta.keys()].find((key) => !known.includes(key));
  if (other) throw fault(`the fence says ${other}, which it does not know`, `It knows ${known.join(', ')}.`);
}

function cellOf(sql: string, line: number, meta: ReadonlyMap<string, string>, { cells, charts }: Above, fault: FaultOf): SqlCell {
  const id = meta.get('id');
  if (!id || !ID.test(id))
    throw fault(
      id ? `"${id}" cannot be the id of a cell` : 'a sql fence without an id',
      'Write ```sql id=name, a name in small letters, digits and _.',
    );
  onlyKnown(meta, ['id', 'folded'], fault);
  if (cells.some((cell) => cell.id === id)) throw fault(`a second cell is called ${id}`, 'Give it another id.');
  if (charts.some((chart) => chart.id === id)) throw fault(`a chart is called ${id} already`, 'Give the cell another id.');
  if (bare(sql) === '') throw fault(`the cell ${id} is empty`, 'Write one SELECT.');
  if (hasSeveral(sql)) throw fault(`the cell ${id} holds more than one statement`, 'Write one SELECT a cell.');
  if (!isOrdered(sql)) throw fault(`the cell ${id} has no ORDER BY`, 'Give its rows one total order.');
  return { kind: 'cell', id, sql: sql.replace(/[;\s]+$/, ''), line, folded: meta.has('folded') };
}

function chartOf(
  yaml: string,
  place: { file: string; line: number },
  meta: ReadonlyMap<string, string>,
  { cells, charts }: Above,
  fault: FaultOf,
): ChartBlock {
  const from = meta.get('from');
  if (!from) throw fault('a chart fence that names no cell', 'Write ```chart from=name, with the id of a cell above.');
  onlyKnown(meta, ['from', 'id'], fault);
  if (!cells.some((cell) => cell.id === from))
    throw fault(`there is no cell ${from} above this chart`, `There are ${cells.map(({ id }) => id).join(', ') || 'none yet'}.`);
  const spec = parseChart(yaml, place);
  const before = charts.filter((chart) => chart.from === from).length;
  const id = meta.get('id') ?? spec.id ?? `${from}_chart${before > 0 ? before + 1 : ''}`;
  if (!CHART_ID.test(id) || [...cells, ...charts].some((each) => each.id === id))
    throw fault(`"${id}" cannot be the id of this chart`, 'Take one in small letters, digits, - and _ that nothing else here has.');
  return { kind: 'chart', id, from, yaml, spec, line: place.line };
}
