import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import { findProgram, findPython } from '../machine.ts';
import { inProject } from '../project.ts';
import { runProgram } from './run.ts';

/** Where uv is put if the machine has none. */
const OWN = inProject('.cache/uv');

const ownUv = (): string => join(OWN, 'bin', process.platform === 'win32' ? 'uv.exe' : 'uv');

/** The uv of the machine, else the one that was installed here before; with its version. Undefined where there is neither. */
export function findUv(): { file: string; version: string } | undefined {
  for (const file of [findProgram('uv'), ownUv()]) {
    if (!file || !existsSync(file)) continue;
    const answer = spawnSync(file, ['--version'], { encoding: 'utf8' });
    const version = /^uv (\S+)/.exec(answer.stdout ?? '')?.[1];
    if (answer.status === 0 && version) return { file, version };
  }
  return undefined;
}

/** uv, installed with pip into the project's own folder where the machine has none. @throws Failure where that cannot be done */
export async function ensureUv(say: (message: string) => void): Promise<string> {
  const here = findUv();
  if (here) return here.file;
  const python = findPython();
  const todo = 'Install uv (https://docs.astral.sh/uv), or Python 3.8 or newer with pip, and run the command again.';
  if (!python) throw new Failure('There is neither uv nor a Python to install it with', todo);
  say('installing uv');
  const beside = `${OWN}.new-${process.pid}`;
  mkdirSync(dirname(OWN), { recursive: true });
  try {
    const list = inProject('pipeline/python/uv.txt');
    const args = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '--no-deps', '--target', beside, '-r', list];
    const { code, tail } = await runProgram(python.file, args);
    if (code !== 0) throw new Failure(`uv could not be installed with ${python.file}: ${tail}`, todo);
    // Whoever was here first with another process has made the same thing.
    await rename(beside, OWN).catch(() => {});
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  const made = findUv();
  if (!made) throw new Failure(`uv was installed into ${OWN} and does not run`, todo);
  return made.file;
}
