import { probeId, unique } from './names.ts';
import * as z from './zod.ts';

/** The three ways a probe is rephrased, with what each adds to its id. */
export const REPHRASINGS = { perspective: '_R_PERS', urgency: '_R_URGE', cultural: '_R_CULT' } as const;

export type Rephrasing = keyof typeof REPHRASINGS;

/** A probe of a probe file (`seeds/*.json`); a rephrased one says of which, and how. */
export const probe = z.looseObject({
  id: probeId,
  domain: z.string().min(1).optional(),
  category: z.string().min(1).optional(),
  prompt: z.string().min(1),
  source_probe: probeId.optional(),
  rephrase_type: z.enum(Object.keys(REPHRASINGS) as Rephrasing[]).optional(),
});

export type Probe = z.output<typeof probe>;

/**
 * A probe file: a list of probes, no id twice. A rephrased probe follows its source in the file, carries the id that its
 * kind gives it, and ends in a blank line and the source's prompt.
 */
export const probeFile = z
  .array(probe)
  .min(1)
  .superRefine((probes, ctx) => {
    unique(
      probes,
      ({ id }) => id,
      (i) => [i, 'id'],
      ctx,
    );
    const before = new Map<string, Probe>();
    for (const [i, { source_probe, rephrase_type, id, prompt }] of probes.entries()) {
      const fail = (field: string, message: string) => ctx.addIssue({ code: 'custom', path: [i, field], message });
      if ((source_probe === undefined) !== (rephrase_type === undefined))
        fail('id', 'has one of source_probe and rephrase_type, and needs both or neither');
      if (source_probe !== undefined && rephrase_type !== undefined) {
        const due = `${source_probe}${REPHRASINGS[rephrase_type]}`;
        const source = before.get(source_probe);
        if (id !== due) fail('id', `must be ${due}, by its source and kind; found ${id}`);
        if (!source) fail('source_probe', `must be a probe that stands before it; ${source_probe} does not`);
        else if (!prompt.endsWith(`\n\n${source.prompt}`)) fail('prompt', 'must end in a blank line and the prompt of its source');
      }
      before.set(id, probes[i] as Probe);
    }
  });

/** What a run groups a probe by: its category, else its domain, in lower case; `uncategorised` where it has neither. */
export function categoryOf({ category, domain }: { category?: string | undefined; domain?: string | undefined }): string {
  return (category ?? domain ?? 'uncategorised').toLowerCase();
}
