import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compile } from '../../pipeline/compile/index.ts';
import { inProject } from '../../pipeline/project.ts';
import { exampleRun } from '../../src/data/example-run.ts';
import { newWork } from '../compile/work.ts';

const probes = readFileSync(inProject('seeds/P01-P100.json'), 'utf8');
const kernel = readFileSync(inProject('kernel/axioms-compact.json'), 'utf8');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const [first] = JSON.parse(probes) as [{ id: string; domain: string; prompt: string }];
const work = newWork();
afterAll(() => work.remove());

test('the run that /reproduce shows compiles as it stands, and adds itself alone', async () => {
  const before = await compile(work);
  const { names, jsonl, manifest, line } = exampleRun({
    probe: { probe_id: first.id, domain: first.domain, prompt: first.prompt },
    probes_sha256: sha256(probes),
    kernel: { kernel_id: 'compact.restated', sha256: sha256(kernel), chars: [...kernel].length },
  });
  writeFileSync(join(work.data, 'runs', names.jsonl), jsonl);
  writeFileSync(join(work.data, 'runs', names.manifest), manifest);
  const after = await compile(work);
  expect(after.checks.runs).toBe(before.checks.runs + 1);
  expect(after.checks.responses).toBe(before.checks.responses + 2);
  expect(JSON.parse(jsonl.split('\n')[0] as string)).toEqual(line);
});
