import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { openHarness, startIn } from '../../tests/site/session/page.ts';

/** What every part is measured with. */
export interface Bench {
  browser: Browser;
  /** Address of the served site, with its final slash. */
  site: string;
  /** A folder of the bench's own, gone afterwards. */
  folder: string;
}

/** A page with the session of the site started in it, before which `prepare` may change what is served. */
export async function sessionPage({ browser, site }: Bench, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Page> {
  const page = await browser.newPage();
  await prepare(page);
  await openHarness(page, site);
  const { message } = await startIn(page);
  if (message !== undefined) throw new Error(message);
  return page;
}

/** How long each of several runs of a query takes, from the ask to its rows, in milliseconds. */
export function timed(page: Page, sql: string, times: number): Promise<number[]> {
  return page.evaluate(
    async ([sql, times]) => {
      const taken: number[] = [];
      for (let time = 0; time < times; time += 1) {
        const before = performance.now();
        await window.session.run(sql);
        taken.push(performance.now() - before);
      }
      return taken;
    },
    [sql, times] as const,
  );
}

/** Megabytes that the process of a page holds; nothing where the system does not tell (it does on Linux). */
export async function heldBy(browser: Browser): Promise<number | undefined> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const held = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      try {
        return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) / 1024;
      } catch {
        return Number.NaN;
      }
    })
    .filter((megabytes) => !Number.isNaN(megabytes));
  return held.length === 0 ? undefined : Math.max(...held);
}
