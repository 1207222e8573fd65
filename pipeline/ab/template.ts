import { createHash } from 'node:crypto';
import { type ChatRequest, type Engine, Refusal, type Rendered } from '../engine/index.ts';
import { Failure } from '../failure.ts';
import { codePoints } from '../prove.ts';
import { type Message, promptMessages } from '../records/index.ts';
import type { Condition } from './journal.ts';
import type { Kernel } from './kernels.ts';

/** A condition as it was asked for. */
export type Wanted = { name: string; kernel: Kernel | null };

/** How a chat template treats a system message, found out once for a run. */
export type Behaviour = { systemRole: boolean; words: string };

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The messages of a probe in a condition, and how much of the last belongs to the kernel. */
export function messagesOf(
  { kernel, placement }: Pick<Condition, 'kernel' | 'placement'>,
  probe: string,
): { messages: Message[]; prefix?: number } {
  if (!kernel) return { messages: promptMessages({ probe, systemRole: true }) };
  const messages = promptMessages({ kernel: kernel.text, probe, systemRole: placement === 'system' });
  return placement === 'system' ? { messages } : { messages, prefix: codePoints(kernel.text) + 2 };
}

/** Why a dropped kernel ends a run. */
const dropped = (name: string): Failure =>
  new Failure(
    `The model's chat template drops the kernel of ${name} without a word`,
    'Its answers would be those of the baseline. Use a model whose template takes a system message, or refuses it plainly.',
  );

/**
 * Finds out how the model's chat template treats a system message: takes it; refuses it, so that the kernel goes before the
 * probe in the user's message.
 *
 * @throws Failure where it drops the message without a word, or will not render a plain user message
 */
export async function findBehaviour(engine: Engine, wanted: Wanted, probe: string, template: object): Promise<Behaviour> {
  const { kernel, name } = wanted;
  if (!kernel) return { systemRole: true, words: 'no system message' };
  const messages = promptMessages({ kernel: kernel.text, probe, systemRole: true });
  const said = engine.render ? await rendering(engine.render, [messages], template) : await tokensElsewhere(engine, messages, template);
  if (typeof said === 'string') return { systemRole: false, words: `system message refused: ${said}` };
  if (engine.render) {
    if (!(said as Rendered).prompts[0]?.text.includes(kernel.text.trim())) throw dropped(name);
    return { systemRole: true, words: 'system message taken' };
  }
  // From elsewhere there is only a count of tokens: it must grow with the system message.
  const short = promptMessages({ kernel: kernel.text.trim().slice(0, 1), probe, systemRole: true });
  const least = await tokensElsewhere(engine, short, template);
  if (typeof said !== 'number' || typeof least !== 'number')
    return { systemRole: true, words: 'system message taken, by the word of a server that counts no tokens' };
  if (said - least < Math.max(1, kernel.chars / 20)) throw dropped(name);
  return { systemRole: true, words: 'system message taken' };
}

/** Prompts as they are rendered, or the template's words where it refuses. */
async function rendering(render: NonNullable<Engine['render']>, prompts: Message[][], template: object) {
  try {
    return await render(prompts, template);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** How many tokens a server elsewhere counts in a prompt; null where it does not say; its words where it refuses. */
async function tokensElsewhere(engine: Engine, messages: Message[], template: object): Promise<number | null | string> {
  const outcome = await engine.ask(oneToken(messages, template));
  if (outcome.state === 'failed')
    throw new Failure(`The server does not answer: ${outcome.why}`, 'Look after it, and run the command again.');
  return outcome.state === 'refused' ? outcome.why : outcome.prompt_tokens;
}

/** The smallest request: one new token. */
export function oneToken(messages: readonly Message[], template: object, prefix?: number): ChatRequest {
  return { messages, max_tokens: 1, temperature: 0, top_p: null, seed: null, template: template as Record<string, unknown>, prefix };
}

/** A condition set up: where its kernel goes, and one of its prompts as the model receives it. */
export async function setUp(
  engine: Engine,
  wanted: Wanted,
  behaviour: Behaviour,
  probe: { id: string; prompt: string },
  template: object,
): Promise<Condition> {
  const placement = wanted.kernel ? (behaviour.systemRole ? 'system' : 'user') : 'none';
  const words = wanted.kernel ? behaviour.words : 'user message alone';
  const { messages } = messagesOf({ kernel: wanted.kernel, placement }, probe.prompt);
  let rendered: Condition['rendered'] = null;
  if (engine.render) {
    const said = await rendering(engine.render, [messages], template);
    const one = typeof said === 'string' ? undefined : said.prompts[0];
    if (!one)
      throw new Failure(
        `The model's chat template refuses a plain question: ${said}`,
        'Use a model with a chat template for instructions.',
      );
    if (wanted.kernel && !one.text.includes(wanted.kernel.text.trim())) throw dropped(wanted.name);
    rendered = { probe_id: probe.id, text: one.text, sha256: sha256(one.text), tokens: one.tokens };
  }
  return { type: 'condition', name: wanted.name, kernel: wanted.kernel, placement, template: words, rendered };
}
