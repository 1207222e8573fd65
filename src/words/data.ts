import { bytes, count } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';

/** The first sentence of the page: what there is. */
export const filesSentence = ({ tables, views, rows, size }: { tables: number; views: number; rows: number; size: number }): string =>
  `Every figure of this site comes from one database: ${numeral(tables)} tables, ${numeral(views)} views, ${count(rows)} rows, ${bytes(size)}. Here it is, and each table as a file of its own.`;

/** Runs and answers of one source. */
export interface Scope {
  source: string;
  runs: number;
  models: number;
  answers: number;
  texts: number;
  declared: number;
}

const MEANING = new Map([
  ['published', 'figures of the original runs, set down as tables; scores computed again from their signal counts'],
  ['imported', 'runs from a copy of the published repository, scored again from their texts'],
  ['local', 'runs of this project'],
]);

/** What a source means. */
export const scopeMeaning = (source: string): string => MEANING.get(source) ?? source;

/** Heading over the sources: which of them there are. */
export function scopesHeadline(scopes: readonly Scope[]): string {
  const word = new Map([
    ['published', 'published'],
    ['imported', 'imported'],
    ['local', 'made here'],
  ]);
  const there = scopes.filter(({ runs }) => runs > 0);
  const absent = scopes.filter(({ runs }) => runs === 0);
  const parts = there.map(({ source, runs }) => `${numeral(runs)} ${plural(runs, 'run')} ${word.get(source) ?? source}`);
  const missing =
    absent.length > 0
      ? `${parts.length > 0 ? ', ' : ''}none ${list(absent.map(({ source }) => word.get(source) ?? source)).replace(' and ', ' or ')}`
      : '';
  return capital(`${list(parts)}${missing}`);
}

/** What holds the texts of the answers, or why there are none. */
export function textsSentence(files: number, runs: number): string {
  if (files > 0) return `Texts of answers are in files apart, two a run: ${numeral(runs)} ${plural(runs, 'run has', 'runs have')} them.`;
  return 'No file holds texts of answers: the publication’s are not part of this project, and no run was imported or made here.';
}

/** A file's place in the list. */
export const fileGroup = (name: string): 'database' | 'tables' | 'texts' =>
  name.startsWith('responses-') ? 'texts' : name.endsWith('.duckdb') ? 'database' : 'tables';
