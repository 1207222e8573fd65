import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first of these programs that is on the path, as an absolute path. */
export function findProgram(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  return undefined;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A Chromium of the machine that Playwright may drive: `LEM_CHROMIUM`, a distribution's, Google's, or a Mac's. Undefined where there
 * is none; Playwright's own download, if it was made, is Playwright's to find.
 */
export function findChromium(): string | undefined {
  const named = process.env.LEM_CHROMIUM;
  if (named && existsSync(named)) return named;
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable') ?? (existsSync(mac) ? mac : undefined);
}

/** A Python from the one minor version (3.x) to the other, with its version, or undefined. */
export function findPython(oldest = 8, newest = Number.POSITIVE_INFINITY): { file: string; version: string } | undefined {
  for (const name of ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python']) {
    const file = findProgram(name);
    if (!file) continue;
    const answer = spawnSync(file, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8' });
    const version = answer.stdout?.trim() ?? '';
    const [major, found] = version.split('.').map(Number);
    if (answer.status === 0 && major === 3 && found !== undefined && found >= oldest && found <= newest) return { file, version };
  }
  return undefined;
}
