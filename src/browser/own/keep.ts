import { createStore, delMany, get, getMany, keys, setMany, type UseStore } from 'idb-keyval';
import type { RunScores } from '../../compare/scores.ts';
import { anyKept, setKept } from './flag.ts';
import type { Recognised } from './published.ts';
import type { Found, Rows } from './types.ts';

// What a reader asked this browser to keep. Nothing here leaves it; other pages of the site read it from here.

/** The form in which files are kept; what was kept in another is passed over. */
export const FORMAT = 1;

/** A file that was kept, without its rows. */
export interface Kept {
  format: typeof FORMAT;
  /** Name of its table. */
  table: string;
  found: Found;
  recognised: Recognised | null;
  /** Whether it has scores to compare. */
  compared: boolean;
  /** The probe set of its responses. */
  probe_set: string | null;
  /** When it was kept, ISO 8601. */
  at: string;
}

/** Everything that is kept of a file. */
export interface ToKeep extends Kept {
  rows: Rows;
  scores: RunScores | null;
  /** Texts of a recognised published run, by `textKey`. */
  texts: ReadonlyMap<string, string> | null;
}

type Part = 'kept' | 'rows' | 'scores' | 'texts';
const PARTS: readonly Part[] = ['kept', 'rows', 'scores', 'texts'];

let opened: UseStore | undefined;
const store = (): UseStore => {
  opened ??= createStore('lem-own', 'files');
  return opened;
};
const keyOf = (part: Part, table: string): string => `${part} ${table}`;

/**
 * Keeps a file in this browser, from a worker: the page says `setKept` then, which a worker cannot.
 * @throws what the browser says where it has no room or allows none
 */
export async function keep({ rows, scores, texts, ...kept }: ToKeep): Promise<void> {
  const values: [Part, unknown][] = [
    ['kept', kept],
    ['rows', rows],
    ['scores', scores],
    ['texts', texts],
  ];
  await setMany(
    values.map(([part, value]) => [keyOf(part, kept.table), value]),
    store(),
  );
}

/** The files that are kept, the first kept first. */
export async function keptFiles(): Promise<Kept[]> {
  if (!anyKept()) return [];
  const own = store();
  const names = (await keys<string>(own)).filter((key) => key.startsWith('kept '));
  const found = await getMany<Kept>(names, own);
  return found.filter((each): each is Kept => each?.format === FORMAT).sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** The rows of a kept file. */
export const keptRows = (table: string): Promise<Rows | undefined> => get<Rows>(keyOf('rows', table), store());

/** The scores of a kept file. */
export const keptScores = (table: string): Promise<RunScores | null | undefined> => get(keyOf('scores', table), store());

/** The texts that are kept of a published run, and the file that they are from. */
export async function keptTexts(run_id: string): Promise<{ kept: Kept; texts: ReadonlyMap<string, string> } | undefined> {
  const kept = (await keptFiles()).find(({ recognised }) => recognised?.run_id === run_id);
  const texts = kept && (await get<ReadonlyMap<string, string>>(keyOf('texts', kept.table), store()));
  return kept && texts ? { kept, texts } : undefined;
}

/** Takes a file out of this browser again. */
export async function forget(table: string): Promise<void> {
  const own = store();
  await delMany(
    PARTS.map((part) => keyOf(part, table)),
    own,
  );
  if ((await keys(own)).length === 0) setKept(false);
}
