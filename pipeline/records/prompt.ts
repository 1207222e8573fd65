import type { message } from './chat.ts';
import type * as z from './zod.ts';

export type Message = z.output<typeof message>;

/**
 * The messages that a condition of a run sends: the probe alone as the user's message at baseline, the kernel's whole text as the
 * system message before it otherwise. Where the model's chat template refuses a system message, kernel, two line feeds and probe go
 * as one user message. Nothing is trimmed or added.
 *
 * @param kernel text of the kernel's file as it stands; undefined at baseline
 * @param systemRole whether the chat template takes a system message
 */
export function promptMessages({ kernel, probe, systemRole }: { kernel?: string; probe: string; systemRole: boolean }): Message[] {
  if (kernel === undefined) return [{ role: 'user', content: probe }];
  if (!systemRole) return [{ role: 'user', content: `${kernel}\n\n${probe}` }];
  return [
    { role: 'system', content: kernel },
    { role: 'user', content: probe },
  ];
}
