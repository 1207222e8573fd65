import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { inProject } from '../../pipeline/project.ts';
import { comparePaired, type PairedComparison } from '../../pipeline/stats/index.ts';
import { compare } from '../../src/compare/compare.ts';
import { pairsOf, type RunScores, type Side, sideId } from '../../src/compare/scores.ts';
import { makeRun } from '../compile/run-maker.ts';
import { newWork } from '../compile/work.ts';

// The page of comparisons on the very data that it reads, against the comparisons that the compiler wrote: one question, one answer.

interface Row {
  comparison_id: string;
  a_run_id: string;
  a_condition: string;
  b_run_id: string;
  b_condition: string;
  [figure: string]: string | number | boolean | null;
}

const work = newWork();
const runs = new Map<string, RunScores>();
let rows: Row[] = [];

beforeAll(async () => {
  const probes = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string }[];
  makeRun(join(work.data, 'runs'), {
    model_id: 'made-here',
    probes,
    conditions: ['baseline', 'json'],
    // Scores that differ from probe to probe, with ties and an answer that scores as broken among them.
    text: (id, condition) =>
      id.startsWith('P07') ? '' : `I choose consent, as if ${'why? '.repeat((id.length * (condition === 'json' ? 3 : 2)) % 5)}`,
  });
  await compile(work);
  process.env.LEM_BUILD = work.out;
  const { query } = await import('../../src/data/database.ts');
  const { scoresOf } = await import('../../src/data/scores.ts');
  rows = await query<Row>("SELECT * FROM comparisons WHERE domain = 'all' ORDER BY comparison_id");
  for (const run_id of new Set(rows.flatMap(({ a_run_id, b_run_id }) => [a_run_id, b_run_id])))
    runs.set(run_id, JSON.parse(JSON.stringify(await scoresOf(run_id))) as RunScores);
});
afterAll(() => {
  delete process.env.LEM_BUILD;
  work.remove();
});

const side = (run_id: string, condition: string): Side => ({ run: runs.get(run_id) as RunScores, condition });
const question = (a: Side, b: Side) => ({ a: sideId(a), b: sideId(b), pairs: pairsOf(a, b) });

const sides = (row: Row) => [side(row.a_run_id, row.a_condition), side(row.b_run_id, row.b_condition)] as const;

const FIGURES = [
  'n',
  'mean_difference',
  'low',
  'high',
  'cluster_low',
  'cluster_high',
  'p',
  'effect_size',
  'wins',
  'ties',
  'losses',
  'detectable',
];
const stated = (row: Row, names: readonly string[]) => names.map((name) => row[name]);
const figures = (all: PairedComparison) => [
  all.n,
  all.mean,
  all.low,
  all.high,
  all.clusterLow,
  all.clusterHigh,
  all.p,
  all.dz,
  all.wins,
  all.ties,
  all.losses,
  all.mde,
];

describe('a comparison in the browser', () => {
  test('equals the row of the database to the last digit: two of each family in full', () => {
    const some = [...Map.groupBy(rows, ({ family }) => family).values()].flatMap((each) =>
      each.length > 1 ? [each[0], each.at(-1)] : each,
    );
    expect(some.length).toBeGreaterThan(20);
    expect(some.some((row) => row?.a_run_id === 'made-here.p100.local')).toBe(true);
    for (const row of some as Row[]) expect(figures(compare(question(...sides(row))).all), row.comparison_id).toEqual(stated(row, FIGURES));
  });

  test('equals every row in what is not drawn at random', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const row of rows) {
      const pairs = pairsOf(...sides(row));
      const { n, mean, dz, wins, ties, losses, mde } = comparePaired(
        pairs.map(({ a }) => a),
        pairs.map(({ b }) => b),
        { seed: 'any', resamples: 1 },
      );
      expect([n, mean, dz, wins, ties, losses, mde], row.comparison_id).toEqual(
        stated(row, ['n', 'mean_difference', 'effect_size', 'wins', 'ties', 'losses', 'detectable']),
      );
    }
  });

  test('turns round exactly with its sides, in every domain too', () => {
    const [a, b] = [side('made-here.p100.local', 'json'), side('lek-gemma-3-1b.p100', 'txt')];
    const [there, back] = [compare(question(a, b)), compare(question(b, a))];
    expect(back.all).toEqual({
      ...there.all,
      mean: 0 - there.all.mean,
      low: 0 - (there.all.high as number),
      high: 0 - (there.all.low as number),
      clusterLow: 0 - (there.all.clusterHigh as number),
      clusterHigh: 0 - (there.all.clusterLow as number),
      dz: 0 - (there.all.dz as number),
      wins: there.all.losses,
      losses: there.all.wins,
    });
    expect(back.differences).toEqual(there.differences.map((difference) => 0 - difference));
    for (const domain of there.domains) {
      const turned = back.domains.find((each) => each.domain === domain.domain);
      expect([turned?.meanB, turned?.low === null ? null : 0 - (turned?.low ?? 0), turned?.p]).toEqual([
        domain.meanA,
        domain.high,
        domain.p,
      ]);
    }
  });

  test('gives a domain its own mean and an interval from five probes on', () => {
    const { domains, differences } = compare(question(side('lek-gemma-3-1b.p100', 'baseline'), side('gemma-3-12b.p100', 'baseline')));
    expect(domains.reduce((sum, { n }) => sum + n, 0)).toBe(differences.length);
    for (const { n, low, mean, meanA, meanB } of domains) {
      expect(low === null).toBe(n < 5);
      expect(meanA - meanB).toBeCloseTo(mean, 10);
    }
  });

  test('uses the probes that both sides answered, and no other', () => {
    const [long, short] = [side('qwen-2-7b.p20', 'json'), side('llama-3-8b.p20', 'json')];
    const pairs = pairsOf(long, short);
    expect(long.run.probes.length).toBeGreaterThan(pairs.length);
    expect(pairs.length).toBe(short.run.probes.length);
    expect(pairs).toEqual(pairs.toSorted((a, b) => (a.probe_id < b.probe_id ? -1 : 1)));
    expect(pairsOf(long, { ...short, condition: 'not there' })).toEqual([]);
  });
});
