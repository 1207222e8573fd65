import { afterEach, describe, expect, test } from 'vitest';
import { runFiles } from '../../pipeline/ab/files.ts';
import { readJson } from '../../pipeline/records/files.ts';
import { manifest } from '../../pipeline/records/index.ts';
import { answer, dropped, scripted, status, type Turn } from '../engine/scripted.ts';
import { linesOf, run, runFile } from './work.ts';

// Responses that cannot be had, and texts that went wrong: an endpoint that fails as it is told.

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** A server with one model that answers each question by its text, and counts a token a character. */
async function endpoint(turn: (content: string) => Turn) {
  const server = await scripted((request, response) => {
    if (request.path.endsWith('/models')) return status(200, { data: [{ id: 'made-7b' }] })(request, response);
    const messages = request.body.messages as { content: string }[];
    return turn(messages.map(({ content }) => content).join('\n'))(request, response);
  });
  open.push(server);
  return server;
}

const counted =
  (text: string, finish = 'stop') =>
  (content: string) =>
    answer(text, finish, { prompt_tokens: content.length, completion_tokens: 5 });
const asksOf = (server: { seen: { body: Record<string, unknown> }[] }): number =>
  server.seen.filter(({ body }) => Number(body.max_tokens) > 1).length;

describe('responses that are missing', () => {
  test('a refusal is missing, not an empty text: counted, named, left out of the average, asked again only when told to', async () => {
    const output = runFile('refused');
    const probe = 'P02_IDENTITY_REFUGEE';
    let refuse = true;
    const prompts = new Map<string, number>();
    const server = await endpoint((content) => {
      prompts.set(content, (prompts.get(content) ?? 0) + 1);
      return refuse && prompts.size === 2 && !content.includes('P01')
        ? status(400, { error: 'not this one' })
        : counted('I feel that we must choose.')(content);
    });
    const common = { endpoint: server.url, output, kernels: [], limit: 3 };
    const first = await run(common);
    expect(first.manifest.failures).toEqual([
      { probe_id: probe, condition: 'baseline', sample: 0, state: 'refused', why: 'HTTP 400: not this one' },
    ]);
    const line = linesOf(output)[1];
    expect(line).toMatchObject({ id: probe, conditions: {}, failed: { baseline: { state: 'refused', why: 'HTTP 400: not this one' } } });
    expect(first.manifest.conditions[0]?.counts).toEqual({ done: 2, failed: 1, cut: 0, run_on: 0 });
    expect(first.manifest.notes).toEqual(['baseline: 1 response is missing (0 failed, 1 refused).']);
    expect(first.manifest.reproducibility).toBe('remote');
    expect(asksOf(server)).toBe(3);

    refuse = false;
    expect((await run(common)).asked).toBe(0);
    const again = await run({ ...common, retryFailed: true });
    expect(again.asked).toBe(1);
    expect(again.manifest.failures).toEqual([]);
    expect(Object.keys(linesOf(output)[1]?.conditions ?? {})).toEqual(['baseline']);
  });

  test('so many failures stop the run; what was answered is kept', async () => {
    const output = runFile('stopping');
    let asked = 0;
    const server = await endpoint((content) => (++asked <= 2 ? counted('Fine.')(content) : status(422, { error: 'broken' })));
    await expect(run({ endpoint: server.url, output, kernels: [], limit: 9, maxFailures: 3 })).rejects.toThrow(
      /3 responses failed, the last \(P05_[A-Z_]+, baseline\) because: HTTP 422: broken\. The run stops here/,
    );
    const kept = linesOf(runFiles(output).journal).filter(({ type }) => type === 'response');
    expect(kept.map(({ state }) => state)).toEqual(['done', 'done', 'refused', 'refused', 'refused']);
  });

  test('lost and busy requests are asked again without a trace in the run', async () => {
    const output = runFile('flaky');
    let asked = 0;
    const server = await endpoint((content) => (++asked % 2 === 1 ? (asked % 4 === 1 ? dropped : status(503)) : counted('Fine.')(content)));
    const { manifest: made, asked: count } = await run({ endpoint: server.url, output, kernels: [], limit: 3 });
    expect(count).toBe(3);
    expect(made.failures).toEqual([]);
    expect(asked).toBe(6);
  });

  test('a run without any response writes no run file', async () => {
    const output = runFile('nothing');
    const server = await endpoint(() => status(400, { error: 'never' }));
    await expect(run({ endpoint: server.url, output, kernels: [], limit: 2 })).rejects.toThrow(/No response of the run could be had/);
  });
});

describe('texts that went wrong', () => {
  test('end-of-turn tokens as text, and answers cut at the limit, are said in the manifest', async () => {
    const output = runFile('run-on');
    const server = await endpoint(counted('Yes.<|eot_id|><|start_header_id|>user More?', 'length'));
    const { manifest: made } = await run({ endpoint: server.url, output, kernels: [], limit: 6 });
    expect(made.conditions[0]?.counts).toEqual({ done: 6, failed: 0, cut: 6, run_on: 6 });
    expect(made.notes).toEqual([
      'baseline: 6 of 6 responses were cut at 16 new tokens.',
      'baseline: 6 of 6 responses hold an end-of-turn token as text, so the model may have run on past its answer.',
    ]);
    expect((await readJson(runFiles(output).manifest, manifest)).notes).toEqual(made.notes);
  });

  test('what the model thought is kept beside the answer, and not scored', async () => {
    const output = runFile('thinking');
    const server = await endpoint(() => (_, response) => {
      const chunk = (delta: object, finish_reason: string | null) => `data: ${JSON.stringify({ choices: [{ delta, finish_reason }] })}\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${chunk({ reasoning: 'I feel torn.' }, null)}${chunk({ content: 'Plain.' }, 'stop')}data: [DONE]\n\n`);
    });
    await run({ endpoint: server.url, output, kernels: [], limit: 1 });
    expect(linesOf(output)[0]?.conditions?.baseline).toMatchObject({
      response: 'Plain.',
      reasoning: 'I feel torn.',
      heuristic: { first_person: 0 },
    });
  });
});

describe('a chat template elsewhere', () => {
  test('that drops the kernel without a word is found out by its count of tokens', async () => {
    const server = await endpoint((content) =>
      answer('Fine.', 'stop', { prompt_tokens: content.split('\n').at(-1)?.length ?? 0, completion_tokens: 1 }),
    );
    await expect(run({ endpoint: server.url, output: runFile('elsewhere-dropped'), limit: 1 })).rejects.toThrow(/drops the kernel of json/);
  });

  test('that refuses a system message has the kernel before the probe', async () => {
    const output = runFile('elsewhere-refused');
    const server = await scripted((request, response) => {
      if (request.path.endsWith('/models')) return status(200, { data: [{ id: 'made-7b' }] })(request, response);
      const [first] = request.body.messages as { role: string }[];
      return (first?.role === 'system' ? status(400, { error: 'System role not supported' }) : answer('Fine.'))(request, response);
    });
    open.push(server);
    const { manifest: made } = await run({ endpoint: server.url, output, limit: 1 });
    expect(made.conditions[1]).toMatchObject({
      placement: 'user',
      template: 'system message refused: HTTP 400: System role not supported',
    });
    const asked = server.seen.at(-1)?.body.messages as { role: string; content: string }[];
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toHaveProperty('lem_prefix');
    expect(asked[0]?.content).toMatch(/^\{"kernel":"LEK-1".*\}\n\n/s);
  });

  test('a model whose name does not tell its size has to be described', async () => {
    const server = await scripted((request, response) =>
      request.path.endsWith('/models') ? status(200, { data: [{ id: 'mystery' }] })(request, response) : answer('Fine.')(request, response),
    );
    open.push(server);
    await expect(run({ endpoint: server.url, output: runFile('mystery'), kernels: [], limit: 1 })).rejects.toThrow(/--model-info FILE/);
  });
});
