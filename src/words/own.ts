import type { Part } from '../../pipeline/records/index.ts';
import type { Recognised } from '../browser/own/published.ts';
import type { FaultSaid, Found } from '../browser/own/types.ts';
import { count } from '../format.ts';
import { capital, list, numeral, plural } from './english.ts';
import { shownName } from './names.ts';

// Sentences about the files that a reader brings. Names of files and fields are the reader's: they are cut and shown as text.

/** What a page that takes files says before any came. */
export const ownIntroduction =
  'A run of this project or of the published runner, samples of lm-evaluation-harness, a log of Inspect, rows with a response and an id in JSON Lines, JSON or CSV, or a Parquet file: drop it anywhere on this page. It is read here, every response is scored by the scorer that scored the others, and its rows are a table beside the published ones.';

/** The promise, said where a file is chosen. */
export const nothingLeaves = 'Nothing leaves this machine.';

/** What keeping is for. */
export const keepingOpens =
  'A file is here for this page alone, unless you keep it: then this browser remembers it until you have it forgotten, Compare lists its conditions, and a published run’s own file puts its texts on the pages of its results.';

/** Where files were dropped on the page, before they are let go. */
export const dropHere = 'Let go to read it here. Nothing leaves this machine.';

const responses = (n: number): string => `${count(n)} ${plural(n, 'response')}`;

const PARTS: Readonly<Record<Part, string>> = {
  response: 'response',
  id: 'id',
  condition: 'condition',
  sample: 'sample',
  prompt: 'prompt',
  domain: 'domain',
  time_s: 'seconds',
  finish_reason: 'reason to stop',
};

/** `Taken: the response from “completion”, the id from “question_id”.` */
export function takenSentence(fields: Found['fields']): string {
  const taken = (Object.entries(fields) as [Part, string][]).map(([part, field]) => `${PARTS[part]} from “${shownName(field)}”`);
  if (taken.length === 0) return '';
  const ids = fields.id === undefined ? ' No field is an id, so the rows are numbered.' : '';
  return `Taken: ${list(taken)}.${ids}`;
}

/** What a file is and holds. */
export function foundSentence({
  kind,
  model,
  rows,
  ids,
  columns,
  conditions,
}: Pick<Found, 'kind' | 'model' | 'rows' | 'ids' | 'columns' | 'conditions'>): string {
  const of = model === null ? '' : ` of ${shownName(model)}`;
  const to = (what: string) => `${responses(rows)} to ${count(ids)} ${plural(ids, what)}`;
  switch (kind) {
    case 'run':
      return `An A/B run${of}: ${to('probe')} in ${numeral(conditions.length)} ${plural(conditions.length, 'condition')}.`;
    case 'lm-eval':
      return `Samples of lm-evaluation-harness: ${to('document')}.`;
    case 'inspect':
      return `A log of Inspect${of}: ${to('sample')}.`;
    case 'rows':
      return `Rows of responses: ${to('id')}.`;
    case 'table':
      return `A table as it stands, without responses to score: ${count(rows)} ${plural(rows, 'row')} of ${count(columns.length)} ${plural(columns.length, 'column')}.`;
  }
}

/** What else is to be known of what was found: a sentence each. */
export function foundNotes({ kind, stated, failed, conditions }: Pick<Found, 'kind' | 'stated' | 'failed' | 'conditions'>): string[] {
  const notes: string[] = [];
  if (kind !== 'run' && conditions.some(({ condition }) => condition === 'unstated'))
    notes.push('The file does not say in which condition they were given: they stand under “unstated”.');
  if (stated.older > 0)
    notes.push(
      `${capital(numeral(stated.older))} of its scores ${plural(stated.older, 'is', 'are')} of an older scorer; all were scored again.`,
    );
  if (stated.wrong > 0)
    notes.push(
      `${capital(numeral(stated.wrong))} of its figures ${plural(stated.wrong, 'is', 'are')} not what the text gives; the text counts here.`,
    );
  if (failed > 0) notes.push(`${capital(numeral(failed))} ${plural(failed, 'response')} failed, by its own word: none of them is scored.`);
  return notes;
}

/** How a file stands to the published run that it was recognised as. */
export function recognisedSentence({
  run_id,
  equal,
  both,
  of,
  missing,
}: Pick<Recognised, 'run_id' | 'equal' | 'both' | 'of' | 'missing'>): string {
  const left = missing > 0 ? ` To ${count(missing)} of its ${count(of)} rows the file has no response.` : '';
  if (equal === both)
    return `This is the published run ${run_id}: ${both === of ? `all ${count(of)}` : count(both)} responses have the counts, length and score of its rows.${left}`;
  const off = both - equal;
  return `This is the published run ${run_id}, but for ${numeral(off)} of ${count(both)} responses, which ${plural(off, 'does', 'do')} not have the counts, length and score of ${plural(off, 'its row', 'their rows')}.${left}`;
}

/** Heading over the lines that could not be read. */
export const faultsHeading = (faults: number): string => `${capital(numeral(faults))} ${plural(faults, 'line')} could not be read`;

/** Heading over the responses that are not what the published rows say. */
export const differHeading = (differ: number): string =>
  `${capital(numeral(differ))} ${plural(differ, 'response differs', 'responses differ')} from the published rows`;

/** A fault as the command line says it: `file:line: what. todo`. */
export const faultText = (file: string, { line, what, todo }: FaultSaid): string =>
  `${shownName(file)}${line === null ? '' : `:${line}`}: ${what}. ${todo}`;

/** Said when a file has been read. */
export const readSentence = (file: string, table: string, rows: number): string =>
  `${shownName(file)} was read: ${count(rows)} ${plural(rows, 'row')}, in the table ${table}.`;

/** While the table of a file that was just read is on its way. */
export const tableComes = 'Its table comes as soon as DuckDB is here.';

/** While nobody has asked for DuckDB: a kept file is read out of the browser's own store when somebody does. */
export const tableWaits = 'Kept in this browser; its table comes with the first query.';

/** Comment of a reader's table, for the schema. */
export const ownComment = (file: string, kind: Found['kind']): string =>
  `Your file ${shownName(file)}, in this browser alone${kind === 'table' ? '' : ': a row a response, scored here'}.`;

/** Asks for the file of a run on the page of one of its scores. */
export const askForFile =
  'Whoever has the run’s file can read them here: it is checked against the rows, in this browser alone, and nothing leaves this machine.';

/** Said of a file that is not of the page's run. */
export const notOfRun = (file: string, run_id: string, both: number): string =>
  both === 0
    ? `${shownName(file)} has no response to the probes and conditions of ${run_id}.`
    : `${shownName(file)} is not the file of ${run_id}: none of its ${responses(both)} to the same probes has the counts, length and score of the row.`;

/** Said where the texts of a page come from a file that is kept. */
export const textsKept = (file: string): string =>
  `The texts are those of ${shownName(file)}, kept in this browser: the pages of this run’s other scores show theirs too.`;

/** A text of the file that is not the one that the row describes. */
export const rowDiffers = (title: string, line: number, what: string): string =>
  `${title}: the text on line ${line} of the file is not the one of this row: ${what}.`;
