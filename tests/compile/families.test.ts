import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { families, type RunFacts } from '../../pipeline/compile/families.ts';
import { compile } from '../../pipeline/compile/index.ts';
import { NOTEBOOKS, readNotebook } from '../../pipeline/notebooks/files.ts';
import { inProject } from '../../pipeline/project.ts';
import { METHOD } from '../../pipeline/stats/index.ts';
import { newWork, type Work } from './work.ts';

type Compared = Record<'n' | 'mean_difference' | 'low' | 'high' | 'cluster_low' | 'cluster_high' | 'p' | 'p_holm', number | null> & {
  comparison_id: string;
  supported: boolean | null;
};

let work: Work;
let database: DuckDBConnection;

beforeAll(async () => {
  work = newWork();
  await compile(work);
  const instance = await DuckDBInstance.create(join(work.out, 'lem.duckdb'), { access_mode: 'READ_ONLY' });
  database = await instance.connect();
});
afterAll(() => work.remove());

const rows = async (sql: string): Promise<Record<string, unknown>[]> => (await database.runAndReadAll(sql)).getRowObjectsJS();

/** The families that the first figures of the site rest on, as they were before others were added: n, interval and p of every row. */
const before = parse(readFileSync(new URL('families-before-findings.csv', import.meta.url), 'utf8'), {
  columns: true,
  cast: (value, { header, column }) => {
    if (header || column === 'comparison_id') return value;
    if (value === '') return null;
    return value === 'true' || value === 'false' ? value === 'true' : Number(value);
  },
}) as Compared[];

test('families that stood before keep every row, interval and p to the last digit', async () => {
  const families = [...new Set(before.map(({ comparison_id }) => comparison_id.split('/')[0]))];
  const now = await rows(`SELECT ${Object.keys(before[0] as Compared).join(', ')} FROM comparisons
    WHERE family IN (${families.map((family) => `'${family}'`).join(', ')}) ORDER BY comparison_id`);
  expect(before).toHaveLength(108);
  expect(now).toEqual(before);
});

test('the families of the findings hold the pairs that have rows on both sides', async () => {
  expect(
    await rows(
      "SELECT family, kind, count(*)::INTEGER AS rows, count(p)::INTEGER AS tested FROM comparisons WHERE family IN ('json-vs-txt-p100', 'json-vs-txt-p20', 'training-p100', 'versions-p20', 'kernels-by-domain-p100') GROUP BY ALL ORDER BY family",
    ),
  ).toEqual([
    { family: 'json-vs-txt-p100', kind: 'format', rows: 5, tested: 5 },
    { family: 'json-vs-txt-p20', kind: 'format', rows: 6, tested: 6 },
    // Five runs with two kernels, twenty domains, of which six have five probes or more.
    { family: 'kernels-by-domain-p100', kind: 'kernel', rows: 200, tested: 60 },
    { family: 'training-p100', kind: 'model', rows: 1, tested: 1 },
    { family: 'versions-p20', kind: 'model', rows: 2, tested: 2 },
  ]);
});

test('a model tuned from another with rows beside it is in the family of training, and no other is', async () => {
  expect(
    await rows(`SELECT DISTINCT t.model_id AS tuned, t.base_model_id AS base FROM models t
      JOIN runs ra ON ra.model_id = t.model_id AND ra.source = 'published'
      JOIN runs rb ON rb.model_id = t.base_model_id AND rb.source = 'published' AND rb.probe_set = ra.probe_set`),
  ).toEqual(
    await rows(`SELECT ra.model_id AS tuned, rb.model_id AS base FROM comparisons c
      JOIN runs ra ON ra.run_id = c.a_run_id JOIN runs rb ON rb.run_id = c.b_run_id WHERE c.family = 'training-p100'`),
  );
});

test('the steps tested are the steps of the lineages that have rows on both sides', async () => {
  const { cells } = await readNotebook(inProject(NOTEBOOKS), 'lineages');
  const steps = await rows(cells.find(({ id }) => id === 'steps')?.sql ?? '');
  const published = "SELECT model_id FROM runs WHERE source = 'published' AND probe_set = 'P20'";
  const withRows = new Set((await rows(published)).map(({ model_id }) => model_id));
  const both = steps.filter(({ model_id, against_id }) => withRows.has(model_id) && withRows.has(against_id));
  expect(both).toHaveLength(2);
  expect(steps.filter(({ p }) => p !== null)).toEqual(both);
});

describe('kernels by domain', () => {
  test('a domain of fewer than five probes stands with its n and its difference alone', async () => {
    const domains = await rows(
      'SELECT domain, n::INTEGER AS n, mean_difference, low, high, p, p_holm, supported FROM kernel_effect_by_domain ORDER BY ALL',
    );
    for (const { domain, n, mean_difference, ...tested } of domains) {
      expect(mean_difference, String(domain)).toBeTypeOf('number');
      for (const value of Object.values(tested))
        if ((n as number) < METHOD.fewest) expect(value, String(domain)).toBeNull();
        else expect(value, String(domain)).not.toBeNull();
    }
    const sizes = await rows(
      "SELECT domain, count(*)::INTEGER AS n FROM probes WHERE edition = 'original' GROUP BY domain ORDER BY domain",
    );
    expect(await rows('SELECT DISTINCT domain, n FROM kernel_effect_by_domain ORDER BY domain')).toEqual(sizes);
  });

  test('weighed by their probes, the domains of a run come to its whole effect', async () => {
    const sums = await rows(`SELECT d.run_id, d.condition, round(sum(d.n * d.mean_difference) / sum(d.n), 6) AS by_domain,
        round(any_value(k.mean_difference), 6) AS whole
      FROM kernel_effect_by_domain d JOIN kernel_effect k USING (run_id, condition) GROUP BY ALL ORDER BY ALL`);
    expect(sums).toHaveLength(10);
    for (const { by_domain, whole } of sums) expect(by_domain).toBe(whole);
  });

  test('the views over all probes hold none of them', async () => {
    expect(await rows('SELECT run_id, condition FROM kernel_effect GROUP BY ALL HAVING count(*) > 1')).toEqual([]);
    expect(await rows('SELECT model_id, probe_set, condition FROM realignment GROUP BY ALL HAVING count(*) > 1')).toEqual([]);
  });
});

test('a run made here has families of its own: its texts against the baseline, and the JSON kernel against its placebo', () => {
  const made: RunFacts = {
    run_id: 'made.p100.local',
    model_id: 'made',
    kind: 'base',
    source: 'local',
    probe_set: 'P100',
    conditions: ['baseline', 'json', 'txt', 'placebo'],
  };
  const pairsOf = (run: RunFacts) =>
    families([run]).map(({ family, scope, pairs }) => ({ family, scope, pairs: pairs.map(([a, b]) => `${a.condition} ${b.condition}`) }));
  expect(pairsOf(made)).toEqual([
    { family: 'kernels-made.p100.local', scope: 'made.p100.local', pairs: ['json baseline', 'txt baseline', 'placebo baseline'] },
    { family: 'json-vs-placebo-made.p100.local', scope: 'made.p100.local', pairs: ['json placebo'] },
  ]);
  expect(pairsOf({ ...made, conditions: ['baseline', 'json'] }).map(({ family }) => family)).toEqual(['kernels-made.p100.local']);
  expect(pairsOf({ ...made, source: 'published' }).map(({ family }) => family)).not.toContain('json-vs-placebo-made.p100.local');
});
