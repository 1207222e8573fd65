import type { SchemaTable } from '../session/types.ts';

/** What the editor completes: tables and views with their columns, and names of functions. */
export interface EditorSchema {
  tables: readonly Pick<SchemaTable, 'name' | 'comment' | 'rows' | 'columns'>[];
  functions: readonly string[];
}

/** What a reader asks to be run: the whole text, or what is selected in it. */
export interface RunDetail {
  sql: string;
  /** Where in the text `sql` begins, in UTF-16 units: an error's offset is counted from there. */
  from: number;
  part: 'all' | 'selection';
}

/** A fault in the text: where, in UTF-16 units of the whole text, what, and names that may have been meant. */
export interface EditorFault {
  offset: number;
  message: string;
  candidates?: readonly string[];
}

/** What an editor is made with, and what it tells. */
export interface EditorOptions {
  value: string;
  label: string;
  readOnly: boolean;
  schema: EditorSchema;
  onRun: (detail: RunDetail) => void;
  onChange: () => void;
}

/** An editor in a shadow root, as the element uses it. */
export interface EditorView {
  value(): string;
  setValue(value: string): void;
  selection(): { from: number; to: number };
  select(from: number, to: number): void;
  insert(text: string): void;
  setSchema(schema: EditorSchema): void;
  setReadOnly(readOnly: boolean): void;
  setLabel(label: string): void;
  mark(fault: EditorFault | undefined): void;
  replace(from: number, to: number, text: string): void;
  focus(): void;
}
