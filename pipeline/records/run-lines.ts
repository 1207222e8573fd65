import { check, type Place } from './check.ts';
import { InputError, shown } from './error.ts';
import { heuristicV1, heuristicV2, heuristicVersion } from './heuristic.ts';
import type { JsonObject } from './jsonl.ts';
import { conditionName, count, moment, probeId } from './names.ts';
import * as z from './zod.ts';

/** The lines of an A/B run. Fields not named here are kept. */

const hundredths = z.number().refine((value) => Math.round(value * 100) / 100 === value, 'must have two decimals at most');

const resultFields = {
  /** The whole text. */
  response: z.string(),
  /** Length of the response in code points. */
  chars: count,
  /** Seconds. */
  time_s: z.number().min(0),
  /** Why generation stopped, as the server said it; not in published runs. */
  finish_reason: z.string().nullable().optional(),
  prompt_tokens: count.nullable().optional(),
  completion_tokens: count.nullable().optional(),
  /** The score that an older scorer gave, where the line was scored again. */
  lek_score_v1: z.number().optional(),
};

/** A result scored by v2: its two scores are the same, exact in tenths. */
export const resultV2 = z
  .looseObject({ ...resultFields, lek_score: z.number(), heuristic: heuristicV2 })
  .refine((result) => result.lek_score === result.heuristic.lek_score, { path: ['lek_score'], error: 'differs from heuristic.lek_score' });

/** A result scored by an older scorer. */
export const resultV1 = z.looseObject({ ...resultFields, lek_score: z.number(), heuristic: heuristicV1 });

export type ResultV1 = z.output<typeof resultV1>;
export type ResultV2 = z.output<typeof resultV2>;
export type RunResult = ResultV1 | ResultV2;

/** Whether a result was scored by v2. */
export function isV2(result: RunResult): result is ResultV2 {
  return heuristicVersion(result.heuristic) === 'v2';
}

/** A response that could not be had: why. Such a condition is missing from `conditions`, never scored as an empty text. */
export const failure = z.looseObject({ why: z.string().min(1) });

const probeFields = z.looseObject({
  type: z.literal('probe'),
  id: probeId,
  category: z.string().min(1),
  prompt: z.string().min(1),
  conditions: z.record(z.string(), z.looseObject({ heuristic: z.looseObject({}) })),
  /** Which of several samples of one probe, from 0; absent where there is one. */
  sample: count.optional(),
  /** Conditions without a response, with the reason; not in published runs. */
  failed: z.record(z.string(), failure).optional(),
  ts: moment,
});

/** One probe of a run, with what each condition gave. */
export type ProbeLine = {
  type: 'probe';
  id: string;
  category: string;
  prompt: string;
  conditions: Record<string, RunResult>;
  sample?: number | undefined;
  failed?: Record<string, z.output<typeof failure>> | undefined;
  ts: string;
  [field: string]: unknown;
};

/** Check a `probe` line: its fields, and each result by the scorer that wrote it. @throws InputError */
export function checkProbeLine(value: unknown, place: Place): ProbeLine {
  const line = check(probeFields, value, place);
  for (const name of conditionsOf(line)) check(conditionName, name, { ...place, at: 'the name of a condition' });
  for (const [name, result] of Object.entries(line.conditions)) {
    const schema: z.ZodType = heuristicVersion(result.heuristic) === 'v2' ? resultV2 : resultV1;
    check(schema, result, { ...place, at: `conditions.${name}` });
  }
  // Each result has just been held against the schema of its scorer.
  return line as z.output<typeof probeFields> & { conditions: Record<string, RunResult> };
}

/** The conditions that a line answers for: those with a result, then those that failed. */
export function conditionsOf(line: { conditions: object; failed?: object | undefined }): string[] {
  return [...Object.keys(line.conditions), ...Object.keys(line.failed ?? {})];
}

/** The last line of a finished run. */
export const summaryLine = z.looseObject({
  type: z.literal('summary'),
  /** As given to the runner: a Hugging Face id or a path. */
  model: z.string().min(1),
  total_probes: count,
  conditions: z.array(
    z.looseObject({
      name: conditionName,
      /** Mean score, two decimals. */
      avg_lek: hundredths,
      improved: count,
      regressed: count,
      unchanged: count,
      /** Difference of the two rounded averages; not on the baseline. */
      delta_vs_baseline: hundredths.optional(),
    }),
  ),
  /** Category, then condition: mean score, two decimals. */
  categories: z.record(z.string(), z.record(z.string(), hundredths)),
  /** Whole seconds and an `s`: `902s`. */
  duration: z.string().regex(/^\d+s$/, 'must be whole seconds and "s"'),
  max_tokens: z.int().min(1),
  ts: moment,
});

export type SummaryLine = z.output<typeof summaryLine>;

/** Check a line of a run file, of either type. @throws InputError */
export function checkRunLine(value: JsonObject, place: Place): ProbeLine | SummaryLine {
  if (value.type === 'probe') return checkProbeLine(value, place);
  if (value.type === 'summary') return check(summaryLine, value, place);
  const todo = 'Take the line out, or check that the file is an A/B run.';
  throw new InputError({ file: place.file, line: place.line, what: `type must be "probe" or "summary"; found ${shown(value.type)}`, todo });
}
