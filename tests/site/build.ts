import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const LOCK = resolve('.astro/test-build.lock');

function holderIsGone(): boolean {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0);
    return false;
  } catch {
    return true;
  }
}

async function lock(): Promise<void> {
  mkdirSync(resolve('.astro'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      if (holderIsGone()) rmSync(LOCK, { force: true });
      await wait(250);
    }
  }
}

/**
 * Builds the site of a compiled folder into another folder. All builds of one checkout share a scratch folder, so one waits for the
 * other, whichever worker asks. Fails with the builder's own words.
 */
export async function buildInto(build: string, out: string, variables: NodeJS.ProcessEnv = {}): Promise<void> {
  await lock();
  try {
    const child = spawn(process.execPath, [resolve('node_modules/astro/bin/astro.mjs'), 'build', '--outDir', out], {
      env: { ...process.env, LEM_BUILD: build, ...variables, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => said.push(String(piece)));
    const status = await new Promise<number | null>((done) => child.on('close', done));
    if (status !== 0) throw new Error(said.join(''));
  } finally {
    rmSync(LOCK, { force: true });
  }
}
