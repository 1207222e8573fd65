import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../../pipeline/failure.ts';
import { findPython } from '../../pipeline/machine.ts';
import { inProject } from '../../pipeline/project.ts';
import { ensureUv, runProgram } from '../../pipeline/python/index.ts';

const REQUIREMENTS = inProject('tests/croissant/requirements.txt');
// mlcroissant's own packages have wheels for these.
const PYTHON = { oldest: 11, newest: 14 } as const;

/** The folder of the environment: another list of packages is another folder. */
const home = (): string =>
  inProject(`.cache/croissant-${createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12)}`);
const WHOLE = 'lem-whole';

/** The Python with mlcroissant, where `npm test` made it; tests that need it skip without it, and say so. */
export function croissantPython(): string | undefined {
  return existsSync(join(home(), WHOLE)) ? join(home(), 'bin', 'python') : undefined;
}

export const WITHOUT_CROISSANT = 'mlcroissant is not installed here ("npm test" installs it where it may)';

/** Makes that Python: packages pinned with their hashes. @throws Failure where there is no fitting Python or the packages cannot be had */
export async function ensureCroissant(say: (message: string) => void): Promise<void> {
  if (croissantPython()) return;
  if (process.platform === 'win32')
    throw new Failure('Python environments of this project are laid out as on Linux and macOS', 'Run the tests there.');
  const python = findPython(PYTHON.oldest, PYTHON.newest)?.file;
  if (!python) throw new Failure(`There is no Python 3.${PYTHON.oldest} to 3.${PYTHON.newest} for mlcroissant`, 'Install one.');
  const uv = await ensureUv(say);
  const beside = `${home()}.new-${process.pid}`;
  mkdirSync(inProject('.cache'), { recursive: true });
  const run = async (args: string[]) => {
    const { code, tail } = await runProgram(uv, args);
    if (code !== 0) throw new Failure(`mlcroissant could not be installed: ${tail}`, 'Check the connection to the package registry.');
  };
  try {
    say('installing mlcroissant');
    await run(['venv', '--quiet', '--relocatable', '--no-project', '--python', python, beside]);
    await run(['pip', 'install', '--quiet', '--require-hashes', '--python', join(beside, 'bin', 'python'), '-r', REQUIREMENTS]);
    writeFileSync(join(beside, WHOLE), '');
    await rename(beside, home());
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
