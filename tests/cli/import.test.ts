import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newWork, type Work } from '../compile/work.ts';
import { makeRunFile, makeWords, probesOf, publishAnswers, publishWords, put } from '../import/checkout.ts';
import { lem } from './lem.ts';

let work: Work;
let dir: string;
beforeAll(() => {
  work = newWork();
  publishWords(work);
  publishAnswers(work, 'qwen-2-7b', 'P20');
  dir = mkdtempSync(join(tmpdir(), 'lem-import-'));
  const probes = probesOf(work);
  const domains = new Map(probes.map(({ probe_id, domain }) => [probe_id, domain]));
  const p20 = probes.filter(({ p20 }) => p20).map(({ probe_id }) => probe_id);
  makeWords(dir, probes);
  makeRunFile(dir, domains, {
    path: 'benchmarks/ab-base-qwen2-7b-mlxlm.jsonl',
    model: 'x/Qwen2-7B-Instruct-4bit',
    of: 'qwen-2-7b',
    probes: p20,
  });
  put(dir, 'benchmarks/results/\u001b[31mother.jsonl', '{"id":"\u202e"}\n');
});
afterAll(() => {
  work.remove();
  rmSync(dir, { recursive: true, force: true });
});

test('dry, then for good, then again: tables, exit code 0', () => {
  const dry = lem(['import', '--dry-run', dir, '--data', work.data]);
  expect(dry.code).toBe(0);
  expect(dry.out).toMatch(/^qwen-2-7b\.p20\.imported +baseline +21 /m);
  expect(dry.out).toMatch(/63 of 63/);
  expect(dry.out).toMatch(/1 run, 63 responses; nothing was written: 7 files would be/);
  expect(readdirSync(join(work.data, 'runs'))).toEqual([]);
  expect(existsSync(join(work.data, 'imported'))).toBe(false);
  for (const character of ['\u001b', '\u202e']) expect(dry.out).not.toContain(character);
  expect(dry.err).toBe('');

  expect(lem(['import', dir, '--data', work.data])).toMatchObject({ code: 0, out: expect.stringMatching(/7 files written/) });
  expect(lem(['import', dir, '--data', work.data])).toMatchObject({ code: 0, out: expect.stringMatching(/nothing changed/) });
  expect(lem(['compile', '--data', work.data, '--out', work.out])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/63 responses of 1 run/),
  });
});

test('as JSON', () => {
  const { code, out } = lem(['import', '--dry-run', '--json', dir, '--data', work.data]);
  expect(code).toBe(0);
  const report = JSON.parse(out);
  expect(report).toMatchObject({ runs: [{ run_id: 'qwen-2-7b.p20.imported' }], left: [], prompts: { original: 101 }, responses: 63 });
  expect(Object.keys(report.written)).toHaveLength(6);
});

test('a line that cannot be read, and a run that nobody knows: told with their place, exit code 1', () => {
  const bad = put(dir, 'benchmarks/ab-bad.jsonl', '{"type":"probe","id":\n');
  const { code, out, err } = lem(['import', '--dry-run', dir, '--data', work.data]);
  expect([code, err]).toEqual([1, '']);
  expect(out).toContain('benchmarks/ab-bad.jsonl:1: the JSON breaks off before its end.');
  expect(out).toContain('benchmarks/ab-bad.jsonl: none of its lines is one of an A/B run');
  rmSync(bad);
});

test('what is no checkout: one message, exit code 1', () => {
  expect(lem(['import', join(dir, 'none'), '--data', work.data])).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/none: no such folder/),
  });
});
