import { createProcessor } from '@mdx-js/mdx';
import { InputError } from '../records/error.ts';

/** What of the tree of MDX a notebook looks at. Offsets are in UTF-16 units of the text. */
export interface Node {
  type: string;
  children?: Node[];
  value?: string;
  /** Of a tag. */
  name?: string | null;
  attributes?: { type: string; name?: string; value?: unknown }[];
  /** Of a fence: its language, and what stands behind that. */
  lang?: string | null;
  meta?: string | null;
  url?: string;
  position: { start: { line: number; offset: number }; end: { line: number; offset: number } };
}

/** The blocks of MDX, in order. @throws InputError where it does not parse */
export function blocksOf(text: string, file: string): Node[] {
  try {
    return (createProcessor({ format: 'mdx' }).parse(text) as unknown as Node).children ?? [];
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
