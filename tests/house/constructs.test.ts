import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const site = globSync('src/**/*.{ts,astro,mdx,css}');
const code = [...site, ...globSync('pipeline/**/*.ts')];
const matching = (paths: string[], pattern: RegExp) => paths.filter((path) => pattern.test(readFileSync(path, 'utf8')));

/** The one audited file that may put markup of our own making (charts, highlighted code) into a page. */
const AUDITED = 'src/components/TrustedMarkup.astro';

describe('dangerous constructs', () => {
  test('set:html stands in one audited file alone', () => {
    expect(matching(site, /set:html/).filter((path) => path !== AUDITED)).toEqual([]);
  });

  test('no innerHTML, outerHTML, insertAdjacentHTML, document.write, eval or new Function', () => {
    expect(matching(code, /\b(innerHTML|outerHTML|insertAdjacentHTML)\b\s*[=(]|document\.write\(|\beval\(|new Function\(/)).toEqual([]);
  });

  test('no page asks another host: no absolute address in what loads something', () => {
    expect(
      matching(
        site,
        /(?:src|poster|srcset|data-src)=["']https?:|url\(\s*["']?https?:|@import\s+["']?https?:|fetch\(\s*["'`]https?:|import\(?\s*["']https?:/,
      ),
    ).toEqual([]);
    expect(matching(site, /<link[^>]+href=["']https?:(?![^>]*rel=["'](?:canonical|license)["'])/)).toEqual([]);
  });
});
