import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { importCheckout } from '../../pipeline/import/index.ts';
import { verify } from '../../pipeline/verify.ts';
import { newWork, type Work } from '../compile/work.ts';
import { asV1, linesOf, manifestOf, write } from '../runs/files.ts';
import { shared } from '../shared.ts';
import { put } from './checkout.ts';
import { tree } from './tree.ts';

const UPSTREAM = shared('upstream');
const RUN = 'benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl';
const ID = 'mistral-7b-v0.1.p20.imported';

let work: Work;
/** A copy of the originals, to be damaged. */
let copy: string;
beforeEach(() => {
  work = newWork();
  copy = mkdtempSync(join(tmpdir(), 'lem-originals-'));
  if (UPSTREAM) cpSync(UPSTREAM, copy, { recursive: true });
});
afterEach(() => {
  work.remove();
  rmSync(copy, { recursive: true, force: true });
});

const run = (dir: string) => importCheckout({ dir, data: work.data, seeds: work.seeds });
const file = () => join(work.data, 'runs', `${ID}.jsonl`);

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(join(work.out, 'lem.duckdb'), { access_mode: 'READ_ONLY' })).connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjectsJS();
  connection.closeSync();
  return rows;
}

describe.skipIf(!UPSTREAM)('the real files (needs the published originals beside the repository)', () => {
  test('agree in every row, every average, every prompt and every kernel, and nothing in them changes', async () => {
    const before = tree(UPSTREAM as string);
    const { report } = await run(UPSTREAM as string);
    expect(report.runs).toMatchObject([
      {
        file: RUN,
        run_id: ID,
        recognised_by: ['63 of 63 published rows', 'its model field', 'its file name'],
        edition: 'original',
        responses: 63,
        scores: { v1: 0, v2: 63, wrong: 0 },
        published: { compared: 63, equal: 63, differ: [], missing: 0 },
        run_on: { hold: 0, go_on: 0 },
        cut: null,
        faults: [],
      },
    ]);
    expect(report.runs[0]?.averages.map(({ here, file: stated, rows, report: said }) => [here, stated, rows, said])).toEqual([
      [3.8, 3.8, 3.8, 3.8],
      [4.63, 4.63, 4.63, 4.63],
      [2.25, 2.25, 2.25, 2.25],
    ]);
    expect(report.passed.map(({ path }) => path)).toEqual(
      ['gsm8k_base_pt', 'gsm8k_lem_ethics', 'truthfulqa_base_pt', 'truthfulqa_instruction_tuned', 'truthfulqa_lem_ethics'].map(
        (name) => `benchmarks/results/${name}.jsonl`,
      ),
    );
    expect(report.prompts).toMatchObject({ original: 101, missing: [] });
    expect(report.kernels).toMatchObject({ original: ['axioms.original', 'compact.original', 'lek-1.original'], missing: [] });
    expect(readFileSync(file())).toEqual(readFileSync(join(UPSTREAM as string, RUN)));
    expect(tree(UPSTREAM as string)).toEqual(before);
  });

  test('once imported give the published rows their text, and both editions of a prompt; no published figure changes', async () => {
    await run(UPSTREAM as string);
    await compile(work);
    expect(
      await ask(`SELECT run_id, count(*)::INTEGER AS n, count(text_sha256)::INTEGER AS texts, any_value(text_run_id) AS text_run_id
        FROM results GROUP BY run_id HAVING texts > 0 ORDER BY run_id`),
    ).toEqual([
      { run_id: 'mistral-7b-v0.1.p20', n: 63, texts: 63, text_run_id: ID },
      { run_id: ID, n: 63, texts: 63, text_run_id: ID },
    ]);
    expect(await ask('SELECT edition, count(prompt)::INTEGER AS prompts FROM probes GROUP BY edition ORDER BY edition')).toEqual([
      { edition: 'original', prompts: 101 },
      { edition: 'restated', prompts: 101 },
    ]);
    expect(await ask('SELECT kernel_id FROM kernels WHERE sha256(text) = sha256 AND length(text) = chars ORDER BY kernel_id')).toHaveLength(
      7,
    );
    const connection = await (
      await DuckDBInstance.create(join(work.out, `responses-${ID}.duckdb`), { access_mode: 'READ_ONLY' })
    ).connect();
    await connection.run(`ATTACH '${join(work.out, 'lem.duckdb')}' AS lem (READ_ONLY)`);
    const [texts] = (
      await connection.runAndReadAll(`SELECT count(*)::INTEGER AS n FROM lem.results r
        JOIN responses t ON t.run_id = r.text_run_id AND (t.probe_id, t.condition, t.sample) = (r.probe_id, r.condition, r.sample)
        WHERE r.run_id = 'mistral-7b-v0.1.p20' AND r.text_sha256 = t.text_sha256 AND length(t.response) = r.chars`)
    ).getRowObjectsJS();
    connection.closeSync();
    expect(texts).toEqual({ n: 63 });

    const figures = ['comparisons', 'tie_groups', 'averages', 'summaries'] as const;
    const own = (table: string) =>
      table === 'comparisons' ? "WHERE scope = 'published'" : table === 'summaries' ? `WHERE run_id <> '${ID}'` : '';
    const withTexts = await Promise.all(figures.map((table) => ask(`FROM ${table} ${own(table)} ORDER BY ALL`)));
    rmSync(join(work.data, 'runs'), { recursive: true });
    rmSync(join(work.data, 'imported'), { recursive: true });
    await compile(work);
    expect(await Promise.all(figures.map((table) => ask(`FROM ${table} ${own(table)} ORDER BY ALL`)))).toEqual(withTexts);
    expect(await ask('SELECT count(text_run_id)::INTEGER AS n FROM results')).toEqual([{ n: 0 }]);
  });

  test('once imported verify, and a text that is changed afterwards does not', async () => {
    await run(UPSTREAM as string);
    await compile(work);
    expect((await verify(work)).faults).toEqual([]);
    writeFileSync(file(), readFileSync(file(), 'utf8').replace('However', 'Therefore'));
    await expect(verify(work)).rejects.toThrow(/not the one its manifest describes/);
  });

  test('scored by the first scorer give the same v2 averages', async () => {
    write(join(copy, RUN), asV1(linesOf(join(copy, RUN))));
    const { report } = await run(copy);
    expect(report.runs).toMatchObject([{ scores: { v1: 63, v2: 0 }, published: { equal: 63 }, edition: 'original' }]);
    expect(report.runs[0]?.averages.map(({ here, file: stated, report: said }) => [here, stated, said])).toEqual([
      [3.8, 8.25, 3.8],
      [4.63, 8.25, 4.63],
      [2.25, 8.25, 2.25],
    ]);
    await compile(work);
    expect(await ask("SELECT count(text_sha256)::INTEGER AS n FROM results WHERE run_id = 'mistral-7b-v0.1.p20'")).toEqual([{ n: 63 }]);
  });

  test('cut in mid-line, with a line broken and a text changed: each told with its place, the rest shown with its text', async () => {
    const lines = readFileSync(join(copy, RUN), 'utf8').split('\n');
    lines[2] = (lines[2] as string).replace(/"time_s": [\d.]+/, '"time_s": NaN');
    lines[5] = (lines[5] as string).replace('"response": "', '"response": "However, ');
    writeFileSync(join(copy, RUN), lines.slice(0, 12).join('\n').slice(0, -500));
    const { report } = await run(copy);
    const [found] = report.runs;
    expect(found).toMatchObject({ state: 'interrupted', probes: 10, responses: 30, published: { compared: 30, equal: 29, missing: 33 } });
    expect(found?.faults.map(({ line, what }) => [line, what])).toEqual([
      [3, 'NaN is no JSON number'],
      [12, expect.stringMatching(/half-written/)],
    ]);
    expect(found?.published.differ).toEqual([
      {
        line: 6,
        probe_id: 'P06_STORAGE_MEDICAL',
        condition: 'baseline',
        what: expect.stringMatching(/nuance is \d in the row; the text gives \d/),
      },
    ]);
    // Counts and length of the changed text are its file's own no more.
    expect(found?.corrected).toMatchObject([{ line: 6, probe_id: 'P06_STORAGE_MEDICAL', condition: 'baseline' }]);
    expect(manifestOf(file()).notes).toContainEqual('2 lines of the file could not be read (3, 12).');
    await compile(work);
    expect(await ask("SELECT count(text_sha256)::INTEGER AS n FROM results WHERE run_id = 'mistral-7b-v0.1.p20'")).toEqual([{ n: 29 }]);
  });

  test('of a damaged kernel are not taken for the published one', async () => {
    writeFileSync(join(copy, 'kernel/axioms.json'), `${readFileSync(join(copy, 'kernel/axioms.json'), 'utf8')} `);
    expect((await run(copy)).report.kernels).toMatchObject({
      original: ['compact.original', 'lek-1.original'],
      missing: ['axioms.original'],
    });
  });
});

describe('texts that were imported', () => {
  test('and are not the published ones stop the compile, by name', async () => {
    const store = (path: string, content: string) => put(join(work.data, 'imported'), path, content);
    const file = store('probes.json', JSON.stringify([{ id: 'P01_IDENTITY_WHISTLEBLOWER', prompt: 'Mine?' }]));
    await expect(compile(work)).rejects.toThrow(`${file}: the prompt of P01_IDENTITY_WHISTLEBLOWER is not the published one`);
    store('probes.json', JSON.stringify([{ id: 'P999_NOWHERE', prompt: 'Mine?' }]));
    await expect(compile(work)).rejects.toThrow(/the prompt of P999_NOWHERE is in no published table/);
    rmSync(file);
    const kernel = store('kernels/compact.original.txt', '{}');
    await expect(compile(work)).rejects.toThrow(`${kernel}: the kernel compact.original is not the published one`);
  });
});
