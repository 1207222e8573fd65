import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompileOptions, compile, projectFolders } from '../../pipeline/compile/index.ts';
import { InputError } from '../../pipeline/records/index.ts';

/** A copy of the project's data in a folder of its own, to be damaged. Statistics are kept where all tests find them. */
export interface Work extends CompileOptions {
  folder: string;
  /** Path of a published table. */
  published(name: string): string;
  /** Replaces text in a published table; fails where it is not there, so that no test damages nothing. */
  edit(name: string, from: string | RegExp, to: string | ((found: string) => string)): void;
  remove(): void;
}

export function newWork(): Work {
  const folder = mkdtempSync(join(tmpdir(), 'lem-compile-'));
  const data = join(folder, 'data');
  mkdirSync(join(data, 'runs'), { recursive: true });
  for (const name of ['published', 'demonstrations']) cpSync(join(projectFolders().data, name), join(data, name), { recursive: true });
  const published = (name: string) => join(data, 'published', name);
  return {
    ...projectFolders(),
    folder,
    data,
    out: join(data, 'build'),
    published,
    edit(name, from, to) {
      const text = readFileSync(published(name), 'utf8');
      const edited = text.replace(from, to as string);
      if (edited === text) throw new Error(`${name} does not hold ${from}`);
      writeFileSync(published(name), edited);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The error that compiling ends in. */
export async function compileError(work: Work): Promise<InputError> {
  const outcome = await compile(work).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof InputError) return outcome;
  throw new Error(outcome === undefined ? 'it compiled' : `not an InputError: ${outcome}`, { cause: outcome });
}

/** Content of a compiled folder's manifest, as text. */
export const manifestText = ({ out }: Pick<Work, 'out'>): string | undefined =>
  existsSync(join(out, 'manifest.json')) ? readFileSync(join(out, 'manifest.json'), 'utf8') : undefined;
