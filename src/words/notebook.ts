import type { Difference, Lock } from '../../pipeline/notebooks/lock.ts';
import { count } from '../format.ts';
import { capital, numeral, plural } from './english.ts';

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

/** What a notebook is bound to, and whether its results are the locked ones. */
export function scopeSentence(scope: 'published' | 'all', cells: number, changed: number): string {
  const queries = `${capital(numeral(cells))} ${plural(cells, 'query', 'queries')}`;
  if (scope === 'published')
    return `${queries} over the published figures. The rows are those that were locked with the text: a build in which one differs fails.`;
  return changed === 0
    ? `${queries} over all data, those made here among them. The rows are those that were locked with the text.`
    : `${queries} over all data, those made here among them. ${capital(numeral(changed))} of them ${plural(changed, 'gives', 'give')} other rows than were locked with the text.`;
}

/** How many findings there are. */
export const findingsSentence = (findings: number, queries: number): string =>
  `${capital(numeral(findings))} ${plural(findings, 'question')}, each with its answer, the queries behind it and what it does not show: ${count(queries)} ${plural(queries, 'query', 'queries')} in all, run anew with every build.`;
