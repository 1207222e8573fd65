import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../pipeline/failure.ts';
import { findPython } from '../pipeline/machine.ts';
import { inProject } from '../pipeline/project.ts';
import { ensureUv, runProgram } from '../pipeline/python/index.ts';

/** A Python environment that tests alone need, in a folder of .cache: packages pinned with their hashes. */
export interface PythonTools {
  /** What is installed, in messages. */
  name: string;
  /** Begins the name of its folder. */
  folder: string;
  requirements: string;
  /** Minor versions of Python 3 that its packages have wheels for. */
  oldest: number;
  newest: number;
}

const WHOLE = 'lem-whole';

/** The folder of the environment: another list of packages is another folder. */
const home = ({ folder, requirements }: PythonTools): string =>
  inProject(
    `.cache/${folder}-${createHash('sha256')
      .update(readFileSync(inProject(requirements)))
      .digest('hex')
      .slice(0, 12)}`,
  );

/** Its Python, where `npm test` made it; tests that need it skip without it, and say so. */
export function toolsPython(tools: PythonTools): string | undefined {
  return existsSync(join(home(tools), WHOLE)) ? join(home(tools), 'bin', 'python') : undefined;
}

/** Makes that Python. @throws Failure where there is no fitting Python or the packages cannot be had */
export async function ensureTools(tools: PythonTools, say: (message: string) => void): Promise<void> {
  if (toolsPython(tools)) return;
  const { name, oldest, newest, requirements } = tools;
  if (process.platform === 'win32')
    throw new Failure('Python environments of this project are laid out as on Linux and macOS', 'Run the tests there.');
  const python = findPython(oldest, newest)?.file;
  if (!python) throw new Failure(`There is no Python 3.${oldest} to 3.${newest} for ${name}`, 'Install one.');
  const uv = await ensureUv(say);
  const beside = `${home(tools)}.new-${process.pid}`;
  mkdirSync(inProject('.cache'), { recursive: true });
  const run = async (args: string[]) => {
    const { code, tail } = await runProgram(uv, args);
    if (code !== 0) throw new Failure(`${name} could not be installed: ${tail}`, 'Check the connection to the package registry.');
  };
  try {
    say(`installing ${name}`);
    await run(['venv', '--quiet', '--relocatable', '--no-project', '--python', python, beside]);
    await run(['pip', 'install', '--quiet', '--require-hashes', '--python', join(beside, 'bin', 'python'), '-r', inProject(requirements)]);
    writeFileSync(join(beside, WHOLE), '');
    await rename(beside, home(tools));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}
