import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { lockRun, runFiles } from '../../pipeline/ab/files.ts';
import { readJournal } from '../../pipeline/ab/journal.ts';
import { inProject } from '../../pipeline/project.ts';
import { readJson } from '../../pipeline/records/files.ts';
import { manifest } from '../../pipeline/records/index.ts';
import { tinyModel, WITHOUT_MLX } from '../models.ts';
import { JSON_KERNEL, linesOf, PLACEBO, run, runFile, withoutTimes } from './work.ts';

// A model server starts in a second or two, and in ten where the machine is shared.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const here = tinyModel();
const KILLS = 20;

/** Numbers from 0 to 1 that a seed decides: mulberry32. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe.skipIf(!here)(`a run that is stopped${here ? '' : `: skipped, ${WITHOUT_MLX}`}`, () => {
  const model = here as string;
  const wanted = { model, kernels: [JSON_KERNEL, PLACEBO], limit: 20, maxTokens: 24 };
  const command = (output: string) => [
    inProject('pipeline/bin.mjs'),
    ...['ab', '--model', model, '--limit', '20', '--max-tokens', '24', '--output', output],
    ...[JSON_KERNEL, PLACEBO].flatMap(({ name, file }) => ['--kernel', `${name}=${file}`]),
  ];
  const start = (output: string) => spawn(process.execPath, command(output), { stdio: 'ignore' });
  const size = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

  test(`killed at ${KILLS} random moments it comes to the same file, but for times`, async () => {
    const seed = Date.now() % 1e6;
    console.log(`moments drawn with seed ${seed}`);
    const random = generator(seed);
    const whole = runFile('uninterrupted');
    await run({ ...wanted, output: whole });

    let output = '';
    let round = 0;
    let kills = 0;
    const journals: string[] = [];
    while (kills < KILLS) {
      if (output === '' || existsSync(output)) {
        // The run before came to its end before a kill: what follows hits another.
        if (output) expect(withoutTimes(output)).toEqual(withoutTimes(whole));
        output = runFile(`killed-${++round}`);
        journals.push(runFiles(output).journal);
      }
      const { journal } = runFiles(output);
      const before = size(journal);
      const child = start(output);
      const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
      let over = false;
      void ended.then(() => {
        over = true;
      });
      // Every fourth while it starts, the others while it answers.
      if (kills % 4 === 3) await Promise.race([ended, sleep(random() * 1500)]);
      else {
        while (!over && size(journal) <= before) await sleep(5);
        await Promise.race([ended, sleep(random() * 400)]);
      }
      if (!over) {
        child.kill('SIGKILL');
        kills += 1;
      }
      const [code, signal] = await ended;
      // Where it was through before it was killed, it was through without fault.
      if (signal === null) expect(code).toBe(0);
    }
    const child = start(output);
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(withoutTimes(output)).toEqual(withoutTimes(whole));

    // Nothing that was on the disk was asked again.
    for (const journal of journals) {
      const keys = linesOf(journal)
        .filter(({ type }) => type === 'response')
        .map(({ probe_id, condition, sample }) => `${probe_id} ${condition} ${sample}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys.length).toBe(60);
    }
    const told = await readJson(runFiles(output).manifest, manifest);
    for (const { stopped, resumed } of told.interruptions ?? [])
      if (stopped !== null) expect(Date.parse(resumed)).toBeGreaterThan(Date.parse(stopped));
  }, 900_000);

  test('Ctrl-C ends it with what was answered, and the same command goes on', async () => {
    const output = runFile('ctrl-c');
    const { journal } = runFiles(output);
    const child = spawn(process.execPath, command(output), { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    while (!existsSync(journal) || !readFileSync(journal, 'utf8').includes('"response"')) await sleep(5);
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(130);
    expect(said).toMatch(/Stopped\. What was answered is kept: the same command goes on\./);
    expect(existsSync(output) || existsSync(runFiles(output).lock)).toBe(false);
    const kept = (await readJournal(journal))?.responses.size ?? 0;
    expect(kept).toBeGreaterThan(0);
    const { asked } = await run({ ...wanted, output });
    expect(asked).toBe(60 - kept);
    expect((await readJson(runFiles(output).manifest, manifest)).interruptions).toHaveLength(1);
    expect(withoutTimes(output)).toEqual(withoutTimes(runFile('uninterrupted')));
  });

  test('a journal cut at any byte of its last lines keeps every whole line, and loses only the broken one', async () => {
    const source = readFileSync(runFiles(runFile('uninterrupted')).journal);
    const file = runFiles(runFile('cut')).journal;
    const text = source.toString('utf8').trimEnd().split('\n');
    // The last response, and the end line after it.
    const from = Buffer.byteLength(`${text.slice(0, -2).join('\n')}\n`);
    const second = from + Buffer.byteLength(text.at(-2) as string);
    for (let length = from; length <= source.length; length++) {
      writeFileSync(file, source.subarray(0, length));
      // A line that only lacks its line feed is whole.
      expect((await readJournal(file))?.responses.size).toBe(length >= second ? 60 : 59);
    }
  });

  test('a journal that broke off within its first line is begun again', async () => {
    const output = runFile('first-line');
    writeFileSync(runFiles(output).journal, '{"type":"run","format":1,"run_i');
    expect(await run({ ...wanted, limit: 1, output })).toMatchObject({ asked: 3 });
  });

  test('a journal that is damaged in the middle is refused, naming its line', async () => {
    const output = runFile('damaged');
    await run({ ...wanted, limit: 1, output });
    const { journal } = runFiles(output);
    const lines = readFileSync(journal, 'utf8').split('\n');
    lines[3] = (lines[3] as string).slice(0, 20);
    writeFileSync(journal, lines.join('\n'));
    await expect(run({ ...wanted, limit: 1, output })).rejects.toThrow(/damaged\.journal:4: /);
  });
});

test('two processes cannot work on one run; a lock that a killed one left is taken over', async () => {
  const files = runFiles(runFile('locked'));
  writeFileSync(files.lock, '1');
  await expect(lockRun(files)).rejects.toThrow(/Process 1 works on/);
  writeFileSync(files.lock, '999999999');
  const unlock = await lockRun(files);
  expect(readFileSync(files.lock, 'utf8')).toBe(String(process.pid));
  await unlock();
  expect(existsSync(files.lock)).toBe(false);
});
