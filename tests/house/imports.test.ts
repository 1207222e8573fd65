import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';

// The house rules on who may import whom. A path is relative to the repository's root, with forward slashes.
const sources = globSync(['pipeline/**/*.{ts,mjs}', 'src/**/*.{ts,astro,mdx}', 'astro.config.mjs']).map((path) =>
  path.replaceAll('\\', '/'),
);

const IMPORT = /(?:^|[\s;])(?:import|export)\s[^'"`]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

function importsOf(path: string): string[] {
  const found = [...readFileSync(path, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');
  return found.map((target) => (target.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), target)) : target));
}

const edges = sources.flatMap((from) => importsOf(from).map((to) => ({ from, to: to.replace(/\?.*$/, '') })));
const breaks = (from: (path: string) => boolean, allowed: (target: string) => boolean) =>
  edges.filter((edge) => from(edge.from) && !allowed(edge.to)).map(({ from, to }) => `${from} imports ${to}`);

/** What touches files or the native DuckDB, beside what runs everywhere. */
const NODE_ONLY = ['pipeline/records/files.ts', 'pipeline/notebooks/files.ts', 'pipeline/notebooks/native.ts'];

const isLocal = (target: string) => /^(pipeline|src|tests|bench|data)\//.test(target) || target.startsWith('.');
const within =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(folder));

describe('who may import whom', () => {
  test('there are files and imports to look at', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(edges.length).toBeGreaterThan(50);
  });

  test('pipeline/ imports nothing from src/', () => {
    expect(breaks(within('pipeline/'), (target) => !target.startsWith('src/'))).toEqual([]);
  });

  test('scorer/ and stats/ import nothing but their own files', () => {
    expect(breaks(within('pipeline/scorer/'), within('pipeline/scorer/'))).toEqual([]);
    expect(breaks(within('pipeline/stats/'), within('pipeline/stats/'))).toEqual([]);
  });

  test('records/ imports of ours only itself and scorer/', () => {
    expect(
      breaks(within('pipeline/records/'), (target) => !isLocal(target) || within('pipeline/records/', 'pipeline/scorer/')(target)),
    ).toEqual([]);
  });

  test('nothing of Node in what runs in the browser too', () => {
    const both = (path: string) =>
      within('pipeline/scorer/', 'pipeline/stats/', 'pipeline/records/', 'pipeline/notebooks/', 'src/browser/')(path) &&
      !NODE_ONLY.includes(path);
    expect(breaks(both, (target) => !target.startsWith('node:') && !NODE_ONLY.includes(target))).toEqual([]);
  });

  test('the browser code of the site imports of the pipeline only scorer/, stats/, records/ and notebooks/', () => {
    const allowed = within('pipeline/scorer/', 'pipeline/stats/', 'pipeline/records/', 'pipeline/notebooks/');
    expect(breaks(within('src/browser/'), (target) => !target.startsWith('pipeline/') || allowed(target))).toEqual([]);
  });
});
