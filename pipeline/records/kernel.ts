import { unique } from './names.ts';
import * as z from './zod.ts';

const kebab = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'must be in kebab-case');

/** One of the five axioms. */
export const axiom = z.looseObject({
  id: z.int().min(1).max(5),
  name: kebab,
  statement: z.string().min(1),
  function: kebab,
  resolution: z.string().min(1),
});

/**
 * A structured kernel (`axioms.json`). Every other kernel is a text to this project, whatever its form: what a model is
 * given is always the raw text of the file.
 */
export const axiomsKernel = z
  .looseObject({
    framework: z.string().min(1),
    version: z.string().min(1),
    license: z.string().min(1).optional(),
    licence: z.string().min(1).optional(),
    origin: z.string().min(1),
    meta: z.looseObject({
      /** The axiom that outranks the others, by number or in words. */
      override: z.union([z.int(), z.string()]),
      /** The five in their order, by number or in words. */
      hierarchy: z.array(z.union([z.int(), z.string()])).length(5),
    }),
    axioms: z.array(axiom).length(5),
  })
  .superRefine((kernel, ctx) => {
    if (kernel.license === undefined && kernel.licence === undefined)
      ctx.addIssue({ code: 'custom', path: ['licence'], message: 'is missing' });
    unique(
      kernel.axioms,
      ({ id }) => String(id),
      (i) => ['axioms', i, 'id'],
      ctx,
    );
  });

export type AxiomsKernel = z.output<typeof axiomsKernel>;
