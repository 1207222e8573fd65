import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import { findPython } from '../machine.ts';
import { inProject } from '../project.ts';
import { blas } from './blas.ts';
import { runProgram } from './run.ts';
import { ensureUv } from './uv.ts';

/** The Python that mlx_lm runs on: versions 3.11 to 3.14. */
export const PYTHON = { oldest: 11, newest: 14 } as const;

const REQUIREMENTS = inProject('pipeline/python/requirements.txt');

/** Written last, so that an installation that was broken off is not taken for a whole one. */
const WHOLE = 'lem-whole';

/** A Python with everything in `requirements.txt`. */
export type Environment = {
  /** The interpreter. */
  python: string;
};

/** The folder of the environment: another list of packages, or another machine, is another folder. */
function folder(): string {
  const key = createHash('sha256')
    .update(readFileSync(REQUIREMENTS))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex')
    .slice(0, 12);
  return inProject(`.cache/python-${key}`);
}

/** The environment, where it was made before. */
export function environment(): Environment | undefined {
  const home = folder();
  return existsSync(join(home, WHOLE)) ? { python: join(home, 'bin', 'python') } : undefined;
}

/**
 * The environment, made on first use: packages pinned with their hashes, into a folder of the project, by uv. Two processes
 * may ask at once; the first to finish is taken.
 *
 * @param say told what is being done, for a progress line
 * @throws Failure where the machine is none that mlx runs on, there is no fitting Python, or the packages cannot be had
 */
export async function ensureEnvironment(say: (message: string) => void = () => {}): Promise<Environment> {
  const here = environment();
  if (here) return here;
  if (process.platform !== 'linux' && process.platform !== 'darwin')
    throw new Failure(`mlx_lm does not run on ${process.platform}`, 'Use --endpoint with a server of another kind, or Linux or a Mac.');
  const uv = await ensureUv(say);
  const home = folder();
  const beside = `${home}.new-${process.pid}`;
  mkdirSync(dirname(home), { recursive: true });
  try {
    await makeVenv(uv, beside, say);
    await install(uv, beside, say);
    writeFileSync(join(beside, WHOLE), '');
    await rename(beside, home).catch(async (error) => {
      if (environment()) return;
      await rm(home, { recursive: true, force: true });
      await rename(beside, home).catch(() => Promise.reject(error));
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return { python: join(home, 'bin', 'python') };
}

async function makeVenv(uv: string, target: string, say: (message: string) => void): Promise<void> {
  const range = `>=3.${PYTHON.oldest},<3.${PYTHON.newest + 1}`;
  say('making a Python environment');
  // Relocatable: it is made beside its place and renamed once it is whole. Where no Python of the machine fits, uv may fetch one.
  const wanted = findPython(PYTHON.oldest, PYTHON.newest)?.file ?? range;
  const { code, tail } = await runProgram(uv, ['venv', '--quiet', '--relocatable', '--no-project', '--python', wanted, target]);
  if (code === 0) return;
  throw new Failure(
    `There is no Python 3.${PYTHON.oldest} to 3.${PYTHON.newest} for mlx_lm: ${tail}`,
    `Install one ("apt-get install python3", "brew install python@3.13", or "uv python install 3.13") and run the command again.`,
  );
}

async function install(uv: string, target: string, say: (message: string) => void): Promise<void> {
  const began = performance.now();
  const tell = () => say(`installing mlx_lm, about 80 MB to fetch (${Math.round((performance.now() - began) / 1000)} s)`);
  tell();
  const ticking = setInterval(tell, 1000);
  try {
    const args = ['pip', 'install', '--quiet', '--require-hashes', '--python', join(target, 'bin', 'python'), '-r', REQUIREMENTS];
    const { code, tail } = await runProgram(uv, args);
    if (code !== 0) {
      const todo =
        'Check the connection to the package registry, and that the machine is one mlx has packages for; then run the command again.';
      throw new Failure(`mlx_lm could not be installed: ${tail}`, todo);
    }
  } finally {
    clearInterval(ticking);
  }
}

/**
 * What a Python process of ours starts with: nothing of another Python, the fast BLAS where there is one, no call to a hub
 * unless it is asked for. `fetch` lets it download a model.
 */
export function pythonVariables({ fetch = false }: { fetch?: boolean } = {}): NodeJS.ProcessEnv {
  const { PYTHONPATH: _, PYTHONHOME: __, PYTHONSTARTUP: ___, ...inherited } = process.env;
  const { file } = blas();
  return {
    ...inherited,
    PYTHONNOUSERSITE: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
    HF_HUB_DISABLE_TELEMETRY: '1',
    TRANSFORMERS_VERBOSITY: 'error',
    TOKENIZERS_PARALLELISM: 'false',
    ...(fetch ? {} : { HF_HUB_OFFLINE: '1' }),
    ...(file ? { LD_PRELOAD: [file, inherited.LD_PRELOAD].filter(Boolean).join(':') } : {}),
  };
}
