import { createHash } from 'node:crypto';
import type { Engine, Outcome } from '../engine/index.ts';
import { Failure } from '../failure.ts';
import type { Work } from './estimate.ts';
import type { Ask, Header, Response } from './journal.ts';
import { messagesOf, oneToken } from './template.ts';

/** A moment as it is written: ISO 8601 with the offset `+00:00`. */
export const moment = (time = new Date()): string => time.toISOString().replace('Z', '+00:00');

/** The seed of one response: of the run's seed and of what is asked, 31 bits, so that every server takes it. */
export function seedOf(seed: number, { probe_id, condition, sample }: Ask): number {
  const hash = createHash('sha256').update(`${seed} ${probe_id} ${condition} ${sample}`).digest();
  return hash.readUInt32BE(0) >>> 1;
}

export type Asking = {
  engine: Engine;
  header: Header;
  /** Keeps a response; resolves when it is on the disk. */
  keep(response: Response): Promise<void>;
  /** Failures after which the run stops. */
  maxFailures: number;
  signal: AbortSignal;
  onCondition?: (work: Work) => void;
  /** Whether kernels are worked through alone first. Default true; without it the bench shows what that is worth. */
  warming?: boolean;
};

/**
 * Asks condition by condition, so many at once as the run says. A kernel is worked through once, alone, before its condition
 * begins: else each of the first requests would do it for itself.
 *
 * @throws Failure where too many fail, RequestError of kind `aborted` where the signal says so; what was answered is kept
 */
export async function askAll(
  { engine, header, keep, maxFailures, signal, onCondition, warming = true }: Asking,
  work: readonly Work[],
): Promise<void> {
  let failures = 0;
  for (const each of work) {
    if (each.asks.length === 0) continue;
    onCondition?.(each);
    if (warming) await warm(engine, header, each, signal);
    await pool(each.asks, header.settings.concurrency, signal, async (ask, stop) => {
      const outcome = await engine.ask(requestOf(header, each, ask), stop);
      await keep(responseOf(ask, outcome));
      if (outcome.state === 'done') return;
      failures += 1;
      if (failures < maxFailures) return;
      throw new Failure(
        `${failures} responses failed, the last (${ask.probe_id}, ${ask.condition}) because: ${outcome.why}`,
        'The run stops here, and what was answered is kept. Mend the cause; the same command with --retry-failed goes on.',
      );
    });
  }
}

/** Works through a condition's kernel once. What goes wrong here goes wrong again where it is asked in earnest, and is told there. */
async function warm(engine: Engine, { template }: Header, { condition, asks }: Work, signal: AbortSignal): Promise<void> {
  const [first] = asks;
  if (!condition.kernel || !first) return;
  const { messages, prefix } = messagesOf(condition, first.prompt);
  await engine.ask(oneToken(messages, template, prefix), signal);
}

function requestOf({ settings, template }: Header, { condition }: Work, ask: Ask) {
  const { max_tokens, temperature, top_p, seed } = settings;
  const drawn = temperature > 0 && seed !== null ? seedOf(seed, ask) : null;
  return { ...messagesOf(condition, ask.prompt), max_tokens, temperature, top_p, seed: drawn, template };
}

function responseOf({ probe_id, condition, sample }: Ask, outcome: Outcome): Response {
  const place = { type: 'response' as const, probe_id, condition, sample };
  if (outcome.state !== 'done') return { ...place, state: outcome.state, why: outcome.why, time_s: 0, ts: moment() };
  const { text, reasoning, finish_reason, prompt_tokens, completion_tokens, seconds } = outcome;
  return {
    ...place,
    state: 'done',
    response: text.toWellFormed(),
    ...(reasoning ? { reasoning: reasoning.toWellFormed() } : {}),
    finish_reason,
    prompt_tokens,
    completion_tokens,
    time_s: Math.round(seconds * 10) / 10,
    ts: moment(),
  };
}

/** Runs a step over items, so many at once, in their order. The first error stops the others, and is thrown when all have ended. */
async function pool<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  step: (item: T, stop: AbortSignal) => Promise<void>,
): Promise<void> {
  const failing = new AbortController();
  const stop = AbortSignal.any([signal, failing.signal]);
  const waiting = items.values();
  let first: { error: unknown } | undefined;
  const worker = async () => {
    for (const item of waiting) {
      if (stop.aborted) return;
      try {
        await step(item, stop);
      } catch (error) {
        first ??= { error };
        failing.abort();
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  signal.throwIfAborted();
  if (first) throw first.error;
}
