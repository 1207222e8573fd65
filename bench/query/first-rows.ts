import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { plainFragment } from '../../src/browser/query-link.ts';
import { dist } from '../../tests/site/pages.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './index.ts';

const LEADERBOARD = 'SELECT * FROM leaderboard ORDER BY probe_set, mean DESC, model_id, condition';
const VISITS = 7;

/** Presses Run and waits until rows of the answer are drawn: how long that takes, how many bytes came for it, and what was fetched since the visit began. */
export function press(page: Page): Promise<{ milliseconds: number; since: number; files: [string, number][] }> {
  return page.evaluate(
    () =>
      new Promise((give) => {
        const before = performance.now();
        (document.querySelector('[data-part="run"]') as HTMLElement).click();
        const look = () => {
          const answer = document.querySelector<HTMLElement & { outcome?: { answer: { rows: unknown[] } } }>('lem-answer');
          if (!answer?.outcome || answer.querySelectorAll('tbody tr, [role="row"]').length < 2) return requestAnimationFrame(look);
          const after = performance.now();
          const sent = [
            ...performance.getEntriesByType('navigation'),
            ...performance.getEntriesByType('resource'),
          ] as PerformanceResourceTiming[];
          const files = sent.filter(({ name }) => name.startsWith('http'));
          const since = files.filter(({ startTime }) => startTime >= before).reduce((sum, each) => sum + each.encodedBodySize, 0);
          return give({ milliseconds: after - before, since, files: files.map((each) => [each.name, each.encodedBodySize]) });
        };
        look();
      }),
  );
}

/** Bytes of what was fetched, were texts packed with gzip on their way, as most hosts do it. */
const packed = (files: readonly [string, number][], site: string): number =>
  files.reduce((sum, [address, bytes]) => {
    const path = new URL(address).pathname.slice(new URL(site).pathname.length);
    const file = join(dist, path.endsWith('/') ? `${path}index.html` : path);
    return sum + (/\.(html|css|js|json|svg)$/.test(file) ? gzipSync(readFileSync(file)).length : bytes);
  }, 0);

/** From the press on Run to the rows of the leaderboard, nothing of DuckDB in any cache. */
export async function firstRows({ browser, site }: Bench): Promise<Figure[]> {
  const visits = [];
  for (let visit = 0; visit < VISITS; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${site}query/${plainFragment(LEADERBOARD)}`, { waitUntil: 'networkidle' });
    visits.push(await press(page));
    await context.close();
  }
  return [
    {
      what: 'press on Run to the rows of the leaderboard, WebAssembly uncached',
      values: visits.map((each) => each.milliseconds / 1e3),
      unit: 's',
      wanted: 3,
    },
    { what: '  fetched for it, nothing packed on its way', values: visits.map((each) => each.since / 1e6), unit: 'MB', wanted: 9 },
    {
      what: '  fetched by the visit in all, texts packed as most hosts do',
      values: visits.map(({ files }) => packed(files, site) / 1e6),
      unit: 'MB',
      wanted: 9,
    },
  ];
}
