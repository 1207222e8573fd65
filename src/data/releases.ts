import { resolve } from 'node:path';
import type { ReleaseRecord } from '../../pipeline/records/index.ts';
import { type Changes, changesBetween, readReleases, recordOf } from '../../pipeline/release/index.ts';
import { query } from './database.ts';
import { manifest } from './manifest.ts';

/** Every release, the oldest first. */
export const releases: readonly ReleaseRecord[] = await readReleases(resolve('data/releases'));

/** The newest release, where there is one. */
export const newest: ReleaseRecord | undefined = releases.at(-1);

/** What differs between two neighbours, or between the newest release and what this site was built from. */
export interface Step {
  from: string;
  /** A version, or undefined for the data of this site. */
  to: string | undefined;
  /** Day of the later release. */
  date: string | undefined;
  changes: Changes;
}

/** Name of a step in addresses: `0.1.0-0.2.0`, `since-0.2.0`. */
export const stepId = ({ from, to }: Step): string => (to === undefined ? `since-${from}` : `${from}-${to}`);

/** Every step, the latest first: what changed since the newest release, then each pair of neighbours. */
export async function steps(): Promise<Step[]> {
  const pairs = releases.slice(1).map((after, index): Step => {
    const before = releases[index] as ReleaseRecord;
    return { from: before.version, to: after.version, date: after.date, changes: changesBetween(before, after) };
  });
  if (!newest) return [];
  const now = await recordOf(manifest, query, { version: manifest.project.version, date: newest.date });
  return [...pairs, { from: newest.version, to: undefined, date: undefined, changes: changesBetween(newest, now) }].reverse();
}
