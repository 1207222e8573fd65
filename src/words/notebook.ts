import type { Difference } from '../../pipeline/notebooks/compare.ts';
import type { Lock } from '../../pipeline/notebooks/lock.ts';
import { count } from '../format.ts';
import { capital, numeral, plural } from './english.ts';
import { duration } from './query.ts';

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : value === null ? 'NULL' : JSON.stringify(value));

/** That a cell's rows are not those that were locked, and where they first differ. */
export function changedSentence(difference: Difference, lock: Pick<Lock, 'data_sha256'> | undefined): string {
  const since = lock ? `Changed since data ${lock.data_sha256.slice(0, 12)}` : 'Never locked';
  switch (difference.what) {
    case 'not locked':
      return `${since}: the query is new.`;
    case 'no such cell':
      return `${since}: a query is gone.`;
    case 'columns':
      return `${since}: other columns.`;
    case 'rows':
      return `${since}: ${difference.now} rows, then ${difference.before}.`;
    case 'value': {
      const more =
        difference.others > 0
          ? ` ${capital(numeral(difference.others))} more ${plural(difference.others, 'value differs', 'values differ')}.`
          : '';
      return `${since}: ${difference.column} of ${difference.key} is ${shown(difference.now)}, then ${shown(difference.before)}.${more}`;
    }
  }
}

/**
 * What a notebook is bound to, and whether its results are the locked ones.
 * @param changed cells whose rows are others than were locked; undefined where nothing was locked
 */
export function scopeSentence(scope: 'published' | 'all', cells: number, changed: number | undefined): string {
  const queries = `${capital(numeral(cells))} ${plural(cells, 'query', 'queries')}`;
  if (scope === 'published')
    return `${queries} over the published figures. The rows are those that were locked with the text: a build in which one differs fails.`;
  const over = `${queries} over all data, those made here among them.`;
  if (changed === undefined) return `${over} No rows were locked with the text.`;
  return changed === 0
    ? `${over} The rows are those that were locked with the text.`
    : `${over} ${capital(numeral(changed))} of them ${plural(changed, 'gives', 'give')} other rows than were locked with the text.`;
}

/** How many findings there are. */
export const findingsSentence = (findings: number, queries: number): string =>
  `${capital(numeral(findings))} ${plural(findings, 'question')}, each with its answer, the queries behind it and what it does not show: ${count(queries)} ${plural(queries, 'query', 'queries')} in all, run anew with every build.`;

/** How many rows there are. */
export const rowsLabel = (rows: number): string => `${count(rows)} ${plural(rows, 'row')}`;

/** The label of all rows of a long table. */
export const allRowsLabel = (rows: number): string => `All ${count(rows)} rows`;

/** That a page shows no more of a long answer. */
export const cutSentence = (shown: number, rows: number): string => `The first ${count(shown)} of ${count(rows)} rows.`;

/** Why a cell with several statements is not run. */
export const ONE_STATEMENT = 'A cell is one SELECT: later cells read it by its name. Several statements can be run on the page Query.';

const asBuilt = (scope: 'published' | 'all'): string => (scope === 'published' ? 'published' : 'built');

/** How the rows of a run in the page differ from those that the page came with. */
export function comparedSentence(difference: Difference | undefined, scope: 'published' | 'all', milliseconds: number): string {
  const took = duration(milliseconds);
  if (difference === undefined) return `Same as ${asBuilt(scope)}, ${took}.`;
  const before = asBuilt(scope);
  switch (difference.what) {
    case 'rows':
      return `Changed, ${took}: ${difference.now} rows, ${before} ${difference.before}.`;
    case 'value': {
      const values = difference.others + 1;
      return `Changed, ${took}: ${count(values)} ${plural(values, 'value is', 'values are')} not as ${before}, the first in row ${difference.row}, ${difference.column}.`;
    }
    default:
      return `Changed, ${took}: other columns than ${before}.`;
  }
}

/** What came of running all cells of a notebook in the page. */
export function everySentence(same: number, ran: number, cells: number, scope: 'published' | 'all'): string {
  if (ran < cells) return `${capital(numeral(cells - ran))} of ${numeral(cells)} could not be run.`;
  return same === cells
    ? `${cells === 1 ? 'The query gives' : `All ${numeral(cells)} give`} the rows that were ${asBuilt(scope)}.`
    : `${capital(numeral(cells - same))} of ${numeral(cells)} ${plural(cells - same, 'gives', 'give')} other rows than were ${asBuilt(scope)}.`;
}
