import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { InputError } from '../records/index.ts';

/** What a checkout has to look at, as paths inside it with forward slashes, in order. */
export interface Survey {
  /** JSONL below `benchmarks/`: A/B runs, and what is none. */
  benchmarks: string[];
  /** JSON below `seeds/`. */
  seeds: string[];
  /** Files below `kernel/`. */
  kernel: string[];
  /** Everything below `training/`. */
  training: string[];
}

/** Which folder's files are looked at, wherever in the checkout a folder of that name stands: revisions moved them about. */
const FOLDERS: Record<string, { as: keyof Survey; files: RegExp }> = {
  benchmarks: { as: 'benchmarks', files: /\.jsonl$/i },
  seeds: { as: 'seeds', files: /\.json$/i },
  kernel: { as: 'kernel', files: /\.(?:txt|json|md)$/i },
  kernels: { as: 'kernel', files: /\.(?:txt|json|md)$/i },
  training: { as: 'training', files: /./ },
};

/** Looks through a folder; nothing is opened. @throws InputError where it is no folder, or holds none of those looked for */
export function survey(dir: string): Survey {
  const found: Survey = { benchmarks: [], seeds: [], kernel: [], training: [] };
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw new InputError({ file: dir, what: 'no such folder', todo: 'Name the folder of a checkout of the published repository.' });
  for (const path of filesBelow(dir, '')) {
    const folder = path
      .split('/')
      .slice(0, -1)
      .map((part) => FOLDERS[part])
      .find((each) => each !== undefined);
    if (folder?.files.test(path)) found[folder.as].push(path);
  }
  if (Object.values(found).every((paths) => paths.length === 0))
    throw new InputError({
      file: dir,
      what: 'it holds neither benchmarks/*.jsonl nor seeds/, kernel/ or training/',
      todo: 'Name the folder of a checkout of the published repository.',
    });
  return found;
}

function* filesBelow(dir: string, below: string): Generator<string> {
  const entries = readdirSync(join(dir, below), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory()) {
      if (!entry.name.startsWith('.') && entry.name !== 'node_modules') yield* filesBelow(dir, path);
    } else if (entry.isFile() || statSync(join(dir, path), { throwIfNoEntry: false })?.isFile()) yield path;
  }
}
