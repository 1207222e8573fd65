import type { Answer } from '../../../pipeline/notebooks/answer.ts';
import { messageOf } from '../../message.ts';
import { rowsLabel } from '../../words/notebook.ts';
import { faultSentence } from '../../words/query.ts';
import { type LemEditor, lineAndColumn } from '../editor/index.ts';
import { element } from '../nodes.ts';
import { QueryError } from '../session/types.ts';
import { rowsOf } from './rows.ts';

/** What a cell of the page is asked to do, by its buttons and keys. */
export interface CellActions {
  run(): void;
  stop(): void;
  reset(): void;
}

/** A cell in the page: its editor, once it is open, its rows and what is said of them. */
export interface CellView {
  /** Puts the editor in place of the query and goes to it. */
  edit(sql: string): void;
  /** What the editor holds, or undefined where it was never opened. */
  sql(): string | undefined;
  setSql(sql: string): void;
  say(sentence: string, kind?: 'changed' | 'fault'): void;
  busy(busy: boolean): void;
  show(answer: Answer): void;
  /** Puts the rows of the build back. */
  restore(): void;
  /** Says why a query gave no answer, and marks the place. */
  fail(error: unknown): void;
  complete(tables: LemEditor['schema']): void;
}

export function viewOf(section: HTMLElement, id: string, actions: CellActions): CellView {
  const part = <Found extends Element = HTMLElement>(selector: string) => section.querySelector(selector) as Found;
  const [rows, state, details, edit] = [
    part('.rows'),
    part(':scope > .state'),
    part<HTMLDetailsElement>('.query'),
    part<HTMLButtonElement>('[data-act="edit"]'),
  ];
  const built = [...rows.childNodes];
  const size = part('.query summary small');
  const builtSize = size.textContent;
  let editor: LemEditor | undefined;
  let schema: LemEditor['schema'] | undefined;
  const button = (text: string, work: () => void, className = 'act') => {
    const made = element('button', { type: 'button', class: className }, text);
    made.addEventListener('click', work);
    return made;
  };
  const run = button('Run', actions.run, 'run');
  const stop = button('Stop', actions.stop);
  stop.hidden = true;
  const bar = element('p', { class: 'bar' }, run, stop, button('Reset', actions.reset), element('span', { class: 'keys' }, 'Ctrl Enter'));

  const say: CellView['say'] = (sentence, kind) => {
    state.textContent = sentence;
    state.className = ['state', kind].filter(Boolean).join(' ');
  };
  return {
    edit(sql) {
      details.open = true;
      edit.hidden = true;
      if (!editor) {
        const label = `Query ${id} in SQL`;
        const field = element('textarea', { rows: String(sql.split('\n').length), 'aria-label': label, spellcheck: 'false' });
        field.value = sql;
        editor = element('lem-editor', { label, eager: '' }, field);
        editor.addEventListener('run', actions.run);
        if (schema) editor.schema = schema;
        part('.query .code').hidden = true;
        details.append(editor, bar);
      }
      editor.focus();
    },
    sql: () => editor?.value,
    setSql(sql) {
      if (editor) editor.value = sql;
    },
    say,
    busy(busy) {
      if (busy === false && document.activeElement === stop) run.focus();
      stop.hidden = !busy;
      section.setAttribute('aria-busy', String(busy));
    },
    show(answer) {
      rows.replaceChildren(...rowsOf(answer, id));
      size.textContent = rowsLabel(answer.rows.length);
    },
    restore() {
      rows.replaceChildren(...built);
      size.textContent = builtSize;
    },
    fail(error) {
      const message = messageOf(error);
      if (!(error instanceof QueryError) || error.offset === undefined) return say(message, 'fault');
      if (!editor) return say(message, 'fault');
      editor.mark({ offset: error.offset, message, candidates: error.candidates });
      say(faultSentence(message, lineAndColumn(editor.value, error.offset)), 'fault');
    },
    complete(tables) {
      schema = tables;
      if (editor) editor.schema = tables;
    },
  };
}
