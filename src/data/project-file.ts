import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Text of a file of the project, by its path from the root: builds run there. */
export const projectFile = (path: string): string => readFileSync(resolve(path), 'utf8');
