import * as z from './zod.ts';

/** A message of a chat. */
export const message = z.looseObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });

/**
 * A line of training data as mlx_lm reads it: an optional system message, then user and assistant in turn, the assistant
 * last. (Without a user turn, or with two of one kind in a row, mlx_lm stops with a bare traceback.)
 */
export const chatLine = z.looseObject({ messages: z.array(message).min(2) }).superRefine(({ messages }, ctx) => {
  const turns = messages[0]?.role === 'system' ? messages.slice(1) : messages;
  const fail = (message: string) => ctx.addIssue({ code: 'custom', path: ['messages'], message });
  if (turns.length === 0 || turns.length % 2 === 1) fail('must pair each user message with an answer, after an optional system message');
  else if (!turns.every(({ role }, i) => role === (i % 2 === 0 ? 'user' : 'assistant')))
    fail('must go user, assistant in turn, after an optional system message');
});

export type ChatLine = z.output<typeof chatLine>;
