import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from '@playwright/test';
import { table } from '../pipeline/cli/report.ts';
import { compile, projectFolders } from '../pipeline/compile/index.ts';
import { findChromium } from '../pipeline/machine.ts';
import { inProject } from '../pipeline/project.ts';
import { buildSite } from '../pipeline/site.ts';
import { makeRun } from '../tests/compile/run-maker.ts';
import { serve } from '../tests/site/server.ts';
import { english, generator } from './texts.ts';

// What the site weighs, how soon its home page is there, and what a build costs as results grow: the published figures alone, then
// with runs of 101 probes in three conditions beside them. Each build in a process of its own, into a folder of its own.

const RESULTS = [0, 303, 1212];
const CONDITIONS = ['baseline', 'json', 'txt'];
const BOUNDS = { script: 20_000, home: 120_000, paint: 500, build: 60_000 };
const VISITS = 9;

interface Built {
  results: number;
  folder: string;
  milliseconds: number;
  search: number;
  pages: number;
  files: number;
  bytes: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lem-site-'));
  try {
    const builds: Built[] = [];
    for (const results of RESULTS) {
      builds.push(build(await dataWith(results, folder), results, join(folder, `dist-${results}`)));
      console.error(`${results} local results done`);
    }
    const held: string[] = [];
    printGrowth(builds, held);
    await printWeights(builds[0] as Built, held);
    console.log(`\n${held.join('\n')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The published figures with so many local results beside them, compiled; gives the compiled folder. */
async function dataWith(results: number, folder: string): Promise<string> {
  const data = join(folder, `data-${results}`);
  mkdirSync(join(data, 'runs'), { recursive: true });
  cpSync(join(projectFolders().data, 'published'), join(data, 'published'), { recursive: true });
  const probes = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string }[];
  for (let made = 0; made * probes.length * CONDITIONS.length < results; made += 1) {
    const random = generator(made + 1);
    makeRun(join(data, 'runs'), { model_id: `made-${made}`, probes, conditions: CONDITIONS, text: () => english(4500, random) });
  }
  const out = join(data, 'build');
  await compile({ ...projectFolders(), data, out, cacheFile: join(folder, 'statistics.json') });
  return out;
}

function build(compiled: string, results: number, out: string): Built {
  const { stdout, stderr, status } = spawnSync(process.execPath, [import.meta.filename, 'child', out], {
    encoding: 'utf8',
    env: { ...process.env, LEM_BUILD: compiled },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr || stdout);
  const { milliseconds, search } = JSON.parse(stdout.slice(stdout.lastIndexOf('\n'))) as { milliseconds: number; search: number };
  const files = globSync('**/*', { cwd: out }).filter((file) => statSync(join(out, file)).isFile());
  return {
    results,
    folder: out,
    milliseconds,
    search,
    pages: files.filter((file) => file.endsWith('.html')).length,
    files: files.length,
    bytes: files.reduce((sum, file) => sum + statSync(join(out, file)).size, 0),
  };
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`;
const verdict = (holds: boolean, what: string): string => `${holds ? 'holds' : 'DOES NOT HOLD'}: ${what}`;

function printGrowth(builds: readonly Built[], held: string[]): void {
  const first = builds[0] as Built;
  console.log(
    table(
      [
        ['local results', 'pages', 'files', 'size', 'whole build', 'of it search', 'each result more'],
        ...builds.map((each) => [
          each.results.toLocaleString('en'),
          each.pages.toLocaleString('en'),
          each.files.toLocaleString('en'),
          `${(each.bytes / 1e6).toFixed(1)} MB`,
          seconds(each.milliseconds),
          seconds(each.search),
          each.results === 0 ? '' : `${((each.milliseconds - first.milliseconds) / each.results).toFixed(1)} ms`,
        ]),
      ],
      'rrrrrrr',
    ),
  );
  held.push(
    verdict(
      first.milliseconds < BOUNDS.build,
      `the published site is built in ${seconds(first.milliseconds)}, under ${seconds(BOUNDS.build)}`,
    ),
  );
}

type Kind = 'page' | 'style' | 'script' | 'font' | 'other';
type Weights = Record<Kind, number>;

const KINDS: Record<string, Kind> = { document: 'page', stylesheet: 'style', script: 'script', font: 'font' };

/** What a visit transfers, by kind, once nothing more is asked for: fonts as they are, the rest with gzip. */
async function visit(browser: Browser, address: string): Promise<{ weights: Weights; paint: number }> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const bodies: Promise<readonly [Kind, number]>[] = [];
  page.on('response', (response) => {
    const kind = KINDS[response.request().resourceType()] ?? 'other';
    bodies.push(response.body().then((body) => [kind, kind === 'font' ? body.length : gzipSync(body).length] as const));
  });
  await page.goto(address, { waitUntil: 'networkidle' });
  const weights: Weights = { page: 0, style: 0, script: 0, font: 0, other: 0 };
  for (const [kind, bytes] of await Promise.all(bodies)) weights[kind] += bytes;
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN);
  await page.close();
  return { weights, paint };
}

const total = (weights: Weights): number => Object.values(weights).reduce((sum, bytes) => sum + bytes, 0);

async function printWeights({ folder }: Built, held: string[]): Promise<void> {
  process.env.SITE_DIST = folder;
  const { samples } = await import('../tests/site/pages.ts');
  const { origin, base, stop } = await serve(folder, '/');
  const executablePath = findChromium();
  const browser = await chromium.launch(executablePath ? { executablePath } : {});
  try {
    const rows = [];
    for (const { path } of samples) rows.push({ path, ...(await visit(browser, `${origin}${base}${path}`)) });
    // A comparison at work: its code, its worker and the scores of two runs.
    const asked = 'compare/?a=lek-gemma-3-1b.p100/baseline&b=gemma-3-12b.p100/baseline';
    rows.push({ path: asked, ...(await visit(browser, `${origin}${base}${asked}`)) });
    console.log(
      `\n${table(
        [
          ['page', 'HTML', 'CSS', 'JS', 'fonts', 'other', 'in all'],
          ...rows.map(({ path, weights }) => [
            `/${path.length > 60 ? `${path.slice(0, 57)}…` : path}`,
            ...(['page', 'style', 'script', 'font', 'other'] as const).map((kind) => kilobytes(weights[kind])),
            kilobytes(total(weights)),
          ]),
        ],
        'lrrrrrr',
      )}`,
    );
    const heaviest = rows.reduce((most, row) => (row.weights.script > most.weights.script ? row : most));
    held.push(
      verdict(
        heaviest.weights.script <= BOUNDS.script,
        `no page has more than ${kilobytes(BOUNDS.script)} of scripts; the most is ${kilobytes(heaviest.weights.script)}, /${heaviest.path}`,
      ),
    );
    const home = rows.find(({ path }) => path === '');
    const all = home ? total(home.weights) : Number.NaN;
    held.push(
      verdict(all <= BOUNDS.home, `the home page weighs ${kilobytes(all)} in all, fonts included, at most ${kilobytes(BOUNDS.home)}`),
    );
    const paints: number[] = [];
    for (let turn = 0; turn < VISITS; turn += 1) paints.push((await visit(browser, `${origin}${base}`)).paint);
    paints.sort((a, b) => a - b);
    const median = paints[Math.floor(VISITS / 2)] as number;
    held.push(
      verdict(
        median < BOUNDS.paint,
        `first contentful paint of the home page ${median.toFixed(0)} ms (median of ${VISITS} visits, ${paints[0]?.toFixed(0)} to ${paints.at(-1)?.toFixed(0)}), under ${BOUNDS.paint} ms`,
      ),
    );
  } finally {
    await browser.close();
    stop();
  }
}

/** In a child process: build the data that LEM_BUILD names. */
if (process.argv[2] === 'child') {
  const began = performance.now();
  const { spent } = await buildSite({ base: '/', out: process.argv[3] as string });
  process.stdout.write(`\n${JSON.stringify({ milliseconds: performance.now() - began, search: spent })}`);
} else {
  await main();
}
