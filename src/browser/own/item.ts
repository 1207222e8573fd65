import { conditionName } from '../../charts/marks.ts';
import { bytes, count, fixed } from '../../format.ts';
import { compareHref, runHref } from '../../site.ts';
import { shownName } from '../../words/names.ts';
import {
  differHeading,
  faultsHeading,
  faultText,
  foundNotes,
  foundSentence,
  recognisedSentence,
  tableComes,
  tableWaits,
  takenSentence,
} from '../../words/own.ts';
import { element } from '../nodes.ts';
import { plainFragment } from '../query-fragment.ts';
import { ownId } from './names.ts';
import type { Recognised } from './published.ts';
import type { FaultSaid, Found } from './types.ts';

/** A file on the page: being read, read, or refused. */
export type OwnFile = {
  table: string;
  name: string;
  size: number;
} & (
  | { state: 'waiting' }
  | { state: 'reading'; bytes: number; rows: number }
  | { state: 'refused'; fault: FaultSaid }
  | {
      state: 'read';
      found: Found;
      recognised: Recognised | null;
      /** Whether its table is in the session: not yet, there, or why it cannot be. */
      inTable: 'coming' | 'there' | { fault: string };
      kept: boolean;
      /** Whether it has scores to compare. */
      compared: boolean;
      /** The probe set of its responses, once it is known. */
      probe_set: string | null;
    }
);

/** What a reader can do with a file. */
export type Deed = 'stop' | 'remove' | 'keep' | 'forget';

const LISTED = 20;

const button = (label: string, file: string, deed: Deed, onDeed: (deed: Deed) => void): HTMLElement => {
  const made = element('button', { type: 'button', 'data-deed': deed }, label, element('span', { class: 'unseen' }, ` ${file}`));
  made.addEventListener('click', () => onDeed(deed));
  return made;
};

/** The first of a list folded away, with the number of the rest. */
function folded(heading: string, all: number, entries: readonly string[]): HTMLElement {
  const shown = entries.slice(0, LISTED);
  return element(
    'details',
    { class: 'faults', open: all <= 3 ? '' : undefined },
    element('summary', {}, heading),
    element(
      'ul',
      {},
      ...shown.map((entry) => element('li', {}, entry)),
      all > shown.length && element('li', {}, `and ${count(all - shown.length)} more`),
    ),
  );
}

function averages(conditions: Found['conditions']): HTMLElement {
  return element(
    'table',
    { class: 'own-averages' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', { scope: 'col' }, 'Condition'),
        element('th', { scope: 'col', class: 'n' }, 'Responses'),
        element('th', { scope: 'col', class: 'n' }, 'Mean'),
      ),
    ),
    element(
      'tbody',
      {},
      ...conditions
        .slice(0, LISTED)
        .map(({ condition, n, mean }) =>
          element(
            'tr',
            {},
            element('th', { scope: 'row' }, shownName(conditionName(condition))),
            element('td', { class: 'n' }, count(n)),
            element('td', { class: 'n' }, element('data', { value: String(mean) }, fixed(mean))),
          ),
        ),
    ),
  );
}

function recognisedAs(recognised: Recognised, kept: boolean): HTMLElement[] {
  const run = element('a', { href: runHref(recognised.run_id) }, 'the run');
  const where = kept
    ? ['Its texts stand on the pages of its results: start from ', run, '.']
    : ['Keep it, and its texts stand on the pages of its results: start from ', run, '.'];
  const { differ } = recognised;
  const lines = differ.map(({ line, probe_id, condition, what }) => `line ${line}: ${probe_id}, ${condition}: ${what}`);
  return [
    element('p', {}, `${recognisedSentence(recognised)} `, ...where),
    ...(differ.length > 0 ? [folded(differHeading(differ.length), differ.length, lines)] : []),
  ];
}

/** A first question of a file: its averages, beside the published ones of its probe set where it is of one. */
function questionOf({ table, compared, probe_set }: OwnFile & { state: 'read' }): string {
  if (!compared) return `SELECT *\nFROM ${table}\nLIMIT 100`;
  const own = `SELECT '${table}' AS run, condition, count(*) AS n, round(avg(lek_score), 2) AS mean\nFROM ${table}\nGROUP BY condition`;
  if (probe_set === null || !/^P\d+$/.test(probe_set)) return `${own}\nORDER BY mean DESC, condition`;
  const published = `SELECT run_id, condition, n, round(mean, 2)\nFROM leaderboard\nWHERE source = 'published' AND probe_set = '${probe_set}'`;
  return `${own}\nUNION ALL\n${published}\nORDER BY mean DESC, run, condition`;
}

function tools(file: OwnFile & { state: 'read' }, onDeed: (deed: Deed) => void): HTMLElement {
  const { table, kept, compared, inTable, found } = file;
  const sql = questionOf(file);
  const first = found.conditions[0]?.condition;
  return element(
    'p',
    { class: 'tools' },
    inTable === 'there' && element('a', { href: plainFragment(sql) }, 'Query'),
    kept && compared && first !== undefined && element('a', { href: compareWith(table, first) }, 'Compare'),
    kept ? button('Forget', file.name, 'forget', onDeed) : button('Keep in this browser', file.name, 'keep', onDeed),
    !kept && button('Remove', file.name, 'remove', onDeed),
  );
}

/** The page of comparisons with one condition of a file as the first side. */
const compareWith = (table: string, condition: string): string =>
  `${compareHref({ run_id: ownId(table), condition: '' }, { run_id: '', condition: '' }).replace(/\?.*$/, '')}?a=${encodeURIComponent(`${ownId(table)}/${condition}`).replaceAll('%2F', '/')}`;

function readParts(file: OwnFile & { state: 'read' }, onDeed: (deed: Deed) => void): HTMLElement[] {
  const { found, recognised, kept, inTable } = file;
  const notes = [takenSentence(found.fields), ...foundNotes(found)].filter((note) => note !== '');
  const faults = found.faults.map((fault) => faultText(found.file, fault));
  return [
    element('p', {}, [foundSentence(found), ...notes].join(' ')),
    ...(inTable === 'coming' ? [element('p', { class: 'muted' }, kept ? tableWaits : tableComes)] : []),
    ...(typeof inTable === 'object' ? [element('p', { class: 'fault' }, inTable.fault)] : []),
    ...(recognised ? recognisedAs(recognised, kept) : []),
    ...(found.conditions.length > 0 ? [averages(found.conditions)] : []),
    ...(found.faultCount > 0 ? [folded(faultsHeading(found.faultCount), found.faultCount, faults)] : []),
    tools(file, onDeed),
  ];
}

const readSoFar = (rows: number): string => `${count(rows)} rows`;

/** Brings the entry of a file that is being read up to date. It stays the same entry: a button that were replaced could not be pressed. */
export function advance(entry: HTMLElement, file: OwnFile & { state: 'reading' }): void {
  const [bar, rows] = [entry.querySelector('progress'), entry.querySelector('[data-own="rows"]')];
  if (bar) bar.value = file.bytes;
  if (rows) rows.textContent = readSoFar(file.rows);
}

/** A file as an entry of the list. Everything that is the reader's is put in as text. */
export function drawItem(file: OwnFile, onDeed: (deed: Deed) => void): HTMLElement {
  const named = file.name === file.table ? '' : `${shownName(file.name)}, `;
  const head = element('h3', {}, element('code', {}, file.table), ' ', element('small', {}, named, bytes(file.size)));
  const item = (...parts: (HTMLElement | false)[]) => element('li', { 'data-table': file.table, 'data-state': file.state }, head, ...parts);
  switch (file.state) {
    case 'waiting':
      return item(
        element('p', {}, 'Waits for the file before it.'),
        element('p', { class: 'tools' }, button('Remove', file.name, 'remove', onDeed)),
      );
    case 'reading':
      return item(
        element(
          'p',
          {},
          element('progress', { max: String(file.size), value: String(file.bytes), 'aria-label': `Reading ${shownName(file.name)}` }),
          ' ',
          element('span', { 'data-own': 'rows' }, readSoFar(file.rows)),
        ),
        element('p', { class: 'tools' }, button('Stop', file.name, 'stop', onDeed)),
      );
    case 'refused':
      return item(
        element('p', { class: 'fault' }, faultText(file.name, file.fault)),
        element('p', { class: 'tools' }, button('Remove', file.name, 'remove', onDeed)),
      );
    case 'read':
      return item(...readParts(file, onDeed));
  }
}
