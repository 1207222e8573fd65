import type { Engine } from '../engine/index.ts';
import { Failure } from '../failure.ts';
import { InputError } from '../records/index.ts';
import { quantile } from '../stats/index.ts';
import type { Ask, Condition, Header, Response } from './journal.ts';
import { messagesOf } from './template.ts';

/** Work that is ahead: a condition and what of it is to be asked. */
export type Work = { condition: Condition; asks: readonly Ask[] };

/** How much work a condition is. */
export type Ahead = {
  condition: string;
  responses: number;
  /** Tokens of all its prompts, and of the longest; null of a server elsewhere. */
  prompt_tokens: number | null;
  longest_prompt: number | null;
  /** Tokens that its prompts have in common, worked through once. */
  shared_tokens: number | null;
  /** New tokens at most. */
  new_tokens: number;
};

/** Counts the tokens of every prompt that is ahead. */
export async function lookAhead(engine: Engine, { template, settings }: Header, work: readonly Work[]): Promise<Ahead[]> {
  const ahead: Ahead[] = [];
  for (const { condition, asks } of work) {
    if (asks.length === 0) continue;
    const prompts = asks.map(({ prompt }) => messagesOf(condition, prompt).messages);
    const rendered = await engine.render?.(prompts, template);
    const tokens = rendered?.prompts.map((prompt) => prompt.tokens);
    ahead.push({
      condition: condition.name,
      responses: asks.length,
      prompt_tokens: tokens ? tokens.reduce((sum, n) => sum + n, 0) : null,
      longest_prompt: tokens ? Math.max(...tokens) : null,
      shared_tokens: rendered && condition.kernel ? rendered.shared : rendered ? 0 : null,
      new_tokens: asks.length * settings.max_tokens,
    });
  }
  return ahead;
}

/**
 * Whether what is ahead fits the model's context. @returns a warning for each condition whose answers may come up against its end
 * @throws InputError where a prompt alone does not fit
 */
export function checkContext(ahead: readonly Ahead[], context: number | null | undefined, { settings, given }: Header): string[] {
  if (!context) return [];
  const over = ahead.filter(({ longest_prompt }) => (longest_prompt ?? 0) >= context);
  if (over.length > 0) {
    const what = over.map(({ condition, longest_prompt }) => `a prompt of ${condition} has ${longest_prompt} tokens`).join('; ');
    throw new InputError({
      file: given,
      what: `${what}; the model's context holds ${context}`,
      todo: 'Leave the condition out, or use a shorter kernel.',
    });
  }
  return ahead
    .filter(({ longest_prompt }) => (longest_prompt ?? 0) + settings.max_tokens > context)
    .map(
      ({ condition, longest_prompt }) =>
        `${condition}: ${longest_prompt} tokens of prompt and ${settings.max_tokens} new ones exceed the context of ${context}.`,
    );
}

/** Measured by a few requests whose answers are thrown away. */
export type Pilot = {
  /** Tokens of prompts a second; null where the server does not count them. */
  prompt_rate: number | null;
  /** Seconds for the prompts of as many probes as are asked at once. */
  prompts: number;
  /** Seconds for one new token of each of them. */
  step: number;
};

/** New tokens of a pilot's longer round. */
const STEPS = 12;

/** Asks as many probes at once as the run will, once for one token and once for a few. @throws Failure where one is not answered */
export async function pilot(
  engine: Engine,
  { settings, template }: Header,
  { condition, asks }: Work,
  signal?: AbortSignal,
): Promise<Pilot> {
  const some = asks.slice(0, settings.concurrency);
  const round = async (max_tokens: number) => {
    const began = performance.now();
    const outcomes = await Promise.all(
      some.map(({ prompt }) => {
        const request = { ...messagesOf(condition, prompt), max_tokens, temperature: 0, top_p: null, seed: null, template };
        return engine.ask(request, signal);
      }),
    );
    const done = outcomes.flatMap((outcome) => (outcome.state === 'done' ? [outcome] : []));
    const missing = outcomes.find((outcome) => outcome.state !== 'done');
    if (done.length === 0)
      throw new Failure(
        `The model does not answer: ${missing && 'why' in missing ? missing.why : 'nothing came'}`,
        'See its log with --verbose.',
      );
    return { seconds: (performance.now() - began) / 1000, done };
  };
  const short = await round(1);
  const long = await round(1 + STEPS);
  const fresh = short.done.map(({ prompt_tokens, cached_tokens }) =>
    prompt_tokens === null ? null : prompt_tokens - (cached_tokens ?? 0),
  );
  const counted = fresh.every((n) => n !== null);
  const steps = Math.max(1, ...long.done.map(({ completion_tokens }) => (completion_tokens ?? 1 + STEPS) - 1));
  return {
    prompt_rate: counted ? (fresh as number[]).reduce((sum, n) => sum + n, 0) / short.seconds : null,
    prompts: short.seconds,
    step: Math.max(0, long.seconds - short.seconds) / steps,
  };
}

/** Seconds that the work takes at most, by a pilot: every answer as long as it may be, and as many rounds as there are of so many at once. */
export function estimate(ahead: readonly Ahead[], { prompt_rate, prompts, step }: Pilot, { settings }: Header): number {
  return ahead.reduce((sum, { responses, shared_tokens }) => {
    const rounds = Math.ceil(responses / settings.concurrency);
    const kernel = prompt_rate && shared_tokens ? shared_tokens / prompt_rate : 0;
    return sum + kernel + rounds * (prompts + (settings.max_tokens - 1) * step);
  }, 0);
}

/** Fewest answers that tell how long others will take. */
const TELLING = 20;

/**
 * Seconds that the work takes at most, by the answers that the run has: the median time of a token of theirs, prompts and waiting
 * included. Unlike a pilot it costs nothing.
 *
 * @returns null where too few answers have their tokens counted
 */
export function estimateByAnswers(ahead: readonly Ahead[], responses: Iterable<Response>, { settings }: Header): number | null {
  const times = [...responses].flatMap((of) => (of.state === 'done' && of.completion_tokens ? [of.time_s / of.completion_tokens] : []));
  if (times.length < TELLING) return null;
  const rounds = ahead.reduce((sum, of) => sum + Math.ceil(of.responses / settings.concurrency), 0);
  return rounds * settings.max_tokens * quantile(times, 0.5);
}
