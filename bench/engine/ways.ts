import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { askAll } from '../../pipeline/ab/ask.ts';
import type { Work } from '../../pipeline/ab/estimate.ts';
import { type Ask, type Header, keyOf } from '../../pipeline/ab/journal.ts';
import { messagesOf } from '../../pipeline/ab/template.ts';
import { type Engine, openLocal } from '../../pipeline/engine/index.ts';
import { inProject } from '../../pipeline/project.ts';
import { ensureEnvironment, pythonVariables } from '../../pipeline/python/index.ts';
import type { SpeedWay, Way } from '../../pipeline/records/speed.ts';
import { score } from '../../pipeline/scorer/index.ts';

/** What is asked of a way: the model's folder, the questions, how long an answer may be and how it is drawn. */
export type Task = { model: string; work: readonly Work[]; max_tokens: number; temperature: number; seed: number | null };

/** A text and its number of tokens. */
type Had = { text: string; tokens: number };

const answerOf = ({ probe_id, condition }: Ask, { text, tokens }: Had): SpeedWay['answers'][number] => ({
  probe_id,
  condition,
  sha256: createHash('sha256').update(text).digest('hex'),
  tokens,
  lek_score: score(text).lek_score,
});

/** One call of `mlx_lm.generate` after another, the whole prompt each time, on the same BLAS. */
export async function plainScript({ model, work, max_tokens, temperature }: Task): Promise<SpeedWay> {
  const { python } = await ensureEnvironment();
  const asks = work.flatMap((of) => of.asks);
  const prompts = work.flatMap(({ condition, asks }) => asks.map(({ prompt }) => messagesOf(condition, prompt).messages));
  const { stdout, status } = spawnSync(python, [inProject('bench/engine/sequential.py')], {
    input: JSON.stringify({ model, max_tokens, temperature, prompts }),
    env: pythonVariables(),
    stdio: ['pipe', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error('the sequential script failed');
  const { seconds, answers } = JSON.parse(stdout) as { seconds: number; answers: Had[] };
  return { way: 'script', concurrency: 1, seconds, answers: asks.map((ask, i) => answerOf(ask, answers[i] as Had)) };
}

/** The engine of this project, fresh each time, so that nothing is in its cache; `facts` is told what it is. */
export async function ours(
  way: Exclude<Way, 'script'>,
  concurrency: number,
  { model, work, max_tokens, temperature, seed }: Task,
  facts: (of: Engine['facts']) => void,
): Promise<SpeedWay> {
  const engine = await openLocal({ model, concurrency });
  facts(engine.facts);
  const settings = { max_tokens, temperature, top_p: null, seed, samples: 1, concurrency };
  const had = new Map<string, Had>();
  try {
    const began = performance.now();
    await askAll(
      {
        engine,
        // Of a header, asking reads the settings and the template's arguments.
        header: { settings, template: {} } as unknown as Header,
        keep: async (response) => {
          if (response.state !== 'done') throw new Error(response.why);
          had.set(keyOf(response), { text: response.response, tokens: response.completion_tokens ?? 0 });
        },
        maxFailures: 1,
        signal: new AbortController().signal,
        warming: way !== 'batched',
      },
      work,
    );
    const seconds = (performance.now() - began) / 1000;
    console.error(`${way}: ${seconds.toFixed(0)} s`);
    const asks = work.flatMap((of) => of.asks);
    return { way, concurrency, seconds, answers: asks.map((ask) => answerOf(ask, had.get(keyOf(ask)) as Had)) };
  } finally {
    await engine.close();
  }
}
