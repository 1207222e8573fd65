import { type Completion, type CompletionSource, ifNotIn } from '@codemirror/autocomplete';
import type { SQLNamespace } from '@codemirror/lang-sql';
import { quoted } from './place.ts';
import type { EditorSchema } from './types.ts';

type Table = EditorSchema['tables'][number];

const named = (name: string, type: string, more: Partial<Completion>): Completion => ({
  label: name,
  type,
  ...(quoted(name) === name ? {} : { apply: quoted(name) }),
  ...more,
});

const columnOption = ({ name, type, comment }: Table['columns'][number], of: string, boost: number): Completion =>
  named(name, 'column', { detail: of ? `${type}, ${of}` : type, boost, ...(comment ? { info: comment } : {}) });

/** Tables, and after `table.` or `alias.` their columns, as the library's own completion of SQL takes them. */
export const namespaceOf = ({ tables }: EditorSchema): SQLNamespace =>
  Object.fromEntries(
    tables.map((table) => [
      // The library takes a dot for the end of a schema's name.
      table.name.replaceAll('.', '\\.'),
      {
        self: named(table.name, 'table', {
          boost: 1,
          ...(table.rows === null ? {} : { detail: `${table.rows.toLocaleString('en-US')} rows` }),
          ...(table.comment ? { info: table.comment } : {}),
        }),
        children: table.columns.map((column) => columnOption(column, '', 2)),
      },
    ]),
  );

/** Which of the tables a text names, as a whole word, in either case. */
export function tablesIn(text: string, tables: readonly Table[]): Table[] {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu));
  return tables.filter(({ name }) => words.has(name.toLowerCase()) || (quoted(name) !== name && text.includes(quoted(name))));
}

/**
 * What may stand at a bare word: columns of the tables that the text names (of all tables where it names none), one entry a name, and
 * functions. Tables and keywords come from the library's own sources.
 */
export function bareOptions(text: string, { tables, functions }: EditorSchema): Completion[] {
  const mentioned = tablesIn(text, tables);
  const columns = new Map<string, Completion>();
  for (const table of mentioned.length > 0 ? mentioned : tables) {
    for (const column of table.columns) {
      const known = columns.get(column.name);
      columns.set(column.name, known ? { ...known, detail: column.type } : columnOption(column, table.name, 2));
    }
  }
  const called = functions.map(
    (name): Completion => ({ label: name, type: 'function', apply: `${quoted(name)}(`, detail: '( )', boost: -1 }),
  );
  return [...columns.values(), ...called];
}

/** Whether a table is what has to follow: the words before it end in FROM, JOIN or the like. */
export const wantsTable = (before: string): boolean => /\b(?:from|join|update|into|table|describe|summarize)\s+$/i.test(before);

/** The source of `bareOptions` for an editor. */
export const bareSource = (schema: EditorSchema): CompletionSource =>
  ifNotIn(['QuotedIdentifier', 'String', 'LineComment', 'BlockComment'], (context) => {
    const word = context.matchBefore(/[\w$]+/);
    if (!word && !context.explicit) return null;
    const from = word?.from ?? context.pos;
    if (context.state.sliceDoc(from - 1, from) === '.' || /^\d/.test(word?.text ?? '')) return null;
    if (wantsTable(context.state.sliceDoc(Math.max(0, from - 200), from))) return null;
    return { from, options: bareOptions(context.state.doc.toString(), schema), validFor: /^[\w$]*$/ };
  });
