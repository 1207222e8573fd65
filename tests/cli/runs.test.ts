import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeRun } from '../compile/run-maker.ts';
import { asV1, linesOf, write } from '../runs/files.ts';
import { lem } from './lem.ts';

const PROBES = [
  'P01_IDENTITY_WHISTLEBLOWER',
  'P02_IDENTITY_REFUGEE',
  'P03_NETWORK_MESH',
  'P04_NETWORK_CENSORSHIP',
  'P05_STORAGE_UNIVERSITY',
].map((id, i) => ({ id, domain: i < 3 ? 'Identity' : '\u001b[31m\u202eNetwork' }));
let folder: string;
let run: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lem-runs-'));
  const text = (id: string, condition: string) => `However, ${id} feels ${condition}.${' For example?'.repeat(id.length % 4)}`;
  run = makeRun(folder, { model_id: 'made-1', probes: PROBES, conditions: ['baseline', 'json'], text });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOSTILE = ['\u001b', '\u202e'];

describe('lem summary', () => {
  test('prints conditions and domains, as JSON too', () => {
    const { code, out } = lem(['summary', run]);
    expect(code).toBe(0);
    expect(out).toMatch(/^condition +average +95 % interval +delta/m);
    expect(out).toMatch(/^json +-?\d+\.\d\d +\[/m);
    expect(out).toMatch(/^domain +probes +baseline +json/m);
    for (const character of HOSTILE) expect(out).not.toContain(character);
    const [summary] = JSON.parse(lem(['summary', '--json', run]).out);
    expect(summary).toMatchObject({
      file: run,
      state: 'finished',
      wrong: [],
      conditions: [{ condition: 'baseline' }, { condition: 'json' }],
    });
  });

  test('goes on to the next file where one cannot be read; exit code 1', () => {
    const { code, out, err } = lem(['summary', join(folder, 'none.jsonl'), run]);
    expect([code, err]).toEqual([1, expect.stringMatching(/none\.jsonl: no such file/)]);
    expect(out).toMatch(/^json /m);
  });

  test('names a summary line that is wrong; writes it anew where it is told to', () => {
    const file = join(folder, 'stale.jsonl');
    writeFileSync(file, readFileSync(run, 'utf8').replace(/"avg_lek":[\d.-]+/, '"avg_lek":30.5'));
    const { code, out } = lem(['summary', file]);
    expect(code).toBe(1);
    expect(out).toContain('baseline: avg_lek is stated as 30.5');
    expect(lem(['summary', '--write', file])).toMatchObject({ code: 0, out: expect.stringContaining('written anew') });
    expect(lem(['summary', file]).code).toBe(0);
  });
});

describe('lem rescore', () => {
  test('dry, beside, in place', () => {
    const old = join(folder, 'old.jsonl');
    write(old, asV1(linesOf(run)));
    expect(lem(['rescore', '--dry-run', old])).toMatchObject({ code: 0, out: expect.stringContaining('would be written: ') });
    expect(JSON.parse(lem(['rescore', '--json', old]).out)).toMatchObject([
      { to: join(folder, 'old.v2.jsonl'), older: 10, outcome: 'written' },
    ]);
    expect(lem(['summary', old])).toMatchObject({ code: 1, err: expect.stringContaining('old.jsonl:1: ') });
    expect(lem(['summary', join(folder, 'old.v2.jsonl')]).code).toBe(0);
    copyFileSync(old, join(folder, 'other.jsonl'));
    expect(lem(['rescore', '--in-place', join(folder, 'other.jsonl')]).out).toMatch(
      /rewritten\n {2}10 responses; 10 were scored by an older scorer/,
    );
    expect(readFileSync(join(folder, 'other.jsonl'))).toEqual(readFileSync(join(folder, 'old.v2.jsonl')));
  });

  test('a run with a manifest only in place; exit code 1', () => {
    expect(lem(['rescore', run])).toMatchObject({ code: 1, err: expect.stringMatching(/--in-place/) });
  });
});

describe('lem compare', () => {
  test('prints the difference, its interval, p, and what moved; as JSON too', () => {
    const { code, out } = lem(['compare', `${run}/json`, run]);
    expect(code).toBe(0);
    expect(out).toMatch(/^made-1\.p100\.local\/json minus made-1\.p100\.local\/baseline$/m);
    for (const row of ['mean difference', '95 % interval', 'p ', 'detectable', 'probes moved', 'differs  kernel'])
      expect(out).toContain(row);
    for (const character of HOSTILE) expect(out).not.toContain(character);
    const [comparison] = JSON.parse(lem(['compare', '--json', `${run}/json`, `${run}/baseline`]).out);
    expect(comparison).toMatchObject({ n: 5, a: { condition: 'json' }, b: { condition: 'baseline' }, probe_set: 'P100' });
  });

  test('refuses what cannot be compared; exit code 1', () => {
    expect(lem(['compare', run, run])).toMatchObject({ code: 1, out: '', err: expect.stringContaining('one and the same') });
  });
});
