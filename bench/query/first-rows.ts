import type { Page } from '@playwright/test';
import { plainFragment } from '../../src/browser/query-link.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './index.ts';

const LEADERBOARD = 'SELECT * FROM leaderboard ORDER BY probe_set, mean DESC, model_id, condition';
const VISITS = 7;

/** Presses Run and waits until rows of the answer are drawn: how long that takes, and how many bytes came since the press and in all. */
export function press(page: Page): Promise<{ milliseconds: number; since: number; all: number }> {
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
          const bytes = (from: number) =>
            sent
              .filter(({ name, startTime }) => name.startsWith('http') && startTime >= from)
              .reduce((sum, each) => sum + each.encodedBodySize, 0);
          return give({ milliseconds: after - before, since: bytes(before), all: bytes(0) });
        };
        look();
      }),
  );
}

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
    { what: '  fetched for it', values: visits.map((each) => each.since / 1e6), unit: 'MB', wanted: 9 },
    { what: '  fetched by the visit in all', values: visits.map((each) => each.all / 1e6), unit: 'MB' },
  ];
}
