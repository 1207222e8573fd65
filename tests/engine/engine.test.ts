import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Engine, type Outcome, openLocal, Refusal } from '../../pipeline/engine/index.ts';
import { launch, type Server } from '../../pipeline/engine/launch.ts';
import { inProject } from '../../pipeline/project.ts';
import { type Environment, environment } from '../../pipeline/python/index.ts';
import { tinyModel, WITHOUT_MLX } from '../models.ts';

// A model server starts in a second or two, and in ten where the machine is shared.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

// The real mlx_lm server with a tiny model: a copy of its own, so that the processes found by its path are ours.

const here = tinyModel();
const folder = mkdtempSync(join(tmpdir(), 'lem-engine-'));
const model = join(folder, 'tiny');
if (here) cpSync(here, model, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KERNEL = readFileSync(inProject('kernel/axioms-compact.json'), 'utf8');
const user = (content: string) => ({ role: 'user' as const, content });
const system = { role: 'system' as const, content: KERNEL };
const ask = (content: string, more: object = {}) => ({
  messages: [user(content)],
  max_tokens: 24,
  temperature: 0,
  top_p: null,
  seed: null,
  ...more,
});
const QUESTIONS = [
  'What is a fair wage?',
  'Who keeps a promise?',
  'Why do tides turn?',
  'When is silence a lie?',
  'What does a bridge owe a river?',
  'Who may read a letter?',
];
const textOf = (outcome: Outcome): string => (outcome.state === 'done' ? outcome.text : `${outcome.state}: ${outcome.why}`);

/** Processes of our launcher that run for a model folder. Linux only. */
function serversOf(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return command.some((part) => part.endsWith('serve.py')) && command.includes(folder) ? [Number(name)] : [];
      } catch {
        return [];
      }
    });
}

async function gone(pid: number, within = 5000): Promise<boolean> {
  for (let waited = 0; waited < within; waited += 50) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await sleep(50);
  }
  return false;
}

describe.skipIf(!here)(`mlx_lm's server${here ? '' : `: skipped, ${WITHOUT_MLX}`}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openLocal({ model, concurrency: 8 });
  });
  afterAll(() => engine.close());

  test('says what it is', () => {
    expect(engine.facts).toMatchObject({ name: 'mlx_lm', version: '0.32.2' });
    expect(engine.model).toMatchObject({ path: model, context: 16384, model_type: 'gemma3_text', eos: ['<end_of_turn>'] });
  });

  test('renders prompts as the model receives them', async () => {
    const rendered = await engine.render?.([
      [system, user('One?')],
      [system, user('Two?')],
    ]);
    expect(rendered?.prompts[0]?.text).toBe(
      `<bos><start_of_turn>system\n${KERNEL.trim()}<end_of_turn>\n<start_of_turn>user\nOne?<end_of_turn>\n<start_of_turn>model\n`,
    );
    expect(rendered?.shared).toBeGreaterThan(500);
    expect(rendered?.shared).toBeLessThan(rendered?.prompts[0]?.tokens ?? 0);
  });

  test('answers, with counts that add up, and the same greedy text again', async () => {
    const first = await engine.ask(ask(QUESTIONS[0] as string));
    expect(first).toMatchObject({ state: 'done', completion_tokens: expect.any(Number), cached_tokens: 0 });
    expect(textOf(await engine.ask(ask(QUESTIONS[0] as string)))).toBe(textOf(first));
  });

  test('a kernel is worked through once, whatever was asked in between', async () => {
    const under = (content: string) => engine.ask({ ...ask(content), messages: [system, user(content)] });
    await under(QUESTIONS[0] as string);
    const again = await under(QUESTIONS[1] as string);
    await engine.ask(ask(QUESTIONS[2] as string));
    const third = await under(QUESTIONS[3] as string);
    for (const outcome of [again, third]) {
      if (outcome.state !== 'done') throw new Error(outcome.why);
      expect(outcome.cached_tokens).toBeGreaterThan(500);
      expect(outcome.cached_tokens).toBeLessThan(outcome.prompt_tokens ?? 0);
    }
  });

  test('the text does not depend on what was asked before', async () => {
    const fresh = await openLocal({ model, concurrency: 1 });
    try {
      const content = QUESTIONS[4] as string;
      const messages = [system, user(content)];
      const warm = await engine.ask({ ...ask(content), messages });
      expect(textOf(await fresh.ask({ ...ask(content), messages }))).toBe(textOf(warm));
    } finally {
      await fresh.close();
    }
  });

  test('with a seed the text is the same alone and among others; another seed gives another', async () => {
    const drawn = (content: string, i: number) => ask(content, { temperature: 0.8, top_p: 0.95, seed: 100 + i });
    const together = (await Promise.all(QUESTIONS.map((content, i) => engine.ask(drawn(content, i))))).map(textOf);
    const alone: string[] = [];
    for (const [i, content] of QUESTIONS.entries()) alone.push(textOf(await engine.ask(drawn(content, i))));
    expect(together).toEqual(alone);
    expect(textOf(await engine.ask(drawn(QUESTIONS[0] as string, 50)))).not.toBe(alone[0]);
  });

  test('greedy text alone and in a batch, on this machine', async () => {
    const together = (await Promise.all(QUESTIONS.map((content) => engine.ask(ask(content))))).map(textOf);
    const alone: string[] = [];
    for (const content of QUESTIONS) alone.push(textOf(await engine.ask(ask(content))));
    // Not promised anywhere, so not demanded of every answer: most must agree, else batching is broken.
    const same = together.filter((text, i) => text === alone[i]).length;
    expect(same).toBeGreaterThanOrEqual(QUESTIONS.length - 2);
  });

  test('what it cannot take is refused, with its words', async () => {
    expect(await engine.ask(ask('x', { max_tokens: 0 }))).toMatchObject({
      state: 'refused',
      why: expect.stringMatching(/HTTP 400: .*max_tokens/),
    });
  });

  test('nobody without the key has an answer from it', async () => {
    const server = await launch({ environment: environment() as Environment, model, concurrency: 1 });
    try {
      const url = `${server.address.url}/chat/completions`;
      const body = JSON.stringify({ messages: [user('Hello')], max_tokens: 1 });
      const tries: Record<string, string>[] = [
        {},
        { authorization: 'Bearer guess' },
        { authorization: 'Bearer ', origin: 'http://page.example' },
      ];
      for (const headers of tries) {
        const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } });
        expect(response.status).toBe(401);
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
      }
      expect((await fetch(url, { method: 'OPTIONS', headers: { origin: 'http://page.example' } })).status).toBe(405);
    } finally {
      await server.stop();
    }
  });

  test('a template that refuses a system message says so', async () => {
    const refusing = await openLocal({ model: tinyModel('no-system') as string, concurrency: 1 });
    try {
      await expect(refusing.render?.([[system, user('One?')]])).rejects.toThrow(Refusal);
      await expect(refusing.render?.([[system, user('One?')]])).rejects.toThrow(/System role not supported/);
      const outcome = await refusing.ask({ ...ask('One?'), messages: [system, user('One?')] });
      expect(outcome).toMatchObject({ state: 'refused', why: expect.stringMatching(/System role not supported/) });
    } finally {
      await refusing.close();
    }
  });

  test('a kernel in the user message is worked through once too', async () => {
    const refusing = await openLocal({ model: tinyModel('no-system') as string, concurrency: 1 });
    try {
      const under = (content: string) => ({ ...ask(`${KERNEL}\n\n${content}`), prefix: [...KERNEL].length + 2 });
      const first = await refusing.ask(under(QUESTIONS[0] as string));
      const second = await refusing.ask(under(QUESTIONS[1] as string));
      expect(first).toMatchObject({ state: 'done', cached_tokens: 0 });
      if (second.state !== 'done') throw new Error(second.why);
      expect(second.cached_tokens).toBeGreaterThan(500);
    } finally {
      await refusing.close();
    }
  });

  test('a model that cannot be loaded is an error with its cause', async () => {
    await expect(openLocal({ model: inProject('kernel'), concurrency: 1 })).rejects.toThrow(/cannot be loaded: .*config\.json/);
  });
});

describe.skipIf(!here || process.platform !== 'linux')('the end of the server', () => {
  test('one that dies is started again, once; a second death ends the run with its last words', async () => {
    const notices: string[] = [];
    const engine = await openLocal({ model, concurrency: 2, onNotice: (message) => notices.push(message) });
    const before = new Set(serversOf(model));
    try {
      const expected = textOf(await engine.ask(ask(QUESTIONS[0] as string)));
      const asked = Promise.all(QUESTIONS.slice(0, 4).map((content) => engine.ask(ask(content, { max_tokens: 400 }))));
      await sleep(150);
      for (const pid of before) process.kill(pid, 'SIGKILL');
      expect((await asked).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done']);
      expect(notices).toEqual([expect.stringMatching(/died \(signal SIGKILL\); starting it again/)]);
      expect(textOf(await engine.ask(ask(QUESTIONS[0] as string)))).toBe(expected);
      for (const pid of serversOf(model)) process.kill(pid, 'SIGKILL');
      await expect(engine.ask(ask(QUESTIONS[1] as string))).rejects.toThrow(/died a second time/);
    } finally {
      await engine.close();
    }
    expect(serversOf(model)).toEqual([]);
  });

  test('a server without a sign of life is ended, and started again', async () => {
    const notices: string[] = [];
    const engine = await openLocal({ model, concurrency: 1, stall: 1, onNotice: (message) => notices.push(message) });
    try {
      for (const pid of serversOf(model)) process.kill(pid, 'SIGSTOP');
      expect(await engine.ask(ask(QUESTIONS[0] as string))).toMatchObject({ state: 'done' });
      expect(notices).toEqual([expect.stringMatching(/no sign of life for 1 s/)]);
    } finally {
      await engine.close();
    }
  });

  test('it ends with us, even where we are killed', async () => {
    const program = `
      import { openLocal } from ${JSON.stringify(inProject('pipeline/engine/index.ts'))};
      await openLocal({ model: ${JSON.stringify(model)}, concurrency: 1 });
      console.log('ready');
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: parent.stdout })) if (line === 'ready') break;
    const [pid] = serversOf(model);
    expect(pid).toBeDefined();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    expect(await gone(pid as number)).toBe(true);
  });

  test('stopping it waits until it has gone', async () => {
    const server: Server = await launch({ environment: environment() as Environment, model, concurrency: 1 });
    await server.stop();
    expect(serversOf(model)).not.toContain(server.pid);
  });
});
