import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { buildSearch, type SearchReport } from '../../pipeline/search.ts';
import { newWork } from '../compile/work.ts';

// The index of a small site over the real database; that it answers in a browser is tested on the built site.

const work = newWork();
const folder = mkdtempSync(join(tmpdir(), 'lem-search-'));
const database = join(work.out, 'lem.duckdb');

const page = (title: string, text: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><header>Masthead</header><main id="main"><h1>${title}</h1><p>${text}</p><table><tr><td>cellword</td></tr></table></main></body></html>`;

function site(name: string): string {
  const dist = join(folder, name);
  const write = (path: string, html: string) => {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), html);
  };
  write('index.html', page('Home', 'Every score, checked again.'));
  write('models/lek-gemma-3-1b/index.html', page('LEK-Gemma3 1B (layered)', 'What exists for it.'));
  write('results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/index.html', page('P88_GHOST_TEACH', 'Its scores.'));
  mkdirSync(join(dist, 'licences'));
  return dist;
}

/** What the fragments of an index hold: JSON behind a mark of Pagefind's, compressed. */
const fragments = (dist: string) =>
  globSync('pagefind/fragment/*', { cwd: dist })
    .sort()
    .map((file) => gunzipSync(readFileSync(join(dist, file))).toString('utf8'))
    .map((text) => JSON.parse(text.slice(text.indexOf('{'))) as { url: string; content: string; meta: Record<string, string> });

let dist = '';
let report: SearchReport;
beforeAll(async () => {
  await compile(work);
  dist = site('one');
  report = await buildSearch({ dist, database });
});
afterAll(() => {
  work.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the search index', () => {
  test('holds every page but those of single results, and the scores whose page is there', () => {
    expect(report).toMatchObject({ pages: 2, scores: 3 });
    expect(
      fragments(dist)
        .map(({ url }) => url)
        .sort(),
    ).toEqual([
      '/',
      '/models/lek-gemma-3-1b/',
      ...['baseline', 'json', 'txt'].map((condition) => `/results/lek-gemma-3-1b.p100/P88_GHOST_TEACH/#${condition}`),
    ]);
  });

  test('has for a score its figure and every name a reader may give it', () => {
    const score = fragments(dist).find(({ url }) => url.endsWith('#txt'));
    expect(score?.meta).toEqual({
      title: 'P88_GHOST_TEACH, LEK-Gemma3 1B (layered)',
      kind: 'Score',
      condition: 'txt',
      score: '-19.0',
      source: 'published',
    });
    expect(score?.content.split(' ')).toEqual(expect.arrayContaining(['lek-1b', 'lek-gemma-3-1b', 'P88', 'P88_GHOST_TEACH', 'txt']));
  });

  test('takes of a page its text, not its frame or its tables, and the names of its model', () => {
    const model = fragments(dist).find(({ url }) => url.startsWith('/models/'));
    expect(model?.meta).toMatchObject({ title: 'LEK-Gemma3 1B (layered)', kind: 'Model' });
    expect(model?.content).toMatch(/What exists for it/);
    expect(model?.content).toMatch(/lek-1b/);
    expect(model?.content).not.toMatch(/Masthead|cellword/);
  });

  test('is the same files from the same pages and rows', async () => {
    const again = site('two');
    await buildSearch({ dist: again, database });
    const files = (of: string) =>
      globSync('pagefind/**/*.*', { cwd: of })
        .sort()
        .map(
          (file) =>
            `${file} ${createHash('sha256')
              .update(readFileSync(join(of, file)))
              .digest('hex')}`,
        );
    expect(files(again)).toEqual(files(dist));
    expect(files(dist).length).toBe(report.files);
  });

  test('ships of Pagefind what the site uses and its licence, nothing else', () => {
    const names = globSync('pagefind/*.*', { cwd: dist }).map((path) => path.replace(/^pagefind./, ''));
    expect(names.filter((name) => /\.(?:css|js)$/.test(name)).sort()).toEqual(['pagefind-worker.js', 'pagefind.js']);
    expect(readFileSync(join(dist, 'licences/pagefind.txt'), 'utf8')).toMatch(/MIT License/);
  });

  test('refuses a page that it would not understand', async () => {
    const odd = site('odd');
    writeFileSync(join(odd, 'index.html'), '<html lang="en"><body>no main</body></html>');
    await expect(buildSearch({ dist: odd, database })).rejects.toThrow(/cannot be searched/);
  });
});
