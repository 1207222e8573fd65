import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { sql } from '@codemirror/lang-sql';
import { bracketMatching, indentUnit } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, highlightSpecialChars, keymap, lineNumbers, EditorView as View } from '@codemirror/view';
import { bareSource, namespaceOf } from './complete.ts';
import { duckdb } from './dialect.ts';
import { look } from './look.ts';
import { faultRange, lineAndColumn, meant } from './place.ts';
import type { EditorOptions, EditorSchema, EditorView, RunDetail } from './types.ts';

const language = (schema: EditorSchema): Extension => [
  sql({
    dialect: duckdb,
    schema: namespaceOf(schema),
    keywordCompletion: (label) => ({ label: label.toUpperCase(), type: 'keyword', boost: -2 }),
  }),
  duckdb.language.data.of({ autocomplete: bareSource(schema) }),
];

const writable = (readOnly: boolean): Extension => [EditorState.readOnly.of(readOnly), View.editable.of(!readOnly)];

// It takes the focus even where it cannot be written in, so that keys can run it and scroll it.
const labelled = (label: string, readOnly: boolean): Extension =>
  View.contentAttributes.of({
    'aria-label': label,
    'aria-describedby': 'keys',
    'aria-readonly': String(readOnly),
    tabindex: '0',
  });

/** Puts an editor into a shadow root: there the library's styles are constructed sheets, which the policy of the site allows. */
export function createEditor(root: ShadowRoot, parent: HTMLElement, options: EditorOptions): EditorView {
  const speech = new Compartment();
  const writing = new Compartment();
  const words = new Compartment();
  let { label, readOnly } = options;
  let silent = false;

  const run = (part: RunDetail['part']) => (view: View) => {
    const { from, to } = view.state.selection.main;
    const chosen = part === 'selection' && from < to;
    closeCompletion(view);
    const range = chosen ? { from, to } : { from: 0, to: view.state.doc.length };
    options.onRun({ sql: view.state.sliceDoc(range.from, range.to), from: range.from, part: chosen ? 'selection' : 'all' });
    return true;
  };
  // Tab indents; after Esc it moves on, until the reader writes again or leaves.
  const release = (view: View) => {
    view.setTabFocusMode(true);
    view.dispatch({ effects: View.announce.of('Tab now leaves the editor.') });
    return false;
  };

  const view = new View({
    root,
    parent,
    state: EditorState.create({
      doc: options.value,
      extensions: [
        Prec.highest(
          keymap.of([
            { key: 'Mod-Enter', run: run('all'), shift: run('selection') },
            { key: 'Ctrl-Enter', run: run('all'), shift: run('selection') },
          ]),
        ),
        lineNumbers(),
        highlightSpecialChars(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        autocompletion({ icons: false }),
        View.lineWrapping,
        indentUnit.of('  '),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          { key: 'Tab', run: acceptCompletion },
          { key: 'Escape', run: release },
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        look,
        words.of(language(options.schema)),
        writing.of(writable(readOnly)),
        speech.of(labelled(label, readOnly)),
        View.domEventHandlers({
          blur: (_, editor) => {
            editor.setTabFocusMode(false);
          },
        }),
        View.updateListener.of((update) => {
          if (!update.docChanged || silent) return;
          update.view.setTabFocusMode(false);
          options.onChange();
        }),
      ],
    }),
  });

  const replace = (from: number, to: number, text: string) =>
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length },
      scrollIntoView: true,
      userEvent: 'input',
    });

  return {
    value: () => view.state.doc.toString(),
    setValue(value) {
      silent = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value }, selection: { anchor: 0 } });
      silent = false;
    },
    selection: () => ({ from: view.state.selection.main.from, to: view.state.selection.main.to }),
    select: (from, to) => view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true }),
    insert(text) {
      const { from, to } = view.state.selection.main;
      replace(from, to, text);
      view.focus();
    },
    setSchema: (schema) => view.dispatch({ effects: words.reconfigure(language(schema)) }),
    setReadOnly(value) {
      readOnly = value;
      view.dispatch({ effects: [writing.reconfigure(writable(readOnly)), speech.reconfigure(labelled(label, readOnly))] });
    },
    setLabel(value) {
      label = value;
      view.dispatch({ effects: speech.reconfigure(labelled(label, readOnly)) });
    },
    mark(fault) {
      if (!fault) return view.dispatch(setDiagnostics(view.state, []));
      const text = view.state.doc.toString();
      const { from, to } = faultRange(text, fault.offset);
      const { line, column } = lineAndColumn(text, from);
      const actions = (fault.candidates ?? []).map((name) => ({
        name: `Use ${name}`,
        apply: (_: View, start: number, end: number) => {
          replace(start, end, meant(name));
          view.focus();
        },
      }));
      view.dispatch(
        setDiagnostics(view.state, [{ from, to, severity: 'error', message: `Line ${line}, column ${column}: ${fault.message}`, actions }]),
      );
    },
    replace(from, to, text) {
      replace(from, to, text);
      view.focus();
    },
    focus: () => view.focus(),
  };
}
