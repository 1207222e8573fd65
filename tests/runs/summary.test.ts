import { appendFileSync, copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inProject } from '../../pipeline/project.ts';
import { meanHundredths, type ProbeLine, tenths } from '../../pipeline/records/index.ts';
import { manifestPath } from '../../pipeline/run-file.ts';
import { meanInterval } from '../../pipeline/stats/index.ts';
import { summariseFile, writeSummary } from '../../pipeline/summary.ts';
import { makeRun } from '../compile/run-maker.ts';
import { shared } from '../shared.ts';
import { asV1, linesOf, manifestOf, probesOf, rewrite, sha256, summaryOf, write } from './files.ts';

const PROBES = (JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; domain: string }[]).slice(0, 8);
const TEXT = (id: string, condition: string) =>
  `However, I feel that ${id} asks for care.${condition === 'json' ? ' Imagine, for example, a river?'.repeat(id.length % 4) : ''}`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lem-summary-'));
  file = makeRun(folder, { model_id: 'made-1', probes: PROBES, conditions: ['baseline', 'json'], text: TEXT });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a summary', () => {
  test('gives the figures of the summary line, with intervals by the ids of the run', async () => {
    const summary = await summariseFile(file);
    expect(summary).toMatchObject({
      run_id: 'made-1.p100.local',
      state: 'finished',
      probes: 8,
      max_tokens: 1024,
      wrong: [],
      written: false,
    });
    const [baseline, json] = summary.conditions;
    const [dueBaseline, dueJson] = summaryOf(file)?.conditions ?? [];
    expect(baseline).toMatchObject({ average: dueBaseline?.avg_lek, delta: null, p: null, n: 8, done: 8, failed: 0, cut: 0, run_on: 0 });
    const { improved, regressed, unchanged, delta_vs_baseline: delta } = dueJson as Record<string, unknown>;
    expect(json).toMatchObject({ improved, regressed, unchanged, delta });
    const scores = probesOf(file).map(({ conditions }) => conditions.json?.lek_score as number);
    expect(json).toMatchObject(meanInterval(scores, { seed: 'made-1.p100.local/json/all' }) as object);
    expect(json?.p).toBeGreaterThan(0);
    expect(json?.delta_low).toBeLessThanOrEqual(json?.delta as number);
    expect(summary.domains.map(({ domain, averages }) => [domain, averages])).toEqual(Object.entries(summaryOf(file)?.categories ?? {}));
    expect(summary.domains.reduce((sum, { probes }) => sum + probes, 0)).toBe(8);
  });

  test('of an interrupted run is of the lines that are whole', async () => {
    const text = readFileSync(file, 'utf8').split('\n').slice(0, 5).join('\n');
    const cut = join(folder, 'cut.jsonl');
    writeFileSync(cut, text.slice(0, -40));
    const summary = await summariseFile(cut);
    expect(summary).toMatchObject({ run_id: null, model: null, state: 'interrupted', half_written: 5, probes: 4, max_tokens: null });
    const sum = probesOf(file)
      .slice(0, 4)
      .reduce((total, { conditions }) => total + (tenths(conditions.json?.lek_score as number) as number), 0);
    expect(summary.conditions[1]?.average).toBe(meanHundredths(sum, 4) / 100);
    expect(summary.conditions[1]?.p).toBeNull();
  });

  test('counts what failed, what was cut and what runs on', async () => {
    const [first, second, ...others] = probesOf(file) as [ProbeLine, ProbeLine, ...ProbeLine[]];
    const { json, ...rest } = first.conditions as Record<string, object>;
    write(join(folder, 'run.jsonl'), [
      { ...first, conditions: rest, failed: { json: { why: 'the server refused it: 400' } } },
      { ...second, conditions: { ...second.conditions, json: { ...json, finish_reason: 'length' } } },
      ...others,
    ]);
    expect((await summariseFile(join(folder, 'run.jsonl'))).conditions).toMatchObject([
      { condition: 'baseline', n: 8, done: 8, failed: 0, cut: 0 },
      { condition: 'json', n: 7, done: 7, failed: 1, cut: 1 },
    ]);
  });

  test('says that nobody recorded why responses ended', async () => {
    const lines = probesOf(file).map((line) => ({
      ...line,
      conditions: Object.fromEntries(Object.entries(line.conditions).map(([name, { finish_reason: _, ...result }]) => [name, result])),
    }));
    write(join(folder, 'run.jsonl'), lines);
    expect((await summariseFile(join(folder, 'run.jsonl'))).conditions.map(({ cut }) => cut)).toEqual([null, null]);
  });

  test.each<[string, (lines: ReturnType<typeof linesOf>) => object[], RegExp]>([
    [
      'of older scores',
      (lines) => asV1(lines),
      /:1: P01_IDENTITY_WHISTLEBLOWER, baseline: the score is of an older scorer\. Score the run again/,
    ],
    [
      'of a text that was changed',
      ([first, ...lines]) => [JSON.parse(JSON.stringify(first).replace('However', 'Therefore')), ...lines],
      /:1: .*nuance is given as 1; the text gives 0/,
    ],
    ['of no line', () => [], /no whole probe line|no probe line/],
  ])('%s is refused', async (_name, damage, message) => {
    rewrite(file, damage(linesOf(file)));
    await expect(summariseFile(file)).rejects.toThrow(message);
  });

  test('of a file that is not the one its manifest describes is refused', async () => {
    appendFileSync(file, '\n');
    await expect(summariseFile(file)).rejects.toThrow(/not the one its manifest describes/);
  });

  test.skipIf(!shared('upstream'))(
    'of a real published run gives what it states (needs the published originals beside the repository)',
    async () => {
      const summary = await summariseFile(shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl') as string);
      expect(summary.wrong).toEqual([]);
      expect(summary.conditions.map(({ average, delta }) => [average, delta])).toEqual([
        [3.8, null],
        [4.63, 0.83],
        [2.25, -1.55],
      ]);
    },
  );
});

describe('a summary line that is wrong', () => {
  const spoil = () => {
    const lines = linesOf(file);
    const summary = summaryOf(file);
    const conditions = summary?.conditions.map((of) => ({ ...of, avg_lek: 30.5, note: 'kept' }));
    rewrite(file, [...lines.slice(0, -1), { ...summary, total_probes: 9, conditions, extra: 1 }]);
  };

  test('is named, and stays as it is unless it is to be written', async () => {
    spoil();
    const before = readFileSync(file);
    const { wrong } = await summariseFile(file);
    expect(wrong).toContain('total_probes is stated as 9; the lines give 8');
    expect(wrong).toContainEqual(expect.stringMatching(/^baseline: avg_lek is stated as 30\.5; the lines give /));
    expect(readFileSync(file)).toEqual(before);
  });

  test('is written anew with the checksum of the manifest; every other byte stays, and what it stated', async () => {
    const good = readFileSync(file, 'utf8');
    spoil();
    const spoilt = readFileSync(file, 'utf8');
    expect(await writeSummary(file)).toMatchObject({ wrong: [], written: true });
    const mended = readFileSync(file, 'utf8');
    expect(mended.slice(0, mended.lastIndexOf('\n', mended.length - 2))).toBe(spoilt.slice(0, spoilt.lastIndexOf('\n', spoilt.length - 2)));
    const { stated, extra, conditions, ...rest } = summaryOf(file) as Record<string, unknown>;
    const due = JSON.parse(good.trimEnd().split('\n').at(-1) as string);
    expect(extra).toBe(1);
    expect(stated).toMatchObject({ total_probes: 9 });
    expect(conditions).toEqual(due.conditions.map((of: object) => ({ ...of, note: 'kept' })));
    expect({ ...rest, conditions: due.conditions }).toEqual(due);
    expect(manifestOf(file).jsonl).toMatchObject({ sha256: sha256(mended), bytes: Buffer.byteLength(mended) });
    expect(await writeSummary(file)).toMatchObject({ wrong: [], written: false });
    expect(readFileSync(file, 'utf8')).toBe(mended);
    expect(readdirSync(folder).sort()).toEqual(['made-1.p100.jsonl', 'made-1.p100.manifest.json']);
  });

  test('of a file that somebody edited is not written: that would hide the edit', async () => {
    spoil();
    appendFileSync(file, ' \n');
    const before = readFileSync(file);
    await expect(writeSummary(file)).rejects.toThrow(/blank line|not the one its manifest describes/);
    writeFileSync(file, readFileSync(file, 'utf8').replace(' \n', '').replace('"extra":1', '"extra":2'));
    await expect(writeSummary(file)).rejects.toThrow(/not the one its manifest describes/);
    expect(before.length).toBeGreaterThan(0);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('is set right by the same call where the machine failed between manifest and file', async () => {
    spoil();
    const spoilt = join(folder, 'kept');
    copyFileSync(file, spoilt);
    await writeSummary(file);
    const [mended, manifest] = [readFileSync(file), readFileSync(manifestPath(file))];
    copyFileSync(spoilt, file);
    expect(await writeSummary(file)).toMatchObject({ written: true });
    expect([readFileSync(file), readFileSync(manifestPath(file))]).toEqual([mended, manifest]);
  });

  test('is never added to an interrupted run', async () => {
    rewrite(file, probesOf(file));
    const before = readFileSync(file);
    expect(await writeSummary(file)).toMatchObject({ state: 'interrupted', written: false });
    expect(readFileSync(file)).toEqual(before);
  });
});
