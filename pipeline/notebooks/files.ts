import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readText, writeAtomic } from '../records/files.ts';
import { InputError } from '../records/index.ts';
import { type Lock, lockText, parseLock } from './lock.ts';
import type { Notebook } from './notebook.ts';
import { parseNotebook } from './parse.ts';

/** Where the notebooks of this project are, from its root. */
export const NOTEBOOKS = 'src/content/notebooks';

/** A name that a notebook may have: it is part of an address. */
export const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A path as messages show it: from here where that is shorter. */
const shown = (path: string): string => {
  const near = relative(process.cwd(), path);
  return near.startsWith('..') ? path : near;
};

export const notebookFile = (folder: string, name: string): string => join(folder, `${name}.mdx`);
export const lockFile = (folder: string, name: string): string => join(folder, `${name}.lock.json`);

/** Names of all notebooks of a folder, sorted. */
export const notebookNames = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.mdx'))
        .map((file) => file.slice(0, -'.mdx'.length))
        .sort()
    : [];

/** @throws InputError where it is not there, or as `parseNotebook` */
export async function readNotebook(folder: string, name: string): Promise<Notebook> {
  const file = shown(notebookFile(folder, name));
  if (!NAME.test(name))
    throw new InputError({
      file,
      what: `"${name}" cannot be the name of a notebook`,
      todo: 'Use small letters, digits and single hyphens.',
    });
  return parseNotebook(name, await readText(notebookFile(folder, name)), file);
}

/** The lock beside a notebook, or nothing where it has none. @throws InputError where it is none */
export async function readLock(folder: string, name: string): Promise<Lock | undefined> {
  const path = lockFile(folder, name);
  return existsSync(path) ? parseLock(await readText(path), shown(path)) : undefined;
}

/** Writes a lock beside its notebook, whole or not at all. */
export const writeLock = (folder: string, lock: Lock): Promise<void> => writeAtomic(lockFile(folder, lock.notebook), lockText(lock));

/** Writes a notebook. */
export const writeNotebook = (folder: string, name: string, source: string): Promise<void> =>
  writeAtomic(notebookFile(folder, name), source);
