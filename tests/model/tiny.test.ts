import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { makeTiny, readModelFile } from '../../pipeline/model/index.ts';
import { sha256File } from '../../pipeline/records/files.ts';
import { tinyModel, WITHOUT_MLX } from '../models.ts';

// A model server starts in a second or two, and in ten where the machine is shared.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'lem-tiny-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const here = tinyModel();

describe.skipIf(!here)(`lem model tiny${here ? '' : `: skipped, ${WITHOUT_MLX}`}`, () => {
  const model = here as string;
  const config = () => JSON.parse(readFileSync(join(model, 'config.json'), 'utf8')) as Record<string, number | string>;

  test("Gemma 3's architecture, well under a million parameters", async () => {
    expect(config().model_type).toBe('gemma3_text');
    const { params_b } = (await readModelFile(model)) as { params_b: number };
    expect(params_b).toBeGreaterThan(0.00005);
    expect(params_b).toBeLessThan(0.0005);
  });

  test('its sliding window is shorter than any kernel', () => {
    const tokenizer = JSON.parse(readFileSync(join(model, 'tokenizer.json'), 'utf8')) as { model: { vocab: Record<string, number> } };
    expect(Object.keys(tokenizer.model.vocab).length).toBe(config().vocab_size);
    // No token is longer than this many characters, so the kernel has at least so many tokens.
    const longest = Math.max(...Object.keys(tokenizer.model.vocab).map((token) => token.length));
    const kernel = readFileSync('kernel/axioms-compact.json', 'utf8');
    expect(kernel.length / longest).toBeGreaterThan(config().sliding_window as number);
  });

  test('the same seed gives the same bytes, another seed other weights', async () => {
    const again = join(folder, 'again');
    await makeTiny(again);
    for (const file of ['config.json', 'tokenizer.json', 'model.safetensors', 'tokenizer_config.json'])
      expect(await sha256File(join(again, file))).toBe(await sha256File(join(model, file)));
    await makeTiny(again, { seed: 7 });
    expect(await sha256File(join(again, 'model.safetensors'))).not.toBe(await sha256File(join(model, 'model.safetensors')));
    expect((await readModelFile(again))?.model_id).toBe('tiny-system-7');
  });

  test('a folder that holds something else is left alone', async () => {
    const taken = mkdtempSync(join(folder, 'taken-'));
    writeFileSync(join(taken, 'thesis.txt'), 'years of work');
    await expect(makeTiny(taken)).rejects.toThrow(/not empty and holds no lem-model\.json/);
    expect(readFileSync(join(taken, 'thesis.txt'), 'utf8')).toBe('years of work');
  });
});
