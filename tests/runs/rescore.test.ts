import { appendFileSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ProbeLine } from '../../pipeline/records/index.ts';
import { rescoreFile } from '../../pipeline/rescore.ts';
import { manifestPath } from '../../pipeline/run-file.ts';
import { SCORER, score } from '../../pipeline/scorer/index.ts';
import { makeRun } from '../compile/run-maker.ts';
import { shared } from '../shared.ts';
import { asV1, linesOf, manifestOf, probesOf, rewrite, sha256, summaryOf, write } from './files.ts';

const PROBES = [
  { id: 'P01_IDENTITY_WHISTLEBLOWER', domain: 'Identity' },
  { id: 'P02_IDENTITY_REFUGEE', domain: 'Identity' },
  { id: 'P03_NETWORK_MESH', domain: 'Network' },
];
/** Line ends of every kind, another script, a lone surrogate, what JSON may leave as it is and some readers do not. */
const TEXT = (id: string, condition: string) => `However, ${id}\r\nfeels ${condition}.\r\n\r\nFor example, 雨 😀 \ud800 \u2028 \u0085?`;

let folder: string;
/** The run as v2 has it. */
let good: string;
/** The same with older scores, without a manifest. */
let old: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lem-rescore-'));
  good = makeRun(folder, { model_id: 'made-1', probes: PROBES, conditions: ['baseline', 'json'], text: TEXT });
  old = join(folder, 'old.jsonl');
  write(
    old,
    asV1(linesOf(good)).map((line) => ({ ...line, unknown: { kept: [1, null] } })),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const textsOf = (file: string) => probesOf(file).flatMap(({ conditions }) => Object.values(conditions).map(({ response }) => response));

describe('older scores', () => {
  test('become v2, beside the file: old scores, texts and unknown fields kept, the summary anew', async () => {
    const before = readFileSync(old);
    const report = await rescoreFile(old);
    expect(report).toMatchObject({ to: join(folder, 'old.v2.jsonl'), responses: 6, older: 6, corrected: [], outcome: 'written' });
    expect(readFileSync(old)).toEqual(before);
    expect(textsOf(report.to)).toEqual(textsOf(good));
    for (const [i, line] of probesOf(report.to).entries()) {
      expect(line.unknown).toEqual({ kept: [1, null] });
      for (const [name, result] of Object.entries(line.conditions)) {
        const { counts, lek_score } = score(result.response);
        const v1 = (probesOf(old)[i] as typeof line).conditions[name];
        expect(result).toMatchObject({ lek_score, heuristic: { ...counts, lek_score }, lek_score_v1: 8.25, heuristic_v1: v1?.heuristic });
        expect(Object.keys(result).slice(0, 5)).toEqual(Object.keys(v1 as object).slice(0, 5));
      }
    }
    const { stated, unknown, ...summary } = summaryOf(report.to) as Record<string, unknown>;
    expect(summary).toEqual(summaryOf(good));
    expect(stated).toMatchObject({ conditions: [{ avg_lek: 8.25 }, { avg_lek: 8.25 }] });
    expect(unknown).toEqual({ kept: [1, null] });
    expect(report.averages).toEqual(
      summaryOf(good)?.conditions.map(({ name, avg_lek }) => ({ condition: name, before: 8.25, after: avg_lek })),
    );
  });

  test('twice changes nothing, and what was rescored is right', async () => {
    const { to } = await rescoreFile(old);
    const once = readFileSync(to);
    expect(await rescoreFile(old)).toMatchObject({ outcome: 'unchanged' });
    expect(await rescoreFile(to)).toMatchObject({ outcome: 'unchanged', older: 0, to });
    expect(readFileSync(to)).toEqual(once);
    expect(readdirSync(folder)).toHaveLength(4);
  });

  test('are only looked at in a dry run', async () => {
    expect(await rescoreFile(old, { dryRun: true })).toMatchObject({ older: 6, outcome: 'would be written' });
    expect(await rescoreFile(old, { dryRun: true, inPlace: true })).toMatchObject({ older: 6, outcome: 'would be rewritten' });
    expect(readdirSync(folder)).toHaveLength(3);
    expect(linesOf(old)).toEqual(
      asV1(linesOf(good)).map((line) => ({ ...JSON.parse(JSON.stringify(line)), unknown: { kept: [1, null] } })),
    );
  });

  test('never go over another file', async () => {
    writeFileSync(join(folder, 'old.v2.jsonl'), 'mine');
    await expect(rescoreFile(old)).rejects.toThrow(/old\.v2\.jsonl: another file stands where the new scores would go/);
    expect(readFileSync(join(folder, 'old.v2.jsonl'), 'utf8')).toBe('mine');
    expect(readdirSync(folder)).toHaveLength(4);
  });

  test('of a run with a manifest: in place alone, and the manifest with it', async () => {
    rewrite(good, asV1(linesOf(good)));
    await expect(rescoreFile(good)).rejects.toThrow(/has a manifest.*--in-place/);
    const before = manifestOf(good);
    expect(await rescoreFile(good, { inPlace: true })).toMatchObject({ to: good, outcome: 'rewritten', older: 6 });
    const content = readFileSync(good);
    expect(manifestOf(good)).toEqual({
      ...before,
      scorer: SCORER,
      jsonl: { ...before.jsonl, sha256: sha256(content), bytes: content.length },
    });
    expect(await rescoreFile(good, { inPlace: true })).toMatchObject({ outcome: 'unchanged' });
    expect(existsSync(join(folder, 'made-1.p100.v2.jsonl'))).toBe(false);
  });

  test('where the machine failed between manifest and file, the same call sets it right', async () => {
    rewrite(good, asV1(linesOf(good)));
    copyFileSync(good, join(folder, 'kept'));
    await rescoreFile(good, { inPlace: true });
    const [content, manifest] = [readFileSync(good), readFileSync(manifestPath(good))];
    copyFileSync(join(folder, 'kept'), good);
    expect(await rescoreFile(good, { inPlace: true })).toMatchObject({ outcome: 'rewritten' });
    expect([readFileSync(good), readFileSync(manifestPath(good))]).toEqual([content, manifest]);
  });

  test('of a file that its manifest does not describe are refused', async () => {
    rewrite(good, asV1(linesOf(good)));
    writeFileSync(good, readFileSync(good, 'utf8').replace('feels', 'feelt'));
    await expect(rescoreFile(good, { inPlace: true })).rejects.toThrow(/not the one its manifest describes/);
    expect(readdirSync(folder)).toHaveLength(3);
  });

  test('of a file that breaks off are refused, with its line: nothing would be known of the rest', async () => {
    appendFileSync(old, '{"type":"probe","id":"P0');
    await expect(rescoreFile(old)).rejects.toThrow(/old\.jsonl:5: the last line is half-written/);
    expect(readdirSync(folder)).toHaveLength(3);
  });
});

describe('scores that call themselves v2', () => {
  test('and are right stay as they stand, to the byte', async () => {
    expect(await rescoreFile(good, { inPlace: true })).toMatchObject({ outcome: 'unchanged', older: 0, corrected: [] });
    const spaced = join(folder, 'spaced.jsonl');
    const [first, ...others] = linesOf(good);
    const kept = others.map((line) => JSON.stringify(line).replaceAll('":', '": ').replaceAll('\u2028', '\\u2028'));
    writeFileSync(spaced, [JSON.stringify(asV1([first as never])[0]), ...kept, ''].join('\n'));
    const { to } = await rescoreFile(spaced);
    expect(readFileSync(to, 'utf8').trimEnd().split('\n').slice(1)).toEqual(kept);
  });

  test('and are not what the text gives are corrected, named, and kept as stated', async () => {
    const [first, ...others] = linesOf(good) as ReturnType<typeof probesOf>;
    const json = first?.conditions.json as Record<string, unknown>;
    const wrong = { ...(json.heuristic as object), nuance: 7, lek_score: 30, own: 'kept' };
    const bad = { ...json, heuristic: wrong, lek_score: 30, chars: 3 };
    write(join(folder, 'bad.jsonl'), [{ ...first, conditions: { ...first?.conditions, json: bad } }, ...others]);
    const report = await rescoreFile(join(folder, 'bad.jsonl'));
    expect(report.corrected).toEqual([
      {
        line: 1,
        probe_id: 'P01_IDENTITY_WHISTLEBLOWER',
        condition: 'json',
        wrong: [
          'nuance is given as 7; the text gives 1',
          `the score is given as 30; the text gives ${(json.lek_score as number).toFixed(1)}`,
          `chars is 3; the text has ${json.chars} code points`,
        ],
      },
    ]);
    const [corrected] = probesOf(report.to) as [ProbeLine];
    const { heuristic, ...result } = corrected.conditions.json as unknown as Record<string, unknown>;
    expect(heuristic).toEqual({ ...(json.heuristic as object), own: 'kept' });
    const { heuristic: _, ...right } = json;
    expect(result).toEqual({ ...right, lek_score_stated: 30, heuristic_stated: wrong, chars_stated: 3 });
  });

  test.skipIf(!shared('upstream'))('of a real published run stay (needs the published originals beside the repository)', async () => {
    const real = shared('upstream/benchmarks/ab-base-mistral-7b-v01-mlxlm.jsonl') as string;
    copyFileSync(real, join(folder, 'real.jsonl'));
    expect(await rescoreFile(join(folder, 'real.jsonl'), { inPlace: true })).toMatchObject({
      outcome: 'unchanged',
      responses: 63,
      older: 0,
    });
    expect(readFileSync(join(folder, 'real.jsonl'))).toEqual(readFileSync(real));
    write(join(folder, 'v1.jsonl'), asV1(linesOf(real)));
    const { to, averages } = await rescoreFile(join(folder, 'v1.jsonl'));
    expect(averages.map(({ after }) => after)).toEqual([3.8, 4.63, 2.25]);
    expect(textsOf(to)).toEqual(textsOf(real));
  });
});
