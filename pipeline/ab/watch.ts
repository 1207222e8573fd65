import { endOfTurn } from '../records/index.ts';
import type { Condition, Journal } from './journal.ts';

/** What became of a condition's responses. */
export type Counts = { asked: number; done: number; failed: number; refused: number; cut: number; run_on: number };

/** Counts the responses of each condition: cut at the token limit, holding a literal end-of-turn token. */
export function countsOf({ header, conditions, responses }: Journal): Map<string, Counts> {
  const asked = header.asked.length * header.settings.samples;
  const counts = new Map(conditions.map(({ name }) => [name, { asked, done: 0, failed: 0, refused: 0, cut: 0, run_on: 0 }]));
  for (const response of responses.values()) {
    const of = counts.get(response.condition);
    if (!of) continue;
    of[response.state] += 1;
    if (response.state !== 'done') continue;
    if (response.finish_reason === 'length') of.cut += 1;
    if (endOfTurn(response.response) !== 'none') of.run_on += 1;
  }
  return counts;
}

/** Share of a condition's responses from which something is worth a warning, and the fewest responses to judge by. */
const MANY = 0.1;
const FEWEST = 5;

/** `1 response is`, `3 responses are`. */
export const responses = (n: number): string => (n === 1 ? '1 response is' : `${n.toLocaleString('en')} responses are`);

/**
 * What whoever reads the run should know, a sentence for each condition and thing: many responses that stopped at the token
 * limit, many that hold an end-of-turn token as text. The published Llama 3 run went wrong unseen in just that way.
 */
export function warnings(conditions: readonly Pick<Condition, 'name'>[], counts: ReadonlyMap<string, Counts>, maxTokens: number): string[] {
  return conditions.flatMap(({ name }) => {
    const { done, cut, run_on, failed, refused } = counts.get(name) as Counts;
    const many = (n: number) => done >= FEWEST && n / done >= MANY;
    return [
      ...(many(cut) ? [`${name}: ${cut} of ${done} responses were cut at ${maxTokens} new tokens.`] : []),
      ...(many(run_on)
        ? [`${name}: ${run_on} of ${done} responses hold an end-of-turn token as text, so the model may have run on past its answer.`]
        : []),
      ...(failed + refused > 0 ? [`${name}: ${responses(failed + refused)} missing (${failed} failed, ${refused} refused).`] : []),
    ];
  });
}
