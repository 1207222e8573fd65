import { resolve } from 'node:path';
import type { Answer } from '../../pipeline/notebooks/answer.ts';
import { type Difference, differenceText } from '../../pipeline/notebooks/compare.ts';
import { NOTEBOOKS, notebookNames, readLock, readNotebook } from '../../pipeline/notebooks/files.ts';
import { differences, type Lock } from '../../pipeline/notebooks/lock.ts';
import { runOver } from '../../pipeline/notebooks/native.ts';
import type { Notebook } from '../../pipeline/notebooks/notebook.ts';
import { isAnswered, textOfQuote } from '../../pipeline/notebooks/quote.ts';
import { databaseFile } from './database.ts';

/** A notebook that was run over this build. */
export interface Finding {
  notebook: Notebook;
  /** What its cells answered, by their ids. */
  answers: ReadonlyMap<string, Answer>;
  lock: Lock | undefined;
  /** How that differs from the lock: nothing in a notebook of scope published, whose build would have failed. */
  differences: readonly Difference[];
}

const folder = resolve(NOTEBOOKS);

/** Locks of other data than the published ones stand in a folder of their own, which LEM_LOCKS names. */
const locks = resolve(process.env.LEM_LOCKS ?? NOTEBOOKS);

/** Names of all notebooks. */
export const names: readonly string[] = notebookNames(folder);

async function run(name: string): Promise<Finding> {
  const [notebook, lock] = await Promise.all([readNotebook(folder, name), readLock(locks, name)]);
  const answers = await runOver(databaseFile, notebook);
  // A value that cannot be quoted fails here, not halfway through a page.
  for (const quote of notebook.quotes) textOfQuote(quote, answers, notebook);
  const found = lock ? differences(lock, answers) : [];
  // An author at work sees the page all the same.
  if (notebook.scope === 'published' && import.meta.env.PROD) {
    if (!lock) throw new Error(`${notebook.file}: it has no lock. Run \`lem notebooks --update ${name}\` and look at what it wrote.`);
    if (found.length > 0)
      throw new Error(
        `${notebook.file}: its results are not those of its lock.\n${found.map((each) => `  ${differenceText(each)}`).join('\n')}\nIf they are right, run \`lem notebooks --update ${name}\`.`,
      );
  }
  return { notebook, answers, lock, differences: found };
}

const kept = new Map<string, Promise<Finding>>();

/** A notebook and its results. Run once a build; in development at each ask. Fails where it cannot be read or run, or is not what its lock says. */
export function finding(name: string): Promise<Finding> {
  const found = import.meta.env.PROD ? kept.get(name) : undefined;
  const running = found ?? run(name);
  kept.set(name, running);
  return running;
}

/** All notebooks in the order of their positions, but those that ask of a run which this build lacks. */
export async function allFindings(): Promise<Finding[]> {
  const found = (await Promise.all(names.map(finding))).filter(({ notebook, answers }) => isAnswered(notebook, answers));
  return found.sort((a, b) => a.notebook.position - b.notebook.position || (a.notebook.name < b.notebook.name ? -1 : 1));
}
