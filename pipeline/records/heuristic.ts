import { SIGNALS, type Signal } from '../scorer/index.ts';
import { count } from './names.ts';
import { tenths } from './round.ts';
import * as z from './zod.ts';

/** A signal's value: one of the few that its definition lists (degeneration: 0, 0.5, 1), or a count. */
export const signalValues = Object.fromEntries(
  SIGNALS.map(({ name, values }) => [
    name,
    values ? z.number().refine((value) => values.includes(value), `must be one of ${values.join(', ')}`) : count,
  ]),
) as Record<Signal, z.ZodNumber>;

/** A v2 score: points, exact in tenths. */
export const score = z.number().refine((value) => tenths(value) !== undefined, 'must be a whole number of tenths');

/** What the v2 scorer counted: the 14 signals by name, then the score again. */
export const heuristicV2 = z.looseObject({ ...signalValues, lek_score: score });

/**
 * What scorers before v2 recorded: fewer signals, none of them of content, counted by other rules. Only their kind is
 * checked; the response beside them can be scored again.
 */
export const heuristicV1 = z.looseObject({ lek_score: z.number().optional() }).superRefine((heuristic, ctx) => {
  const known = SIGNALS.filter(({ name }) => Object.hasOwn(heuristic, name));
  if (known.length === 0) ctx.addIssue({ code: 'custom', message: "holds none of the scorer's signals" });
  for (const { name } of known) {
    if (typeof heuristic[name] !== 'number' && typeof heuristic[name] !== 'boolean') {
      ctx.addIssue({ code: 'custom', path: [name], message: 'must be a number' });
    }
  }
});

export type HeuristicV1 = z.output<typeof heuristicV1>;
export type HeuristicV2 = z.output<typeof heuristicV2>;

/** Which scorer wrote a heuristic: v2 where it holds any signal of content, else v1. */
export function heuristicVersion(heuristic: object): 'v1' | 'v2' {
  return SIGNALS.some(({ name, group }) => group === 'content' && Object.hasOwn(heuristic, name)) ? 'v2' : 'v1';
}
