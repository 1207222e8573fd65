import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium, findProgram, findPython } from '../pipeline/machine.ts';
import { makeSmolLM2, readModelFile } from '../pipeline/model/index.ts';
import { inProject } from '../pipeline/project.ts';
import { blas, ensureEnvironment } from '../pipeline/python/index.ts';
import { ensureCroissant } from './croissant/environment.ts';
import { SMOLLM2 } from './models.ts';
import { ensureJupyter } from './notebooks/environment.ts';

// Every test of the project, one after another: formatting and types, the compiled data, units, then the built site in a real browser at
// two addresses. Installs what is missing where it may; says what it skips where it may not, and on CI skips nothing.

process.env.ASTRO_TELEMETRY_DISABLED = '1';

const ci = process.env.CI === 'true';
const failed: string[] = [];
const skipped: string[] = [];

function run(title: string, command: string, args: string[], env: Record<string, string> = {}): boolean {
  const began = performance.now();
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', cwd: inProject('.'), env: { ...process.env, ...env } });
  if (error) console.error(error.message);
  const ok = status === 0;
  console.log(`== ${title}: ${ok ? 'passed' : 'FAILED'} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  if (!ok) failed.push(title);
  return ok;
}

const bin = (name: string): string => inProject(`node_modules/.bin/${name}`);
const lem = (...args: string[]): [string, string[]] => [process.execPath, [inProject('pipeline/bin.mjs'), ...args]];

const mayUseApt = (): boolean => process.getuid?.() === 0 && findProgram('apt-get') !== undefined;

function apt(...packages: string[]): boolean {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    run('apt-get update', 'apt-get', ['update', '-qq'], env) &&
    run(`apt-get install ${packages.join(' ')}`, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env)
  );
}

function ensurePython(): boolean {
  return findPython() !== undefined || (mayUseApt() && apt('python3') && findPython() !== undefined);
}

const hasChromium = (): boolean => findChromium() !== undefined || existsSync(chromium.executablePath());

function ensureChromium(): boolean {
  if (hasChromium()) return true;
  if (mayUseApt() && apt('chromium')) return hasChromium();
  return run('playwright install chromium', bin('playwright'), ['install', 'chromium']) && hasChromium();
}

if (!ensurePython()) skipped.push('the independent check of the scorer: there is no Python 3.8 or newer, and none may be installed');

/** mlx_lm, a fast BLAS and SmolLM2, where they may be had; says what the tests then lack. */
async function ensureEngine(): Promise<void> {
  if (blas().todo !== '' && mayUseApt()) apt('libopenblas0-pthread');
  if (blas().todo !== '') console.log(`The BLAS is slow. ${blas().todo}`);
  const say = (message: string) => console.log(message.replace(/ \(\d+ s\)$/, ''));
  try {
    if (!findPython(11) && mayUseApt()) apt('python3', 'python3-venv', 'python3-pip');
    await ensureEnvironment(once(say));
    try {
      if (!(await readModelFile(SMOLLM2))) await makeSmolLM2(SMOLLM2, once(say));
    } catch (error) {
      skipped.push(`the real model: ${(error as Error).message}`);
    }
  } catch (error) {
    skipped.push(`all runs of models: ${(error as Error).message}`);
  }
}

/** Leaves out what was just said: a log wants no ticking. */
function once(say: (message: string) => void): (message: string) => void {
  let last = '';
  return (message) => {
    const kind = message.replace(/[\d,]+/g, '');
    if (kind !== last) say(message);
    last = kind;
  };
}

/** Makes what a test alone needs, where it may be had. */
async function ensure(what: string, make: (say: (message: string) => void) => Promise<void>): Promise<void> {
  try {
    await make(once((message) => console.log(message)));
  } catch (error) {
    skipped.push(`${what}: ${(error as Error).message}`);
  }
}

await ensureEngine();
await ensure('reading the Croissant description', ensureCroissant);
await ensure('running the notebooks in Jupyter', ensureJupyter);

run('format and lint', bin('biome'), ['ci', '.']);
run('types', bin('tsc'), ['-p', 'tsconfig.json']);
run('types of the pages', bin('astro'), ['check']);
// Compiled first: some units ask the data of this project themselves.
const compiled = run('compile the data', ...lem('compile')) && run('prove every score', ...lem('verify'));
run('units', bin('vitest'), ['run']);

if (compiled) {
  const browser = ensureChromium();
  if (!browser) skipped.push('the site in a browser: there is no Chromium, and none may be installed');
  // Once at the root of a host that is not known, once under a path of one that is.
  for (const [base, env] of [
    ['/', {}],
    ['/LEM', { SITE_URL: 'https://lem.example' }],
  ] as const) {
    const built = run(`build the site at ${base}`, ...lem('build', '--base', base), env);
    if (built && browser) run(`the site at ${base} in a browser`, bin('playwright'), ['test'], { ...env, SITE_BASE: base });
  }
}

for (const what of skipped) console.log(`\nSKIPPED ${what}.`);
if (failed.length > 0) console.log(`\nFAILED: ${failed.join('; ')}.`);
else console.log(`\nEverything that ran passed${skipped.length > 0 ? '; see what was skipped above' : ''}.`);
process.exitCode = failed.length > 0 || (ci && skipped.length > 0) ? 1 : 0;
