import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { table } from '../../pipeline/cli/report.ts';
import { findChromium } from '../../pipeline/machine.ts';
import { dist } from '../../tests/site/pages.ts';
import { serve } from '../../tests/site/server.ts';
import { firstRows } from './first-rows.ts';
import { manyResults } from './many-results.ts';
import { notebookPage } from './notebook-page.ts';
import { publishedQueries } from './published-queries.ts';

// What a reader waits for who asks the data in the browser, measured in Chromium on the built site (dist/, or the folder that SITE_DIST
// names) from a server that compresses nothing. Every figure stands beside what is wanted of it.

/** A figure, in the unit that it is shown in. */
export interface Figure {
  what: string;
  /** Single values of which the middle one is the figure, or the figure alone. */
  values: readonly number[];
  unit: 'ms' | 's' | 'MB' | '';
  /** It has to be below this, or to be this where it is zero. */
  wanted?: number;
}

export const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

const shown = (value: number, unit: Figure['unit']): string =>
  `${unit === 'ms' || unit === '' ? value.toFixed(0) : value.toFixed(2)}${unit && ` ${unit}`}`;

function row({ what, values, unit, wanted }: Figure): string[] {
  const figure = middle(values);
  const range = values.length > 1 ? `${shown(Math.min(...values), unit)} to ${shown(Math.max(...values), unit)}` : '';
  if (wanted === undefined) return [what, shown(figure, unit), range, '', ''];
  const holds = wanted === 0 ? figure === 0 : figure < wanted;
  return [what, shown(figure, unit), range, wanted === 0 ? 'none' : `under ${shown(wanted, unit)}`, holds ? 'holds' : 'DOES NOT HOLD'];
}

const { origin, base, stop } = await serve(dist, '/');
const site = origin + base;
const folder = mkdtempSync(join(tmpdir(), 'lem-bench-query-'));
const executablePath = findChromium();
const browser: Browser = await chromium.launch(executablePath ? { executablePath } : {});
try {
  const figures: Figure[] = [];
  for (const part of [firstRows, publishedQueries, manyResults, notebookPage]) {
    figures.push(...(await part({ browser, site, folder })));
    console.error(`${part.name} done`);
  }
  console.log(table([['', 'figure', 'from, to', 'wanted', ''], ...figures.map(row)], 'lrrrl'));
} finally {
  await browser.close();
  stop();
  rmSync(folder, { recursive: true, force: true });
}
