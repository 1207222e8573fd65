import { LineCounter, parseDocument } from 'yaml';
import { faultOf } from '../records/check.ts';
import { InputError } from '../records/error.ts';
import * as z from '../records/zod.ts';

/** What stands above a notebook, between two lines of three dashes. */
export const frontmatter = z.strictObject({
  title: z.string().min(8),
  description: z.string().min(20),
  scope: z.enum(['published', 'all']),
  position: z.int(),
});
export type Frontmatter = z.output<typeof frontmatter>;

const TODO =
  'A notebook begins with title (the question), description (one sentence), scope (published or all) and position (a whole number).';

/**
 * Reads the frontmatter of a notebook.
 * @returns what it says, and the rest of the source with empty lines in its place, so that lines keep their numbers
 * @throws InputError with the line of the key that is wrong
 */
export function readFrontmatter(source: string, file: string): { data: Frontmatter; body: string } {
  const found = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?=\r?\n|$)/.exec(source);
  if (!found) throw new InputError({ file, line: 1, what: 'there is no frontmatter', todo: TODO });
  const counter = new LineCounter();
  const document = parseDocument(found[1] as string, { lineCounter: counter });
  // The first line of the YAML is the second of the file.
  const lineOf = (offset: number | undefined) => (offset === undefined ? 1 : counter.linePos(offset).line + 1);
  const [error] = document.errors;
  if (error)
    throw new InputError({
      file,
      line: lineOf(error.pos[0]),
      what: error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '',
      todo: TODO,
    });
  const value: unknown = document.toJS();
  const parsed = frontmatter.safeParse(value);
  if (!parsed.success) {
    const [key] = parsed.error.issues[0]?.path ?? [];
    const node = key === undefined ? undefined : (document.get(key, true) as { range?: [number, number, number] } | undefined);
    throw faultOf(parsed.error.issues, value, { file, line: lineOf(node?.range?.[0]), todo: TODO });
  }
  const blank = found[0].replace(/[^\n]/g, ' ');
  return { data: parsed.data, body: blank + source.slice(found[0].length) };
}
