import type { Answer, Value } from './answer.ts';
import type { ChartBlock, Notebook, SqlCell } from './notebook.ts';
import { markdownOf } from './prose.ts';
import { names } from './sql.ts';

/** What the database holds, as far as a notebook has to rebuild it. */
export interface Relations {
  tables: readonly string[];
  views: readonly { name: string; sql: string }[];
}

interface Output {
  output_type: 'execute_result';
  execution_count: number;
  metadata: object;
  data: { 'text/plain': string };
}
type JupyterCell = { id: string; metadata: object; source: string } & (
  | { cell_type: 'markdown' }
  | { cell_type: 'code'; execution_count: number | null; outputs: Output[] }
);

/** Rows of a cell that stand in the file; running it shows all. */
const SHOWN = 40;

/** A Python text. Raw and in three quotes where it can be, so that the SQL reads as SQL. */
const python = (text: string): string => (/"""|\\$/.test(text) ? JSON.stringify(text) : `r"""\n${text}\n"""`);

/** Tables and views that these statements read, views after those that they read themselves. */
function needed(statements: readonly string[], { tables, views }: Relations): Relations {
  const used = { tables: new Set<string>(), views: new Map<string, string>() };
  const take = (sql: string) => {
    const spoken = names(sql);
    for (const table of tables) if (spoken.has(table)) used.tables.add(table);
    for (const view of views)
      if (spoken.has(view.name) && !used.views.has(view.name)) {
        take(view.sql);
        used.views.set(view.name, view.sql);
      }
  };
  statements.forEach(take);
  return { tables: tables.filter((table) => used.tables.has(table)), views: [...used.views].map(([name, sql]) => ({ name, sql })) };
}

function connectionSource(cells: readonly SqlCell[], relations: Relations): string {
  const { tables, views } = needed(
    cells.map(({ sql }) => sql),
    relations,
  );
  const made = views.map(({ name, sql }) => `db.sql(${python(`CREATE VIEW ${name} AS\n${sql}`)})`);
  return [
    '# Where the published tables are: a folder with their Parquet files, or an address such as "https://example.org/data".',
    '# They are offered on the page /data of the site; `lem compile` writes them to data/build.',
    'import os',
    'import duckdb',
    '',
    'DATA = os.environ.get("LEM_DATA", "data/build")',
    '',
    'db = duckdb.connect()',
    `for table in [${tables.map((table) => JSON.stringify(table)).join(', ')}]:`,
    `    db.sql(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{DATA}/{table}.parquet')")`,
    ...(made.length > 0 ? ['', '# The views of the database that the queries below read.', ...made] : []),
    '',
    'def cell(name, sql):',
    '    """Makes a query readable under its name, and gives its rows."""',
    '    db.sql(f"CREATE OR REPLACE TEMP VIEW {name} AS\\n{sql}")',
    '    return db.sql(f"SELECT * FROM {name}")',
  ].join('\n');
}

const plain = (value: Value): string => (value === null ? 'NULL' : typeof value === 'object' ? JSON.stringify(value) : String(value));

/** Rows as plain text in columns. */
function plainTable({ columns, rows }: Answer): string {
  const shown = [columns.map(({ name }) => name), ...rows.slice(0, SHOWN).map((row) => row.map(plain))];
  const widths = columns.map((_, index) => Math.max(...shown.map((row) => (row[index] ?? '').length)));
  const right = columns.map((_, index) => rows.every((row) => row[index] === null || typeof row[index] === 'number'));
  const lines = shown.map((row) =>
    row
      .map((text, index) => (right[index] ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  if (rows.length > SHOWN) lines.push(`... ${rows.length - SHOWN} more rows`);
  return lines.join('\n');
}

/** What a chart shows, in words: Jupyter draws none of it. */
function chartNote({ from, spec, yaml }: ChartBlock): string {
  const caption = spec.caption ? `${spec.caption}\n\n` : '';
  return `**Chart of \`${from}\`.** ${caption}The site draws it from this declaration:\n\n\`\`\`yaml\n${yaml}\n\`\`\``;
}

/**
 * A notebook for Jupyter (nbformat 4.5): Python with DuckDB over the published Parquet files. Its prose has its values filled in; the
 * rows that each query gave when the site was built stand below it.
 * @param site the site's own address with a final slash, where it is known
 */
export function ipynb(notebook: Notebook, answers: ReadonlyMap<string, Answer>, relations: Relations, site?: string): string {
  let executed = 1;
  const markdown = (id: string, source: string): JupyterCell => ({ cell_type: 'markdown', id, metadata: {}, source });
  const code = (id: string, source: string, answer?: Answer): JupyterCell => {
    const execution_count = executed++;
    const outputs: Output[] = answer
      ? [{ output_type: 'execute_result', execution_count, metadata: {}, data: { 'text/plain': plainTable(answer) } }]
      : [];
    return { cell_type: 'code', id, metadata: {}, execution_count, outputs, source };
  };
  const made = (block: Notebook['blocks'][number], index: number): JupyterCell => {
    if (block.kind === 'prose') return markdown(`prose-${index}`, markdownOf(block, notebook, answers, site));
    if (block.kind === 'chart') return markdown(`chart-${index}`, chartNote(block));
    return code(`cell-${index}`, `cell("${block.id}", ${python(block.sql)})`, answers.get(block.id));
  };
  const head = markdown('title', `# ${notebook.title}\n\n${notebook.description}`);
  const connection = code('connection', connectionSource(notebook.cells, relations));
  const cells = [head, connection, ...notebook.blocks.map(made)];
  return `${JSON.stringify(
    {
      cells,
      metadata: {
        kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
        language_info: { name: 'python' },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    null,
    1,
  )}\n`;
}
