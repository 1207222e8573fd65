import { conditionName, count, edition, fileName, id, moment, probeId, probeSet, relativePath, sha256, unique } from './names.ts';
import * as z from './zod.ts';

/**
 * `NAME.manifest.json`, beside each run: what made its rows. Fields not named here are kept.
 */

/** What a model is: part of a run's manifest, and the whole of the `lem-model.json` that lies in a model's folder. */
export const model = z
  .looseObject({
    model_id: id,
    name: z.string().min(1),
    family: z.string().min(1),
    version: z.string().min(1),
    /** Parameters in billions. */
    params_b: z.number().positive(),
    /** `lek`: tuned on the axioms. */
    kind: z.enum(['base', 'lek']),
    /** The model that a LEK model was tuned from. */
    base_model_id: id.nullable(),
    hf_id: z.string().min(1).nullable(),
    /** Revision on the hub, where the weights came from there. */
    hf_revision: z.string().min(1).optional(),
    weights_sha256: sha256.optional(),
    config_sha256: sha256.optional(),
    tokenizer_sha256: sha256.optional(),
    adapter_sha256: sha256.optional(),
  })
  .refine((of) => of.kind === 'lek' || of.base_model_id === null, {
    path: ['base_model_id'],
    error: 'must be null on a model of kind "base"',
  });

/** Which wording the probes had; `local`: one that only the lines of this run hold. */
const wording = z.enum([...edition.options, 'local']);

const settings = z.looseObject({
  /** New tokens at most. */
  max_tokens: z.int().min(1),
  /** 0 is greedy. */
  temperature: z.number().min(0),
  /** Null where it was not recorded or, being greedy, does not matter. */
  top_p: z.number().gt(0).max(1).nullable(),
  seed: z.int().nullable(),
  /** Responses to each probe in each condition. */
  samples: z.int().min(1),
  /** Requests in flight at once. */
  concurrency: z.int().min(1),
});

const kernel = z.looseObject({
  kernel_id: id,
  sha256,
  /** Code points. */
  chars: count,
  /** `local`: a text that only this run names. */
  edition: z.enum(['restated', 'original', 'local']),
});

const condition = z
  .looseObject({
    name: conditionName,
    kernel: kernel.nullable(),
    /** Where the kernel went: nowhere, in the system message, or before the probe in the user message; null where nobody recorded it. */
    placement: z.enum(['none', 'system', 'user']).nullable(),
    /** One whole prompt as the model received it. */
    rendered_prompt: z.string().optional(),
    rendered_prompt_sha256: sha256.optional(),
    /** How the chat template behaved, in words: `system message refused`. */
    template: z.string().optional(),
    /** Responses had, failed, cut at the token limit (null where nobody recorded why they ended), holding a literal end-of-turn token. */
    counts: z.looseObject({ done: count, failed: count, cut: count.nullable(), run_on: count }).optional(),
  })
  .superRefine(({ name, kernel, placement }, ctx) => {
    const fail = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message });
    if (placement !== null && (kernel === null) !== (placement === 'none'))
      fail('placement', 'must be "none" without a kernel, and only then');
    if (name === 'baseline' && kernel !== null) fail('kernel', 'must be null in the condition "baseline"');
  });

/** How far a run can be made again, by name. */
export const reproducibility = z.enum(['exact', 'greedy-batched', 'seeded-batched', 'remote']);

const REPRODUCIBLE_BY: Record<z.output<typeof reproducibility>, { rule: string; holds(of: z.output<typeof settings>): boolean }> = {
  exact: { rule: 'greedy (temperature 0), one request at a time', holds: (of) => of.temperature === 0 && of.concurrency === 1 },
  'greedy-batched': {
    rule: 'greedy (temperature 0), several requests at a time',
    holds: (of) => of.temperature === 0 && of.concurrency > 1,
  },
  'seeded-batched': { rule: 'a temperature above 0 and a seed', holds: (of) => of.temperature > 0 && of.seed !== null },
  remote: { rule: 'anything', holds: () => true },
};

/** A run's manifest. Its ids, its conditions and its level of reproducibility agree with what else it says. */
export const manifest = z
  .looseObject({
    format: z.literal(1),
    run_id: id,
    source: z.enum(['local', 'imported']),
    model,
    probe_set: probeSet,
    probes: z.looseObject({ edition: wording, file: relativePath, sha256 }),
    settings,
    engine: z.looseObject({ name: z.string().min(1), version: z.string().min(1).nullable() }),
    /** In the order of the run; `baseline` first where it is there. */
    conditions: z.array(condition).min(1),
    scorer: z.looseObject({ version: z.string().min(1), sha256 }),
    /** Null where nobody recorded how the run was made. */
    reproducibility: reproducibility.nullable(),
    jsonl: z.looseObject({ file: fileName, bytes: count, sha256 }),
    started: moment.optional(),
    ended: moment.optional(),
    /** Each time the run stopped and was taken up again; `stopped` is the time of the last response before. */
    interruptions: z.array(z.looseObject({ stopped: moment.nullable(), resumed: moment })).optional(),
    /** Responses that could not be had. */
    failures: z.array(z.looseObject({ probe_id: probeId, condition: conditionName, sample: count, why: z.string().min(1) })).optional(),
    /** Operating system, processor, memory: what may change the text. Nothing that names a person or a host. */
    machine: z.looseObject({}).optional(),
    /** What a reader of the run should know, a sentence each. */
    notes: z.array(z.string().min(1)).optional(),
  })
  .superRefine((of, ctx) => {
    const fail = (path: PropertyKey[], message: string) => ctx.addIssue({ code: 'custom', path, message });
    const due = runId(of.model.model_id, of.probe_set, of.source);
    if (of.run_id !== due && !of.run_id.startsWith(`${due}.`))
      fail(['run_id'], `must be ${due}, alone or with a "." and a tag after it; found ${of.run_id}`);
    unique(
      of.conditions,
      ({ name }) => name,
      (i) => ['conditions', i, 'name'],
      ctx,
    );
    if (of.conditions.findIndex(({ name }) => name === 'baseline') > 0) fail(['conditions'], 'must begin with "baseline"');
    const level = of.reproducibility === null ? undefined : REPRODUCIBLE_BY[of.reproducibility];
    if (level && !level.holds(of.settings))
      fail(['reproducibility'], `"${of.reproducibility}" means ${level.rule}; the settings say otherwise`);
    if (of.source === 'local') {
      if (of.reproducibility === null) fail(['reproducibility'], 'must be known of a run made here');
      const blank = of.conditions.findIndex(({ placement }) => placement === null);
      if (blank !== -1) fail(['conditions', blank, 'placement'], 'must be known of a run made here');
    }
    const names = new Set(of.conditions.map(({ name }) => name));
    for (const [i, { condition }] of (of.failures ?? []).entries()) {
      if (!names.has(condition)) fail(['failures', i, 'condition'], `names no condition of the run: ${condition}`);
    }
    if (of.started && of.ended && Date.parse(of.ended) < Date.parse(of.started)) fail(['ended'], 'must not be before started');
  });

export type Model = z.output<typeof model>;
export type Manifest = z.output<typeof manifest>;
export type Reproducibility = z.output<typeof reproducibility>;
export type RunSource = Manifest['source'];

/** Id of a run: `<model>.<set>` for a published one, `<model>.<set>.<source>` for others. */
export function runId(modelId: string, set: string, source: 'published' | RunSource): string {
  return source === 'published' ? `${modelId}.${set}` : `${modelId}.${set}.${source}`;
}
