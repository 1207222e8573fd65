import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { environment, pythonVariables } from '../../pipeline/python/index.ts';
import { tinyModel, WITHOUT_MLX } from '../models.ts';
import { linesOf, run, runFile } from './work.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const here = tinyModel();
const folder = mkdtempSync(join(tmpdir(), 'lem-adapter-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const adapter = join(folder, 'rivers');
const LESSON = [
  { role: 'user', content: 'What is a fair wage?' },
  { role: 'assistant', content: 'river river river river bridge' },
];

/** Trains an adapter by mlx_lm itself, a few steps at a rate that no model forgets. */
function train(model: string): void {
  const data = join(folder, 'data');
  mkdirSync(data);
  for (const name of ['train', 'valid']) writeFileSync(join(data, `${name}.jsonl`), `${JSON.stringify({ messages: LESSON })}\n`.repeat(4));
  const settings = ['--iters', '8', '--batch-size', '1', '--num-layers', '-1', '--learning-rate', '3e-2', '--val-batches', '1'];
  const { status, stderr } = spawnSync(
    environment()?.python as string,
    ['-m', 'mlx_lm', 'lora', '--train', '--model', model, '--data', data, '--adapter-path', adapter, ...settings],
    { env: pythonVariables(), encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
}

describe.skipIf(!here)(`a model under an adapter${here ? '' : `: skipped, ${WITHOUT_MLX}`}`, () => {
  const model = here as string;
  beforeAll(() => train(model));
  const answers = (file: string) => linesOf(file).map((line) => line.conditions?.baseline?.response);

  test('answers as the adapter taught it, every time it is asked, and is a model of its own', async () => {
    const [with_, without] = [runFile('with'), runFile('without')];
    const { manifest } = await run({ model, adapter, output: with_, kernels: [] });
    const plain = await run({ model, output: without, kernels: [] });
    const taught = answers(with_);
    expect(taught).toHaveLength(5);
    // mlx_lm's server drops the adapter of a request that names the model by its path: then these would be the same.
    for (const [index, answer] of answers(without).slice(0, -1).entries()) expect(taught[index]).not.toBe(answer);
    expect(manifest.model.adapter_sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(plain.manifest.model.adapter_sha256).toBeUndefined();
    expect(manifest.model.weights_sha256).toBe(plain.manifest.model.weights_sha256);
    expect(manifest.model).toMatchObject({ model_id: 'tiny-system-0-rivers', name: `${plain.manifest.model.name} with rivers` });
  });

  test('a damaged adapter is refused, naming it', async () => {
    const damaged = join(folder, 'damaged');
    cpSync(adapter, damaged, { recursive: true });
    writeFileSync(join(damaged, 'adapters.safetensors'), 'junk');
    await expect(run({ model, adapter: damaged, output: runFile('damaged'), kernels: [] })).rejects.toThrow(/under the adapter .*damaged/);
  });

  test('an adapter that is not there is refused before anything starts', async () => {
    await expect(run({ model, adapter: join(folder, 'none'), output: runFile('none'), kernels: [] })).rejects.toThrow(/none.*no such file/);
  });
});
