import { conditionName, count, id, moment, probeId, sha256 } from './names.ts';
import * as z from './zod.ts';

/**
 * `bench/engine/measured.json`: how fast the engine was on one machine beside a plain script, and what asking in that way changed in
 * the answers. Written by `npm run bench:engine -- --record`.
 */

/** What came back to one question. */
const answer = z.looseObject({ probe_id: probeId, condition: conditionName, sha256, tokens: count, lek_score: z.number() });

/** The ways of asking: the plain script's, then each with one more of what this project does. */
export const WAYS = ['script', 'one', 'batched', 'warmed'] as const;

const way = z.looseObject({
  way: z.enum(WAYS),
  /** Requests in flight at once. */
  concurrency: z.int().min(1),
  /** Seconds from the first question to the last answer, the model loaded. */
  seconds: z.number().positive(),
  /** In the order of the conditions, and of the probes in each. */
  answers: z.array(answer).min(1),
});

export const speed = z
  .looseObject({
    format: z.literal(1),
    model_id: id,
    weights_sha256: sha256,
    probes: count,
    max_tokens: z.int().min(1),
    engine: z.looseObject({ name: z.string(), version: z.string().nullable() }),
    scorer_version: z.string().min(1),
    machine: z.looseObject({ processor: z.string(), cores: count }),
    parts: z
      .array(z.looseObject({ temperature: z.number().min(0), seed: z.int().nullable(), measured: moment, ways: z.array(way).min(2) }))
      .min(1),
    /** What is this project's own of each response at one request at a time: protocol, journal, score. */
    overhead: z.looseObject({ responses: z.int().min(1), chars: count, milliseconds: z.number().positive() }),
  })
  .superRefine(({ parts }, ctx) => {
    for (const [p, { ways }] of parts.entries()) {
      const asked = ways.map(({ answers }) => answers.map(({ probe_id, condition }) => `${probe_id} ${condition}`).join());
      const other = asked.findIndex((of) => of !== asked[0]);
      if (other !== -1)
        ctx.addIssue({
          code: 'custom',
          path: ['parts', p, 'ways', other, 'answers'],
          message: 'must answer the questions of the first way',
        });
    }
  });

export type Speed = z.output<typeof speed>;
export type SpeedPart = Speed['parts'][number];
export type SpeedWay = SpeedPart['ways'][number];
export type Way = (typeof WAYS)[number];
