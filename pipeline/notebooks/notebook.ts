/** The heading of what `<NotShown>` holds. */
export const NOT_SHOWN = 'What it does not show';

import type { ChartSpec } from './chart.ts';

/** What a notebook is bound to: the published rows alone, or all rows of the database. */
export type Scope = 'published' | 'all';

/** A query of a notebook. Later cells can read it by its id. */
export interface SqlCell {
  kind: 'cell';
  /** A snake_case SQL identifier. */
  id: string;
  /** One SELECT, without a semicolon at its end. */
  sql: string;
  /** Line of the file that the SQL begins in. */
  line: number;
  /** True where the page shows its table only on demand: a cell that feeds a chart. */
  folded: boolean;
}

/** A declared chart of a cell's rows. */
export interface ChartBlock {
  kind: 'chart';
  id: string;
  /** The cell that it draws. */
  from: string;
  yaml: string;
  spec: ChartSpec;
  /** Line of the file that the YAML begins in. */
  line: number;
}

/** One value of a cell, quoted in prose by its key. */
export interface Quote {
  cell: string;
  /** Columns and what they hold in the one row that is meant; nothing where the cell has one row. */
  where: readonly Condition[];
  column: string;
  /** As `formatValue` takes it. */
  format: string | undefined;
  line: number;
}

export interface Condition {
  column: string;
  equals: string;
}

/** A stretch of prose that the downloads write differently: the value for its quote, words for a tag. Offsets are into the prose. */
export type Edit = { from: number; to: number } & ({ quote: Quote } | { text: string } | { link: string });

/** Text between cells, in Markdown, with the places where it is not Markdown alone. */
export interface Prose {
  kind: 'prose';
  source: string;
  line: number;
  edits: readonly Edit[];
}

export interface Notebook {
  /** The name of its file without its end; its address. */
  name: string;
  file: string;
  /** The question. */
  title: string;
  /** One sentence without figures. */
  description: string;
  scope: Scope;
  /** Place in the list of findings. */
  position: number;
  blocks: readonly (SqlCell | ChartBlock | Prose)[];
  cells: readonly SqlCell[];
  charts: readonly ChartBlock[];
  quotes: readonly Quote[];
  /** What `<Answer>` says: text, and the values it quotes. */
  answer: readonly (string | Quote)[];
  /** The whole file. */
  source: string;
}
