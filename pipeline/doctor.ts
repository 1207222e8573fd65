import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, findPython } from './machine.ts';
import { inProject, project } from './project.ts';
import { blas, environment, findUv, PYTHON } from './python/index.ts';

/** What one look at the machine or the project found. */
export interface Finding {
  name: string;
  /** `needed` stops the project's main work where it is missing; `optional` stops one thing. */
  need: 'needed' | 'optional';
  ok: boolean;
  /** What is here, or what is wrong. */
  found: string;
  /** What its absence stops, and how to mend it. Empty where it is here. */
  stops: string;
}

const MINIMUM_NODE = [22, 18] as const;

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor >= MINIMUM_NODE[1]);
  return {
    name: 'Node',
    need: 'needed',
    ok,
    found: process.versions.node,
    stops: ok ? '' : 'Every command. Run "npm ci": it brings the right Node along.',
  };
}

async function duckdb(): Promise<Finding> {
  try {
    const { version } = await import('@duckdb/node-api');
    return { name: 'DuckDB', need: 'needed', ok: true, found: version(), stops: '' };
  } catch (error) {
    return {
      name: 'DuckDB',
      need: 'needed',
      ok: false,
      found: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
      stops: 'lem compile, lem verify, the site. Run "npm ci"; there are binaries for Linux, macOS and Windows.',
    };
  }
}

function published(folder: string): Finding {
  const ok = existsSync(join(folder, 'published', 'models.csv'));
  return {
    name: 'Published figures',
    need: 'needed',
    ok,
    found: ok ? 'data/published' : 'missing',
    stops: ok ? '' : 'lem compile. Restore data/published from the repository.',
  };
}

function build(folder: string): Finding {
  const file = join(folder, 'build', 'manifest.json');
  const stops = 'lem verify of the build, and building the site. Run "lem compile".';
  if (!existsSync(file)) return { name: 'Compiled data', need: 'optional', ok: false, found: 'not compiled yet', stops };
  try {
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { project: { version: string } };
    const current = manifest.project.version === project.version;
    const found = `data/build, by version ${manifest.project.version}`;
    return { name: 'Compiled data', need: 'optional', ok: current, found, stops: current ? '' : stops };
  } catch {
    return { name: 'Compiled data', need: 'optional', ok: false, found: 'data/build/manifest.json cannot be read', stops };
  }
}

function chromium(): Finding {
  const file = findChromium();
  return {
    name: 'Chromium',
    need: 'optional',
    ok: file !== undefined,
    found: file ?? 'not found',
    stops: file ? '' : 'The site\'s tests. "npm test" installs it where it may (apt, or Playwright\'s own); or set LEM_CHROMIUM.',
  };
}

function python(): Finding {
  const found = findPython();
  return {
    name: 'Python 3',
    need: 'optional',
    ok: found !== undefined,
    found: found ? `${found.version} (${found.file})` : 'not found',
    stops: found ? '' : 'The independent check of the scorer in the tests, and bench:scorer. Install Python 3.8 or newer.',
  };
}

/** What stands in for a missing thing of the engine. */
const ELSEWHERE = 'A server elsewhere can be used without it: "lem ab --endpoint".';

function enginePython(): Finding {
  const found = findPython(PYTHON.oldest, PYTHON.newest);
  const range = `3.${PYTHON.oldest} to 3.${PYTHON.newest}`;
  return {
    name: 'Python for mlx_lm',
    need: 'optional',
    ok: found !== undefined,
    found: found ? `${found.version} (${found.file})` : `none from ${range}`,
    stops: found ? '' : `Models on this machine (lem ab, lem model), unless uv can fetch one. Install Python ${range}. ${ELSEWHERE}`,
  };
}

function uv(): Finding {
  const found = findUv();
  return {
    name: 'uv',
    need: 'optional',
    ok: found !== undefined,
    found: found ? `${found.version} (${found.file})` : 'not found',
    stops: found ? '' : 'Nothing yet: the first command that needs it installs it with pip into .cache/.',
  };
}

function mlx(): Finding {
  const ok = environment() !== undefined;
  return {
    name: 'mlx_lm',
    need: 'optional',
    ok,
    found: ok ? 'installed under .cache/' : 'not installed yet',
    stops: ok ? '' : `Nothing yet: the first "lem ab" or "lem model" installs it. ${ELSEWHERE}`,
  };
}

function fastBlas(): Finding {
  const { found, todo } = blas();
  return { name: 'BLAS', need: 'optional', ok: todo === '', found, stops: todo === '' ? '' : `The speed of mlx_lm. ${todo}` };
}

/** Looks at the machine and the project; `data` is the data folder. */
export async function examine(data = inProject('data')): Promise<Finding[]> {
  return [node(), await duckdb(), published(data), build(data), chromium(), python(), enginePython(), uv(), mlx(), fastBlas()];
}
