import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runFiles } from '../../pipeline/ab/files.ts';
import { figuresOf } from '../../pipeline/ab/index.ts';
import { inProject } from '../../pipeline/project.ts';
import { readChunks, readJson, sha256File } from '../../pipeline/records/files.ts';
import { manifest, readRun } from '../../pipeline/records/index.ts';
import { lem } from '../cli/lem.ts';
import { tinyModel, WITHOUT_MLX } from '../models.ts';
import { dryRun, JSON_KERNEL, linesOf, PLACEBO, run, runFile, withoutTimes } from './work.ts';

// A model server starts in a second or two, and in ten where the machine is shared.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const here = tinyModel();
const manifestFile = (file: string): string => file.replace(/\.jsonl$/, '.manifest.json');

describe.skipIf(!here)(`lem ab with a tiny model${here ? '' : `: skipped, ${WITHOUT_MLX}`}`, () => {
  const model = here as string;

  test('a run: published format, in the order of the probes, with a manifest that says what made it', async () => {
    const output = runFile('whole');
    const { asked, summary } = await run({ model, output, kernels: [JSON_KERNEL, PLACEBO] });
    expect(asked).toBe(12);
    const lines = [];
    for await (const { value } of readRun(readChunks(output), output)) lines.push(value);
    const probes = JSON.parse(readFileSync(inProject('seeds/P01-P100.json'), 'utf8')) as { id: string; prompt: string; domain: string }[];
    expect(lines.slice(0, -1).map((line) => ('id' in line ? [line.id, line.prompt, line.category] : []))).toEqual(
      probes.slice(0, 4).map(({ id, prompt, domain }) => [id, prompt, domain.toLowerCase()]),
    );
    for (const line of linesOf(output).slice(0, -1)) expect(Object.keys(line.conditions ?? {})).toEqual(['baseline', 'json', 'placebo']);
    expect(lines.at(-1)).toEqual(summary);

    const made = await readJson(manifestFile(output), manifest);
    expect(made).toMatchObject({
      run_id: 'tiny-system-0.p100.local.whole',
      probe_set: 'p100',
      probes: { edition: 'restated', file: 'seeds/P01-P100.json' },
      settings: { max_tokens: 16, temperature: 0, seed: null, concurrency: 1 },
      engine: { name: 'mlx_lm', version: '0.32.2' },
      reproducibility: 'exact',
      interruptions: [],
      failures: [],
    });
    expect(made.jsonl).toEqual({ file: basename(output), bytes: readFileSync(output).length, sha256: await sha256File(output) });
    expect(made.model.weights_sha256).toBe(await sha256File(join(model, 'model.safetensors')));
    expect(made.conditions.map(({ name, placement, kernel }) => [name, placement, kernel?.kernel_id])).toEqual([
      ['baseline', 'none', undefined],
      ['json', 'system', 'compact.restated'],
      ['placebo', 'system', 'placebo.restated'],
    ]);
    for (const { rendered_prompt, kernel } of made.conditions) {
      expect(rendered_prompt).toContain(probes[0]?.prompt);
      if (kernel?.kernel_id === 'compact.restated') expect(rendered_prompt).toContain(readFileSync(JSON_KERNEL.file, 'utf8').trim());
    }
    // Nothing that names this machine or its user.
    for (const file of [manifestFile(output), output]) expect(readFileSync(file, 'utf8')).not.toContain(inProject('.'));
  });

  test('greedy, one at a time: the same bytes again, but for times', async () => {
    const again = runFile('again');
    await run({ model, output: again, kernels: [JSON_KERNEL, PLACEBO] });
    expect(withoutTimes(again)).toEqual(withoutTimes(runFile('whole')));
  });

  test('the same command on a finished run asks nothing and writes nothing', async () => {
    const output = runFile('whole');
    const before = [readFileSync(output), readFileSync(manifestFile(output))];
    const { asked, written } = await run({ model, output, kernels: [JSON_KERNEL, PLACEBO] });
    expect({ asked, written }).toEqual({ asked: 0, written: false });
    expect([readFileSync(output), readFileSync(manifestFile(output))]).toEqual(before);
  });

  test('files that were lost or damaged are written again from the journal', async () => {
    const output = runFile('whole');
    const before = readFileSync(output);
    writeFileSync(output, before.subarray(0, 999));
    expect(await run({ model, output, kernels: [JSON_KERNEL, PLACEBO] })).toMatchObject({ asked: 0, written: true });
    expect(readFileSync(output)).toEqual(before);
  });

  test('a further kernel on a finished run adds that condition alone', async () => {
    const output = runFile('grown');
    await run({ model, output });
    const asked: string[] = [];
    await run({ model, output, kernels: [PLACEBO] }, { response: ({ condition }) => asked.push(condition) });
    expect(new Set(asked)).toEqual(new Set(['placebo']));
    expect(withoutTimes(output)).toEqual(withoutTimes(runFile('whole')));
    expect((await readJson(manifestFile(output), manifest)).interruptions).toEqual([]);
  });

  test('a finished run whose journal is gone, as in a clone, is known again, and takes a further kernel', async () => {
    const output = runFile('cloned');
    await run({ model, output });
    const { journal } = runFiles(output);
    const before = [readFileSync(output, 'utf8'), readFileSync(manifestFile(output), 'utf8')];
    rmSync(journal);
    expect(await run({ model, output })).toMatchObject({ asked: 0, written: false });
    expect([readFileSync(output, 'utf8'), readFileSync(manifestFile(output), 'utf8')]).toEqual(before);
    rmSync(journal);
    await expect(run({ model, output, maxTokens: 17 })).rejects.toThrow(/max_tokens: was 16, is now 17/);
    rmSync(journal);
    expect(await run({ model, output, kernels: [JSON_KERNEL, PLACEBO] })).toMatchObject({ asked: 4 });
    expect(withoutTimes(output)).toEqual(withoutTimes(runFile('whole')));
    rmSync(journal);
    writeFileSync(output, `${before[0]} `);
    await expect(run({ model, output })).rejects.toThrow(/not the one that its manifest describes/);
  });

  test('other settings than the run was begun with are refused, each by its name, and nothing changes', async () => {
    const output = runFile('whole');
    const before = readFileSync(output);
    const common = { model, output, kernels: [JSON_KERNEL, PLACEBO] };
    await expect(run({ ...common, maxTokens: 17, concurrency: 2 })).rejects.toThrow(
      /max_tokens: was 16, is now 17; concurrency: was 1, is now 2/,
    );
    await expect(run({ ...common, limit: 3 })).rejects.toThrow(/probes: were 4, are now 3/);
    await expect(run({ ...common, temperature: 0.5 })).rejects.toThrow(/temperature: was 0, is now 0\.5; seed: was null, is now 0/);
    await expect(run({ ...common, model: tinyModel('no-system') as string })).rejects.toThrow(
      /model model_id: .*model config_sha256|model model_id/,
    );
    await expect(run({ ...common, kernels: [{ ...JSON_KERNEL, file: PLACEBO.file }, PLACEBO] })).rejects.toThrow(
      /kernel of json \(SHA-256\)/,
    );
    expect(readFileSync(output)).toEqual(before);
  });

  test('--force puts the run aside and loses nothing of it', async () => {
    const output = runFile('forced');
    await run({ model, output, limit: 1 });
    const before = readFileSync(output, 'utf8');
    await run({ model, output, limit: 2, force: true });
    expect(readFileSync(`${output}.old-1`, 'utf8')).toBe(before);
    expect(linesOf(output).length).toBe(3);
  });

  test('several at once: the same order, its own level of reproducibility, and on a draw the same texts as one at a time', async () => {
    const drawn = { model, temperature: 0.8, topP: 0.95, seed: 3, samples: 2, limit: 3 };
    await run({ ...drawn, output: runFile('one'), concurrency: 1 });
    await run({ ...drawn, output: runFile('four'), concurrency: 4 });
    expect(withoutTimes(runFile('four'))).toEqual(withoutTimes(runFile('one')));
    expect(
      linesOf(runFile('four'))
        .slice(0, -1)
        .map(({ id, sample }) => [id, sample]),
    ).toEqual(
      ['P01_IDENTITY_WHISTLEBLOWER', 'P02_IDENTITY_REFUGEE', 'P03_NETWORK_MESH'].flatMap((id) => [
        [id, 0],
        [id, 1],
      ]),
    );
    expect(await readJson(manifestFile(runFile('four')), manifest)).toMatchObject({
      reproducibility: 'seeded-batched',
      settings: { seed: 3, samples: 2 },
    });
    const [first, second] = linesOf(runFile('one'));
    expect(first?.conditions?.baseline?.response).not.toBe(second?.conditions?.baseline?.response);
  });

  test('a template that refuses a system message: the kernel goes before the probe, and the manifest says so', async () => {
    const output = runFile('refusing');
    await run({ model: tinyModel('no-system') as string, output, limit: 2 });
    const [, json] = (await readJson(manifestFile(output), manifest)).conditions;
    expect(json).toMatchObject({ placement: 'user', template: 'system message refused: System role not supported' });
    const kernel = readFileSync(JSON_KERNEL.file, 'utf8');
    expect(json?.rendered_prompt).toContain(`<start_of_turn>user\n${kernel}\n\n`);
  });

  test('a template that drops the kernel without a word is an error, and nothing is written', async () => {
    const output = runFile('dropping');
    await expect(run({ model: tinyModel('drop') as string, output, limit: 1 })).rejects.toThrow(/drops the kernel of json without a word/);
    expect(existsSync(output) || existsSync(output.replace('.jsonl', '.journal'))).toBe(false);
  });

  test('a dry run says what is ahead and writes nothing', async () => {
    const output = runFile('dry');
    const plan = await dryRun({ model, output, limit: 5 });
    expect(plan.ahead.map(({ condition, responses, new_tokens }) => [condition, responses, new_tokens])).toEqual([
      ['baseline', 5, 80],
      ['json', 5, 80],
    ]);
    expect(plan.ahead[1]?.shared_tokens).toBeGreaterThan(500);
    expect(plan.seconds).toBeGreaterThan(0);
    expect(existsSync(output.replace('.jsonl', '.journal')) || existsSync(output)).toBe(false);
  });

  test('a prompt that does not fit the context is refused before anything is asked', async () => {
    const kernel = join(dirname(runFile('x')), 'long.txt');
    writeFileSync(kernel, 'The quick brown fox jumps over the lazy dog, and asks what it owes. '.repeat(1500));
    await expect(run({ model, output: runFile('long'), kernels: [{ name: 'long', file: kernel }], limit: 1 })).rejects.toThrow(
      /a prompt of long has \d+ tokens; the model's context holds 16384/,
    );
  });

  test('the table of a finished run agrees with its summary', async () => {
    const { journal, summary } = await run({ model, output: runFile('whole'), kernels: [JSON_KERNEL, PLACEBO] });
    const figures = figuresOf(journal, summary);
    expect(figures.map(({ name, average }) => [name, average])).toEqual(summary.conditions.map(({ name, avg_lek }) => [name, avg_lek]));
    expect(figures[0]?.against).toBeNull();
    expect(figures[1]).toMatchObject({ asked: 4, done: 4, failed: 0, against: { low: null, p: null } });
  });

  test('the command line: tables, JSON, exit codes; and lem compile takes the run', () => {
    const output = runFile('line');
    const args = ['ab', '--model', model, '--kernel', `json=${JSON_KERNEL.file}`, '--limit', '5', '--max-tokens', '8', '--output', output];
    const first = lem(args);
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^condition +average +95 % +delta/m);
    expect(first.out).toMatch(/cut at 8 new tokens/);
    const again = lem([...args, '--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({ finished: true, asked: 0, written: false, reproducibility: 'exact' });
    expect(lem([...args, '--seed', 'x']).code).toBe(2);
    expect(lem([...args, '--top-p', '0']).code).toBe(2);
    expect(lem([...args, '--kernel', 'baseline=x']).code).toBe(2);
    expect(lem([...args, '--max-tokens', '9'])).toMatchObject({ code: 1, err: expect.stringMatching(/max_tokens: was 8, is now 9/) });

    const data = join(dirname(output), 'data');
    mkdirSync(join(data, 'runs'), { recursive: true });
    cpSync(inProject('data/published'), join(data, 'published'), { recursive: true });
    for (const file of [output, manifestFile(output)]) cpSync(file, join(data, 'runs', basename(file)));
    const compiled = lem(['compile', '--data', data, '--out', join(data, 'build')]);
    expect(compiled.err).toBe('');
    expect(compiled.out).toMatch(/10 responses of 1 run from their text/);
  });
});

test('wrong input is refused before any model is loaded', async () => {
  const output = runFile('wrong');
  const model = inProject('kernel');
  await expect(run({ output })).rejects.toThrow(/no model is named/);
  await expect(run({ output, model: './no/such/folder' })).rejects.toThrow(/no such folder/);
  await expect(run({ output, model, limit: 1 })).rejects.toThrow(/no \.safetensors/);
  await expect(run({ output, model, probes: ['P01'] })).rejects.toThrow(
    /there is no probe P01\. Did you mean P01_IDENTITY_WHISTLEBLOWER\?/,
  );
  await expect(run({ output, model, kernels: [], baseline: false })).rejects.toThrow(/no condition left/);
  await expect(run({ output, model, kernels: [JSON_KERNEL, JSON_KERNEL] })).rejects.toThrow(/json is named twice/);
  await expect(run({ output: runFile('wrong').replace('.jsonl', '.txt'), model })).rejects.toThrow();
});
