import { InputError } from '../records/error.ts';
import { type Edit, NOT_SHOWN, type Quote } from './notebook.ts';
import { parseWhere } from './quote.ts';
import type { Node } from './tree.ts';

/** The tags that a notebook may hold, with the attributes they need and those they may have. */
const TAGS: Record<string, { needs: readonly string[]; may: readonly string[] }> = {
  Value: { needs: ['cell', 'column'], may: ['where', 'format'] },
  Answer: { needs: [], may: [] },
  Note: { needs: ['title'], may: [] },
  NotShown: { needs: [], may: [] },
};

/** What is found in prose on the way. */
export interface Found {
  quotes: Quote[];
  /** What `<Answer>` says: text, and the values it quotes. */
  answer: (string | Quote)[];
}

/**
 * The places of a block of prose that are not Markdown alone; what it quotes and answers is added to `found`.
 * @throws InputError with the line of what no notebook may hold
 */
export function readProse(block: Node, file: string, found: Found): Edit[] {
  const fault = (node: Node, what: string, todo: string) => new InputError({ file, line: node.position.start.line, what, todo });
  let inAnswer = false;

  function edits(node: Node): Edit[] {
    const { start, end } = node.position;
    const inner = node.children ?? [];
    const first = inner[0]?.position.start.offset ?? end.offset;
    const last = inner.at(-1)?.position.end.offset ?? end.offset;
    switch (node.type) {
      case 'mdxjsEsm':
        throw fault(node, 'a notebook imports and exports nothing', 'Its tags are there without an import.');
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
        throw fault(
          node,
          `an expression, {${node.value?.slice(0, 30)}}, cannot stand in a notebook`,
          'Quote a value with <Value>, or write \\{ for the sign.',
        );
      case 'code':
        throw fault(node, `a ${node.lang ?? 'bare'} fence within a tag or a list`, 'Put it between paragraphs.');
      case 'image':
      case 'html':
        throw fault(node, `${node.type === 'image' ? 'a picture' : 'HTML'} cannot stand in a notebook`, 'Draw charts with a chart fence.');
      case 'link':
        // An address of this site means nothing outside of it.
        return node.url?.startsWith('/')
          ? [{ from: start.offset, to: first, text: '[' }, ...inner.flatMap(edits), { from: last, to: end.offset, link: node.url }]
          : inner.flatMap(edits);
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        return tagEdits(node, first, last);
      case 'text':
      case 'inlineCode':
        if (inAnswer) found.answer.push(node.value ?? '');
        return [];
      default:
        return inner.flatMap(edits);
    }
  }

  function tagEdits(node: Node, first: number, last: number): Edit[] {
    const { start, end } = node.position;
    const attributes = attributesOf(node, fault);
    if (node.name === 'Value') {
      const quote = quoteOf(attributes, node);
      found.quotes.push(quote);
      if (inAnswer) found.answer.push(quote);
      return [{ from: start.offset, to: end.offset, quote }];
    }
    const heading = node.name === 'Note' ? `**${attributes.title}.** ` : node.name === 'NotShown' ? `## ${NOT_SHOWN}\n\n` : '';
    inAnswer ||= node.name === 'Answer';
    const within = (node.children ?? []).flatMap(edits);
    inAnswer &&= node.name !== 'Answer';
    return [{ from: start.offset, to: first, text: heading }, ...within, { from: last, to: end.offset, text: '' }];
  }

  function quoteOf({ cell = '', column = '', where, format }: Record<string, string>, node: Node): Quote {
    try {
      return { cell, column, where: where === undefined ? [] : parseWhere(where), format, line: node.position.start.line };
    } catch (error) {
      throw fault(node, (error as Error).message, 'Values with " and " in them stand in single quotes.');
    }
  }

  return edits(block);
}

/** The attributes of a tag, each a plain text. */
function attributesOf(node: Node, fault: (node: Node, what: string, todo: string) => InputError): Record<string, string> {
  const tag = TAGS[node.name ?? ''];
  if (!tag) {
    const tags = Object.keys(TAGS).map((each) => `<${each}>`);
    throw fault(node, `<${node.name ?? ''}> is no tag of a notebook`, `There are ${tags.join(', ')}; write &lt; for the sign.`);
  }
  const known = [...tag.needs, ...tag.may];
  const attributes: Record<string, string> = {};
  for (const { name, value } of node.attributes ?? []) {
    if (name === undefined || typeof value !== 'string')
      throw fault(node, `<${node.name}> has an attribute that is no plain text`, 'Write name="text".');
    if (!known.includes(name)) throw fault(node, `<${node.name}> knows no ${name}`, `It takes ${known.join(', ') || 'nothing'}.`);
    attributes[name] = value;
  }
  const missing = tag.needs.find((name) => !attributes[name]);
  if (missing) throw fault(node, `<${node.name}> has no ${missing}`, `It needs ${tag.needs.join(' and ')}.`);
  return attributes;
}
