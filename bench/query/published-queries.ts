import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inProject } from '../../pipeline/project.ts';
import { type Bench, sessionPage, timed } from './bench.ts';
import { type Figure, middle } from './index.ts';

const TIMES = 7;

/** Every query of the site that waits for no parameter, the worked questions of /query among them, once DuckDB is there. */
export async function publishedQueries(bench: Bench): Promise<Figure[]> {
  const page = await sessionPage(bench);
  // As /query does once DuckDB is there: its completion knows the live tables and functions.
  await page.evaluate(() => Promise.all([window.session.schema(), window.session.functions()]));
  const taken: { name: string; values: number[] }[] = [];
  for (const file of globSync('src/queries/**/*.sql', { cwd: inProject('.') }).sort()) {
    const sql = readFileSync(inProject(file), 'utf8');
    if (/\$\w/.test(sql)) continue;
    taken.push({ name: basename(file, '.sql'), values: await timed(page, sql, TIMES) });
  }
  const once = taken.map(({ values }) => values[0] as number);
  const slowest = taken.reduce((most, each) => (middle(each.values) > middle(most.values) ? each : most));
  await page.close();
  return [
    { what: `a further query: middle of ${taken.length}, asked for the first time`, values: once, unit: 'ms' },
    { what: `  the slowest of them, ${slowest.name}`, values: slowest.values, unit: 'ms', wanted: 100 },
  ];
}
