import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lem } from './lem.ts';

const folder = mkdtempSync(join(tmpdir(), 'lem-rephrase-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the committed set is up to date', () => {
  const { code, out } = lem(['rephrase', '--dry-run', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ probes: 101, variants: 303, changed: false, written: false });
});

test('a set of its own: a dry run writes nothing, a run writes once, a second changes nothing', () => {
  const [prompts, out] = [join(folder, 'probes.json'), join(folder, 'set.json')];
  writeFileSync(prompts, JSON.stringify([{ id: 'P01_A', domain: 'Health', prompt: 'Whose turn is it?' }]));
  const args = ['rephrase', '--prompts', prompts, '--out', out, '--json'];
  expect(JSON.parse(lem([...args, '--dry-run']).out)).toMatchObject({ changed: true, written: false });
  expect(JSON.parse(lem(args).out)).toMatchObject({ variants: 3, written: true });
  expect(JSON.parse(readFileSync(out, 'utf8'))).toHaveLength(4);
  expect(JSON.parse(lem(args).out)).toMatchObject({ changed: false, written: false });
});

test('a probe file that is none: file and line, exit code 1', () => {
  const prompts = join(folder, 'bad.json');
  writeFileSync(prompts, '[\n  {"id": "P01_A"}\n]\n');
  expect(lem(['rephrase', '--prompts', prompts])).toMatchObject({ code: 1, err: expect.stringContaining(`${prompts}:2: `) });
});
