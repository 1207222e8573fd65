import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { dist } from '../../tests/site/pages.ts';
import { offer } from '../../tests/site/session/page.ts';
import { type Bench, heldBy, sessionPage, timed } from './bench.ts';
import type { Figure } from './index.ts';

const ROWS = 1_000_000;
const TIMES = 7;
const GROUPED = `SELECT run_id, condition, probe_id, count(*) AS n, avg(lek_score) AS mean, median(chars) AS chars
  FROM results GROUP BY ALL ORDER BY mean DESC, run_id, condition, probe_id LIMIT 100`;
const AVERAGED =
  'SELECT condition, probe_id, count(*) AS n, avg(lek_score) AS mean, stddev(lek_score) AS sd FROM results GROUP BY ALL ORDER BY ALL';

/** The database of the site with its results over and over, each time as a run of another id with other scores. */
async function manifold(folder: string): Promise<{ content: Buffer; size: number; sha256: string; rows: number }> {
  const file = join(folder, 'many.duckdb');
  copyFileSync(join(dist, 'data/lem.duckdb'), file);
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const count = async () => Number((await connection.runAndReadAll('SELECT count(*) FROM results')).getRowsJS()[0]?.[0]);
  const times = Math.ceil(ROWS / (await count()));
  await connection.run(
    `INSERT INTO results SELECT r.* REPLACE (r.run_id || '.' || k AS run_id, r.lek_score + k % 7 AS lek_score) FROM results r, range(1, ${times}) t(k)`,
  );
  await connection.run('CHECKPOINT');
  const rows = await count();
  connection.closeSync();
  instance.closeSync();
  const plain = readFileSync(file);
  return { content: gzipSync(plain, { level: 1 }), size: plain.length, sha256: createHash('sha256').update(plain).digest('hex'), rows };
}

/** Groups a million results and more, and what the tab then holds. */
export async function manyResults(bench: Bench): Promise<Figure[]> {
  const { content, size, sha256, rows } = await manifold(bench.folder);
  const database = { file: 'many.duckdb.gz', bytes: content.length, size, sha256 };
  const page = await sessionPage(bench, async (page) => {
    await page.route('**/duckdb/session.json', (route) => route.fulfill({ json: { ...offer, database } }));
    await page.route(`**/duckdb/${database.file}`, (route) => route.fulfill({ body: content }));
  });
  const averaged = await timed(page, AVERAGED, TIMES);
  const grouped = await timed(page, GROUPED, TIMES);
  const held = await heldBy(bench.browser);
  await page.close();
  const many = rows.toLocaleString('en');
  return [
    { what: `group-by over ${many} results: condition and probe`, values: averaged, unit: 'ms', wanted: 500 },
    { what: '  the same by run, condition and probe, with medians', values: grouped, unit: 'ms' },
    ...(held === undefined ? [] : [{ what: '  the tab then holds', values: [held], unit: 'MB' as const, wanted: 600 }]),
  ];
}
