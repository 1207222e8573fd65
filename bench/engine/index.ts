import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { askAll } from '../../pipeline/ab/ask.ts';
import { runAb, scoreOf } from '../../pipeline/ab/index.ts';
import { type Condition, type Header, keyOf } from '../../pipeline/ab/journal.ts';
import { readKernel } from '../../pipeline/ab/kernels.ts';
import { readProbes } from '../../pipeline/ab/probes.ts';
import { messagesOf } from '../../pipeline/ab/template.ts';
import { table } from '../../pipeline/cli/report.ts';
import { type Engine, openLocal } from '../../pipeline/engine/index.ts';
import { inProject } from '../../pipeline/project.ts';
import { ensureEnvironment, pythonVariables } from '../../pipeline/python/index.ts';
import { english, generator } from '../texts.ts';

/**
 * Responses a minute of SmolLM2 on this machine: a plain sequential script, and what the prefix cache, batching and warming
 * make of it, on the same probes, kernels and BLAS: `npm run bench:engine`. Then what this project itself adds to a response.
 *
 *   --probes N (24)  --tokens N (96)  --concurrency N (24)  --model FOLDER  --only greedy|sampled|overhead
 */
const { values } = parseArgs({
  options: {
    probes: { type: 'string', default: '24' },
    tokens: { type: 'string', default: '96' },
    concurrency: { type: 'string', default: '24' },
    model: { type: 'string', default: inProject('models/smollm2-135m') },
    only: { type: 'string' },
  },
});
const [probes, max_tokens, concurrency] = [Number(values.probes), Number(values.tokens), Number(values.concurrency)];

const KERNELS = [
  ['json', 'kernel/axioms-compact.json'],
  ['txt', 'kernel/lek-1-kernel.txt'],
] as const;

const asked = await readProbes(inProject('seeds/P01-P100.json'), { ids: [], limit: probes });
const conditions: Condition[] = [
  { type: 'condition', name: 'baseline', kernel: null, placement: 'none', template: 'bench', rendered: null },
  ...(await Promise.all(
    KERNELS.map(async ([name, file]): Promise<Condition> => {
      const kernel = await readKernel(name, inProject(file));
      return { type: 'condition', name, kernel, placement: 'system', template: 'bench', rendered: null };
    }),
  )),
];
const work = conditions.map((condition) => ({
  condition,
  asks: asked.asked.map(({ id, prompt }) => ({ probe_id: id, prompt, condition: condition.name, sample: 0 })),
}));
const responses = conditions.length * asked.asked.length;

/** Texts in the order of the work, so that what batching and caching change in them is seen. */
type Timed = { name: string; seconds: number; tokens: number; texts: string[] };

/** The plain script, on the same prompts in the same order. */
async function sequential(temperature: number): Promise<Timed> {
  const { python } = await ensureEnvironment();
  const prompts = work.flatMap(({ condition, asks }) => asks.map(({ prompt }) => messagesOf(condition, prompt).messages));
  const { stdout, status } = spawnSync(python, [inProject('bench/engine/sequential.py')], {
    input: JSON.stringify({ model: values.model, max_tokens, temperature, prompts }),
    env: pythonVariables(),
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error('the sequential script failed');
  return { name: 'mlx_lm.generate, one after another', ...(JSON.parse(stdout) as Omit<Timed, 'name'>) };
}

/** The engine of this project, fresh each time, so that nothing is in its cache. */
async function ours(name: string, temperature: number, width: number, how: { warming: boolean }): Promise<Timed> {
  const engine = await openLocal({ model: values.model as string, concurrency: width });
  const settings = { max_tokens, temperature, top_p: null, seed: temperature > 0 ? 1 : null, samples: 1, concurrency: width };
  const header = { settings, template: {} } as unknown as Header;
  let tokens = 0;
  const texts = new Map<string, string>();
  try {
    const began = performance.now();
    await askAll(
      {
        engine: engine as Engine,
        header,
        keep: async (response) => {
          if (response.state !== 'done') throw new Error(response.why);
          tokens += response.completion_tokens ?? 0;
          texts.set(keyOf(response), response.response);
        },
        maxFailures: 1,
        signal: new AbortController().signal,
        warming: how.warming,
      },
      work,
    );
    const seconds = (performance.now() - began) / 1000;
    console.error(`${name}: ${seconds.toFixed(0)} s`);
    return { name, seconds, tokens, texts: work.flatMap(({ asks }) => asks.map((ask) => texts.get(keyOf(ask)) ?? '')) };
  } finally {
    await engine.close();
  }
}

async function compare(title: string, temperature: number): Promise<void> {
  const plain = await sequential(temperature);
  const rows = [
    plain,
    await ours('lem, one at a time: the prefix cache', temperature, 1, { warming: true }),
    await ours(`lem, ${concurrency} at once, kernels not warmed`, temperature, concurrency, { warming: false }),
    await ours(`lem, ${concurrency} at once, kernels warmed`, temperature, concurrency, { warming: true }),
  ];
  console.log(`\n${title}: ${responses} responses, ${max_tokens} new tokens at most`);
  const same = (texts: readonly string[]) => texts.filter((text, i) => text === plain.texts[i]).length;
  const cells = rows.map(({ name, seconds, tokens, texts }) => [
    name,
    `${seconds.toFixed(0)} s`,
    ((responses / seconds) * 60).toFixed(1),
    (tokens / seconds).toFixed(1),
    `${(plain.seconds / seconds).toFixed(2)} times`,
    temperature === 0 ? `${same(texts)} of ${responses}` : '',
  ]);
  console.log(table([['', 'time', 'responses a minute', 'tokens a second', 'of the plain script', 'same text'], ...cells], 'lrrrrr'));
}

/** What of a response's time is this project's: a whole run against a server that answers at once with 4.5 KB. */
async function overhead(): Promise<void> {
  const random = generator(1);
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    if (request.url?.endsWith('/models')) return void response.end(JSON.stringify({ data: [{ id: 'bench-7b' }] }));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunks = (english(4500, random).match(/.{1,5}/gs) ?? []).map(
      (content) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`,
    );
    const usage = { prompt_tokens: 100, completion_tokens: chunks.length };
    response.end(
      `${chunks.join('')}data: ${JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }], usage })}\n\ndata: [DONE]\n\n`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'lem-bench-'));
  try {
    const began: number[] = [];
    await runAb(
      {
        endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        kernels: [],
        prompts: inProject('seeds/P01-P100-rephrased.json'),
        output: join(folder, 'run.jsonl'),
        maxTokens: 1024,
        temperature: 0,
        topP: null,
        seed: 0,
        samples: 1,
        concurrency: 1,
        probes: [],
        baseline: true,
        template: {},
        retryFailed: false,
        maxFailures: 1,
        force: false,
      },
      {
        response: (response) => {
          // As the progress line does.
          if (response.state === 'done') scoreOf(response);
          began.push(performance.now());
        },
      },
      { signal: new AbortController().signal },
    );
    const gaps = began.slice(1).map((at, i) => at - (began[i] as number));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    console.log(
      `\nOf our own, one at a time: ${mean.toFixed(2)} ms a response (protocol, journal with its fsync, score), over ${gaps.length} of 4.5 KB.`,
    );
    console.log('A response of 1,024 tokens at 15 tokens a second takes 68,000 ms; one of 96 tokens 6,400 ms.');
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (!values.only || values.only === 'overhead') await overhead();
if (!values.only || values.only === 'greedy') await compare('greedy', 0);
if (!values.only || values.only === 'sampled') await compare('temperature 0.8, a seed for each response', 0.8);
