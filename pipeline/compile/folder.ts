import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a folder beside the one asked for and puts it in its place once it is whole. Where `fill` fails the old folder
 * stays as it was and nothing is left beside it; where the machine fails between the two renames, the next call puts the
 * old one back first.
 */
export async function replaceFolder<T>(folder: string, fill: (beside: string) => Promise<T>): Promise<T> {
  const sibling = (suffix: string) => join(dirname(folder), `.${basename(folder)}.${suffix}`);
  const [beside, old] = [sibling(`new-${process.pid}`), sibling('old')];
  if (existsSync(old) && !existsSync(folder)) await rename(old, folder);
  await rm(old, { recursive: true, force: true });
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  try {
    const made = await fill(beside);
    if (existsSync(folder)) await rename(folder, old);
    await rename(beside, folder);
    await rm(old, { recursive: true, force: true });
    return made;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
