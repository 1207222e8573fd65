import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Comparison, compareRuns } from '../../pipeline/compare/index.ts';
import { compile } from '../../pipeline/compile/index.ts';
import { inProject } from '../../pipeline/project.ts';
import { makeRun } from '../compile/run-maker.ts';
import { newWork, type Work } from '../compile/work.ts';
import { linesOf, probesOf, rewrite, write } from './files.ts';

const PROBES = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string }[];
const TEXT = (id: string, condition: string) =>
  `However, I feel that ${id} asks for care.${' For example, Ada would wait?'.repeat((id.length * condition.length) % 5)}`;

let work: Work;
let run: string;
let rows: Record<string, unknown>[];
const compare = (a: string, b: string) => compareRuns(a, b, { build: work.out, data: work.data });

beforeAll(async () => {
  work = newWork();
  run = makeRun(join(work.data, 'runs'), { model_id: 'made-1', probes: PROBES.slice(0, 30), conditions: ['baseline', 'json'], text: TEXT });
  await compile(work);
  const connection = await (await DuckDBInstance.create(join(work.out, 'lem.duckdb'), { access_mode: 'READ_ONLY' })).connect();
  rows = (
    await connection.runAndReadAll("SELECT * FROM comparisons WHERE domain = 'all' ORDER BY comparison_id")
  ).getRowObjectsJS() as typeof rows;
  connection.closeSync();
});
afterAll(() => work.remove());

/** The columns of the table `comparisons` that a comparison gives. */
const columns = (of: Comparison) => ({
  n: of.n,
  mean_difference: of.mean,
  low: of.low,
  high: of.high,
  cluster_low: of.clusterLow,
  cluster_high: of.clusterHigh,
  p: of.p,
  effect_size: of.dz,
  wins: of.wins,
  ties: of.ties,
  losses: of.losses,
  detectable: of.mde,
});

describe('the same figures as in the database', () => {
  test.each([
    ['kernels-untrained-p100/gemma-3-12b.p100/json~gemma-3-12b.p100/baseline', 'gemma-3-12b.p100/json', 'gemma-3-12b.p100'],
    [
      'lek-1b-vs-untrained/lek-gemma-3-1b.p100/baseline~gemma-3-27b.p100/baseline',
      'lek-gemma-3-1b.p100/baseline',
      'gemma-3-27b.p100/baseline',
    ],
    ['kernels-made-1.p100.local/made-1.p100.local/json~made-1.p100.local/baseline', 'made-1.p100.local/json', 'made-1.p100.local/baseline'],
  ])('%s', async (id, a, b) => {
    const row = rows.find(({ comparison_id }) => comparison_id === id) as Record<string, unknown>;
    const [of, ...others] = await compare(a, b);
    expect(others).toEqual([]);
    expect(row).toMatchObject(columns(of as Comparison));
    const [turned] = await compare(b, a.includes('/') ? a : `${a}/baseline`);
    expect(turned?.mean).toBe(0 - (of as Comparison).mean);
  });

  test('from a run file with its manifest', async () => {
    const [of] = await compare(`${run}/json`, run);
    expect(rows.find(({ comparison_id }) => (comparison_id as string).startsWith('kernels-made-1'))).toMatchObject(
      columns(of as Comparison),
    );
  });
});

describe('what is compared', () => {
  test('is every condition that both have, where none is named', async () => {
    const all = await compare('gemma-3-4b.p100', 'lek-gemma-3-1b.p100');
    expect(all.map(({ a, b }) => [a.condition, b.condition])).toEqual(['baseline', 'json', 'txt'].map((name) => [name, name]));
    expect((await compare('gemma-3-4b.p100', 'lek-gemma-3-4b.p100')).map(({ a }) => a.condition)).toEqual(['baseline']);
  });

  test('is the other side’s condition, where one side names it', async () => {
    const [of] = await compare('gemma-3-4b.p100/txt', 'lek-gemma-3-1b.p100');
    expect([of?.a.id, of?.b.id]).toEqual(['gemma-3-4b.p100/txt', 'lek-gemma-3-1b.p100/txt']);
  });

  test('is the shared probes; what moved is told from the largest rise to the largest fall, and what one side lacks', async () => {
    const [of] = (await compare(run, 'gemma-3-4b.p100/baseline')) as [Comparison];
    expect([of.n, of.a.probes, of.b.probes]).toEqual([30, 30, 101]);
    expect(of.only_a).toEqual([]);
    expect(of.only_b).toHaveLength(71);
    const moves = of.moved.map(({ difference }) => difference);
    expect(moves).toEqual([...moves].sort((x, y) => y - x));
    expect(moves.filter((by) => by > 0)).toHaveLength(of.wins);
    expect(moves.filter((by) => by < 0)).toHaveLength(of.losses);
    for (const { a, b, difference } of of.moved) expect(Math.round(10 * a) - Math.round(10 * b)).toBe(Math.round(10 * difference));
  });

  test('says what differs besides', async () => {
    const [of] = (await compare(`${run}/json`, 'gemma-3-4b.p100')) as [Comparison];
    expect(Object.fromEntries(of.differs.map(({ what, a, b }) => [what, [a, b]]))).toMatchObject({
      source: ['local', 'published'],
      'edition of the probes': ['restated', 'original'],
      model: ['made-1', 'gemma-3-4b'],
      engine: ['made by a test', 'mlx_lm (Python)'],
      kernel: [expect.stringMatching(/^[0-9a-f]{64}$/), 'e8f0bff8cc2fe19dd35c50d58099827594b342eb70393af717c2dc30631e6168'],
      'place of the kernel': ['system', null],
    });
  });

  test('says where two files asked in other words', async () => {
    const lines = linesOf(run).map((line, i) => (i === 3 ? { ...line, prompt: 'Another question?' } : line));
    const other = join(work.folder, 'other.jsonl');
    write(other, lines);
    const [of] = (await compare(run, other)) as [Comparison];
    expect([of.other_prompts, of.mean, of.n]).toEqual([1, 0, 30]);
    // Without a manifest, and of one name: still two runs.
    const again = join(work.folder, 'again.jsonl');
    write(again, lines);
    expect((await compare(other, again))[0]?.other_prompts).toBe(0);
  });

  test('has no interval and no p below five probes', async () => {
    const few = join(work.folder, 'few.jsonl');
    write(few, linesOf(run).slice(0, 4));
    const [of] = (await compare(`${few}/json`, few)) as [Comparison];
    expect(of).toMatchObject({ n: 4, probe_set: 'P20', low: null, high: null, p: null, mde: null });
  });
});

describe('what cannot be compared', () => {
  test.each<[string, string, string, RegExp]>([
    ['P20 with P100', 'qwen-2-7b.p20', 'gemma-3-4b.p100', /of the probe set P100, qwen-2-7b\.p20 of P20.*never compared/],
    ['a run with itself', 'gemma-3-4b.p100', 'gemma-3-4b.p100', /one and the same.*baseline, json, txt/],
    ['a condition with itself', 'gemma-3-4b.p100/json', 'gemma-3-4b.p100/json', /one and the same/],
    ['a condition that is not there', 'lek-gemma-3-4b.p100/json', 'gemma-3-4b.p100', /no condition "json".*It has baseline\./],
    ['a run that is not there', 'gemma-3-9b.p100', 'gemma-3-4b.p100', /no run "gemma-3-9b\.p100" is compiled.*Name a run file, or one of/],
    ['a file that is not there', 'data/none.jsonl', 'gemma-3-4b.p100', /data\/none\.jsonl: no such file/],
    ['a condition of a file that is not there', 'gemma-3-4b.p100', '/tmp/none.jsonl/json', /none\.jsonl\/json: no such file/],
  ])('%s', async (_name, a, b, message) => {
    await expect(compare(a, b)).rejects.toThrow(message);
  });

  test('runs without a probe in common', async () => {
    const rest = makeRun(work.folder, { model_id: 'made-2', probes: PROBES.slice(40, 50), conditions: ['baseline'], text: TEXT });
    await expect(compare(run, rest)).rejects.toThrow(/no probe in common/);
    rewrite(
      rest,
      probesOf(rest).map((line) => ({ ...line, conditions: { other: line.conditions.baseline } })),
    );
    await expect(compare(rest, 'gemma-3-4b.p100')).rejects.toThrow(/no condition in common/);
  });

  test('anything by id where nothing is compiled', async () => {
    const built = `${work.out}-away`;
    renameSync(work.out, built);
    await expect(compare('gemma-3-4b.p100', 'gemma-3-12b.p100')).rejects.toThrow(/nothing is compiled there.*lem compile/);
    renameSync(built, work.out);
    rmSync(join(work.folder, 'other.jsonl'), { force: true });
  });
});
