import { dirname } from 'node:path';
import { pages } from '../../tests/site/pages.ts';
import type { Bench } from './bench.ts';
import type { Figure } from './index.ts';

const VISITS = 7;

/** The largest page of a notebook, its results in its markup, and /query: what they paint first, and what of DuckDB they ask for unasked. */
export async function notebookPage({ browser, site }: Bench): Promise<Figure[]> {
  const notebooks = pages.filter(({ path }) => dirname(path) === 'findings');
  const largest = notebooks.reduce((most, each) => (each.html.length > most.html.length ? each : most));
  const figures: Figure[] = [];
  for (const path of [largest.path, 'query/']) {
    const paints: number[] = [];
    let unasked = 0;
    for (let visit = 0; visit < VISITS; visit += 1) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      page.on('request', (request) => {
        if (/duckdb|\.wasm/.test(new URL(request.url()).pathname)) unasked += 1;
      });
      await page.goto(site + path, { waitUntil: 'networkidle' });
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN));
      await page.close();
    }
    figures.push(
      { what: `first paint of /${path}`, values: paints, unit: 'ms' },
      { what: '  files of DuckDB that it asks for before Run', values: [unasked], unit: '', wanted: 0 },
    );
  }
  return figures;
}
