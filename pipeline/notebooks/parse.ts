import { createProcessor } from '@mdx-js/mdx';
import { InputError } from '../records/error.ts';
import { parseChart } from './chart.ts';
import { readFrontmatter } from './frontmatter.ts';
import { type ChartBlock, type Edit, NOT_SHOWN, type Notebook, type Prose, type Quote, type SqlCell } from './notebook.ts';
import { parseWhere } from './quote.ts';
import { bare, hasSeveral, isOrdered } from './sql.ts';

/** What of Markdown's tree is looked at here. */
interface Node {
  type: string;
  children?: Node[];
  value?: string;
  name?: string | null;
  attributes?: { type: string; name?: string; value?: unknown }[];
  lang?: string | null;
  meta?: string | null;
  url?: string;
  position: { start: { line: number; offset: number }; end: { line: number; offset: number } };
}

/** The tags that a notebook may hold, with the attributes they need and those they may have. */
const TAGS: Record<string, { needs: readonly string[]; may: readonly string[] }> = {
  Value: { needs: ['cell', 'column'], may: ['where', 'format'] },
  Answer: { needs: [], may: [] },
  Note: { needs: ['title'], may: [] },
  NotShown: { needs: [], may: [] },
};

const ID = /^[a-z][a-z0-9_]*$/;
const CHART_ID = /^[a-z][a-z0-9_-]*$/;
const LANGUAGES = 'sql (a cell), chart (a chart)';

/**
 * Reads a notebook.
 * @param name the name of its file without `.mdx`
 * @param file its path as messages name it
 * @throws InputError with the line: wrong frontmatter, MDX that does not parse, a fence without an id, an id used twice, a chart or a
 * quote of a cell that is not above it, a tag or an expression that no notebook may hold
 */
export function parseNotebook(name: string, source: string, file: string): Notebook {
  const fault = (line: number, what: string, todo: string) => new InputError({ file, line, what, todo });
  const { data, body } = readFrontmatter(source, file);
  const blocks: (SqlCell | ChartBlock | Prose)[] = [];
  const cells: SqlCell[] = [];
  const charts: ChartBlock[] = [];
  const quotes: Quote[] = [];
  const answer: (string | Quote)[] = [];
  let inAnswer = false;
  let open: { nodes: Node[] } | undefined;

  const closeProse = () => {
    const [first, last] = [open?.nodes[0], open?.nodes.at(-1)];
    if (open && first && last) {
      const { offset } = first.position.start;
      const edits = open.nodes.flatMap(editsOf).map((edit) => ({ ...edit, from: edit.from - offset, to: edit.to - offset }));
      blocks.push({ kind: 'prose', source: body.slice(offset, last.position.end.offset), line: first.position.start.line, edits });
    }
    open = undefined;
  };

  function editsOf(node: Node): Edit[] {
    const { start, end } = node.position;
    const inner = node.children ?? [];
    const [first, last] = [inner[0]?.position.start.offset ?? end.offset, inner.at(-1)?.position.end.offset ?? end.offset];
    const within = () => inner.flatMap(editsOf);
    switch (node.type) {
      case 'mdxjsEsm':
        throw fault(start.line, 'a notebook imports and exports nothing', 'Its tags are there without an import.');
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        throw fault(
          start.line,
          `an expression, {${node.value?.slice(0, 30)}}, cannot stand in a notebook`,
          'Quote a value with <Value>, or write \\{ for the sign.',
        );
      case 'code':
        throw fault(
          start.line,
          `a ${node.lang ?? 'bare'} fence within a tag or a list`,
          `Put it between paragraphs; a fence is ${LANGUAGES}.`,
        );
      case 'image':
      case 'html':
        throw fault(
          start.line,
          `${node.type === 'image' ? 'a picture' : 'HTML'} cannot stand in a notebook`,
          'Draw charts with a chart fence.',
        );
      case 'link':
        // An address of this site means nothing outside of it.
        if (!node.url?.startsWith('/')) return within();
        return [{ from: start.offset, to: first, text: '[' }, ...within(), { from: last, to: end.offset, link: node.url }];
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement': {
        const attributes = attributesOf(node);
        if (node.name === 'Value') {
          const quote = quoteOf(attributes, start.line);
          if (inAnswer) answer.push(quote);
          return [{ from: start.offset, to: end.offset, quote }];
        }
        const heading = node.name === 'Note' ? `**${attributes.title}.** ` : node.name === 'NotShown' ? `## ${NOT_SHOWN}\n\n` : '';
        inAnswer ||= node.name === 'Answer';
        const edits: Edit[] = [{ from: start.offset, to: first, text: heading }, ...within(), { from: last, to: end.offset, text: '' }];
        inAnswer &&= node.name !== 'Answer';
        return edits;
      }
      case 'text':
      case 'inlineCode':
        if (inAnswer) answer.push(node.value ?? '');
        return [];
      default:
        return within();
    }
  }

  function attributesOf(node: Node): Record<string, string> {
    const { line } = node.position.start;
    const tag = TAGS[node.name ?? ''];
    if (!tag)
      throw fault(
        line,
        `<${node.name ?? ''}> is no tag of a notebook`,
        `There are ${Object.keys(TAGS)
          .map((each) => `<${each}>`)
          .join(', ')}; write &lt; for the sign.`,
      );
    const attributes: Record<string, string> = {};
    for (const { name: key, value } of node.attributes ?? []) {
      if (key === undefined || typeof value !== 'string')
        throw fault(line, `<${node.name}> has an attribute that is no plain text`, 'Write name="text".');
      if (![...tag.needs, ...tag.may].includes(key))
        throw fault(line, `<${node.name}> knows no ${key}`, `It takes ${[...tag.needs, ...tag.may].join(', ') || 'nothing'}.`);
      attributes[key] = value;
    }
    const missing = tag.needs.find((key) => !attributes[key]);
    if (missing) throw fault(line, `<${node.name}> has no ${missing}`, `It needs ${tag.needs.join(' and ')}.`);
    return attributes;
  }

  function quoteOf({ cell = '', column = '', where, format }: Record<string, string>, line: number): Quote {
    try {
      const quote = { cell, column, where: where === undefined ? [] : parseWhere(where), format, line };
      quotes.push(quote);
      return quote;
    } catch (error) {
      throw fault(line, (error as Error).message, 'Values with " and " in them stand in single quotes.');
    }
  }

  function fence(node: Node): void {
    const { line } = node.position.start;
    const meta = metaOf(node.meta ?? '');
    const value = node.value ?? '';
    if (node.lang === 'sql') {
      const id = meta.get('id');
      if (!id || !ID.test(id))
        throw fault(
          line,
          id ? `"${id}" cannot be the id of a cell` : 'a sql fence without an id',
          'Write ```sql id=name, a name in small letters, digits and _.',
        );
      onlyKnown(meta, ['id', 'folded'], line);
      if (cells.some((cell) => cell.id === id)) throw fault(line, `a second cell is called ${id}`, 'Give it another id.');
      if (bare(value) === '') throw fault(line, `the cell ${id} is empty`, 'Write one SELECT.');
      if (hasSeveral(value)) throw fault(line, `the cell ${id} holds more than one statement`, 'Write one SELECT a cell.');
      if (!isOrdered(value)) throw fault(line, `the cell ${id} has no ORDER BY`, 'Give its rows one total order.');
      const cell: SqlCell = { kind: 'cell', id, sql: value.replace(/[;\s]+$/, ''), line: line + 1, folded: meta.has('folded') };
      cells.push(cell);
      blocks.push(cell);
    } else if (node.lang === 'chart') {
      const from = meta.get('from');
      if (!from) throw fault(line, 'a chart fence that names no cell', 'Write ```chart from=name, with the id of a cell above.');
      onlyKnown(meta, ['from', 'id'], line);
      if (!cells.some((cell) => cell.id === from))
        throw fault(line, `there is no cell ${from} above this chart`, `There are ${cells.map(({ id }) => id).join(', ') || 'none yet'}.`);
      const spec = parseChart(value, { file, line: line + 1 });
      const before = charts.filter((chart) => chart.from === from).length;
      const id = meta.get('id') ?? spec.id ?? `${from}_chart${before > 0 ? before + 1 : ''}`;
      if (!CHART_ID.test(id) || [...cells, ...charts].some((each) => each.id === id))
        throw fault(
          line,
          `"${id}" cannot be the id of this chart`,
          'Take one in small letters, digits, - and _ that nothing else here has.',
        );
      const chart: ChartBlock = { kind: 'chart', id, from, yaml: value, spec, line: line + 1 };
      charts.push(chart);
      blocks.push(chart);
    } else throw fault(line, `a ${node.lang ?? 'bare'} fence`, `A fence of a notebook is ${LANGUAGES}.`);
  }

  const onlyKnown = (meta: Map<string, string>, known: readonly string[], line: number) => {
    const other = [...meta.keys()].find((key) => !known.includes(key));
    if (other) throw fault(line, `the fence says ${other}, which it does not know`, `It knows ${known.join(', ')}.`);
  };

  for (const node of treeOf(body, file)) {
    if (node.type === 'code') {
      closeProse();
      fence(node);
    } else {
      open ??= { nodes: [] };
      open.nodes.push(node);
    }
  }
  closeProse();
  for (const { cell, line } of quotes)
    if (!cells.some(({ id }) => id === cell))
      throw fault(line, `there is no cell ${cell} to quote`, `There are ${cells.map(({ id }) => id).join(', ') || 'none'}.`);
  if (answer.length === 0) throw fault(1, 'there is no <Answer>', 'Answer the question in <Answer>…</Answer> at the top.');
  return { name, file, ...data, blocks, cells, charts, quotes, answer, source };
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

/** The blocks of MDX. @throws InputError where it does not parse */
function treeOf(body: string, file: string): Node[] {
  try {
    return (createProcessor({ format: 'mdx' }).parse(body) as unknown as Node).children ?? [];
  } catch (error) {
    const { reason = String(error), line } = error as { reason?: string; line?: number };
    throw new InputError({
      file,
      // Of a tag that is not closed the place stands in the words alone.
      line: line ?? Number(/\((\d+):\d+/.exec(reason)?.[1] ?? 1),
      what: `the MDX does not parse: ${reason.replace(/\.$/, '')}`,
      todo: 'Write &lt; and \\{ for the signs; close every tag.',
    });
  }
}
