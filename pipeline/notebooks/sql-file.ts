import type { Answer } from './answer.ts';
import type { Notebook } from './notebook.ts';
import { markdownOf } from './prose.ts';
import { viewSql } from './sql.ts';

/** Lines of at most so many characters: a text editor's width. */
const WIDTH = 120;

function wrapped(line: string): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines[lines.length - 1] as string;
    if (last !== '' && last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

const comment = (text: string): string =>
  text
    .split('\n')
    .flatMap(wrapped)
    .map((line) => `-- ${line}`.trimEnd())
    .join('\n');

/**
 * A notebook as SQL that DuckDB's command line runs as it stands over `lem.duckdb`: each cell becomes a view that later ones read, and
 * its rows are shown; prose is comments, with its values filled in.
 * @param site the site's own address with a final slash, where it is known
 */
export function sqlFile(notebook: Notebook, answers: ReadonlyMap<string, Answer>, site?: string): string {
  const head = `${notebook.title}\n\nRun it over the database of this project: duckdb lem.duckdb < ${notebook.name}.sql`;
  const parts = notebook.blocks.flatMap((block) => {
    if (block.kind === 'prose') return [comment(markdownOf(block, notebook, answers, site))];
    if (block.kind === 'cell') return [`${viewSql(block.id, block.sql).trimEnd()}\n;\nSELECT * FROM "${block.id}";`];
    return block.spec.caption ? [comment(`Chart of ${block.from}: ${block.spec.caption}`)] : [];
  });
  return `${[comment(head), ...parts].join('\n\n')}\n`;
}
