import { InputError } from '../records/error.ts';
import { readFrontmatter } from './frontmatter.ts';
import type { ChartBlock, Notebook, Prose, SqlCell } from './notebook.ts';
import { readFence } from './read-fence.ts';
import { type Found, readProse } from './read-prose.ts';
import { blocksOf, type Node } from './tree.ts';

/**
 * Reads a notebook.
 * @param name the name of its file without `.mdx`
 * @param file its path as messages name it
 * @throws InputError with the line: wrong frontmatter, MDX that does not parse, no answer, a quote of a cell that is not there, or as
 * `readFence` and `readProse`
 */
export function parseNotebook(name: string, source: string, file: string): Notebook {
  const { data, body } = readFrontmatter(source, file);
  const blocks: (SqlCell | ChartBlock | Prose)[] = [];
  const cells: SqlCell[] = [];
  const charts: ChartBlock[] = [];
  const found: Found = { quotes: [], answer: [] };

  /** Paragraphs that no fence parts are one stretch of prose. */
  const addProse = (nodes: readonly Node[]) => {
    const [first, last] = [nodes[0], nodes.at(-1)];
    if (!first || !last) return;
    const { offset, line } = first.position.start;
    const edits = nodes
      .flatMap((node) => readProse(node, file, found))
      .map((edit) => ({ ...edit, from: edit.from - offset, to: edit.to - offset }));
    blocks.push({ kind: 'prose', source: body.slice(offset, last.position.end.offset), line, edits });
  };

  let prose: Node[] = [];
  for (const node of blocksOf(body, file)) {
    if (node.type !== 'code') prose.push(node);
    else {
      addProse(prose);
      prose = [];
      const block = readFence(node, file, { cells, charts });
      if (block.kind === 'cell') cells.push(block);
      else charts.push(block);
      blocks.push(block);
    }
  }
  addProse(prose);

  const { quotes, answer } = found;
  const lost = quotes.find(({ cell }) => !cells.some(({ id }) => id === cell));
  if (lost) {
    const todo = `There are ${cells.map(({ id }) => id).join(', ') || 'none'}.`;
    throw new InputError({ file, line: lost.line, what: `there is no cell ${lost.cell} to quote`, todo });
  }
  if (answer.length === 0)
    throw new InputError({ file, line: 1, what: 'there is no <Answer>', todo: 'Answer the question in <Answer>…</Answer> at the top.' });
  return { name, file, ...data, blocks, cells, charts, quotes, answer, source };
}
