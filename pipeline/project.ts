import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of the project: where package.json is, wherever the command is called from. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** An absolute path inside the project. */
export const inProject = (path: string): string => fileURLToPath(new URL(path, new URL('..', import.meta.url)));

const { name, version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { name: string; version: string };

/** Name and version, written into everything that is made. */
export const project = { name, version };
