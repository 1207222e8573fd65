import { chatLine } from './chat.ts';
import { check, type Place } from './check.ts';
import { InputError, shown } from './error.ts';
import type { JsonObject } from './jsonl.ts';
import { count, moment, probeId } from './names.ts';
import * as z from './zod.ts';

/** The lines of a self-distillation file (`*-raw.jsonl`). Fields not named here are kept. */

/** A sample that reached the threshold. Scores of files made before v2 need not be whole tenths. */
export const trainingLine = z.looseObject({
  type: z.literal('training'),
  /** The chat as it is taught: the kernel left out. */
  training: chatLine,
  meta: z.looseObject({
    probe_id: probeId,
    category: z.string().min(1),
    /** From 0. */
    sample_idx: count,
    lek_score: z.number(),
    /** Code points of the answer. */
    chars: count,
    /** Seconds. */
    time_s: z.number().min(0),
    model: z.string().min(1),
    threshold: z.number(),
    temperature: z.number().min(0),
    ts: moment,
  }),
});

/** The last line of a finished self-distillation. */
export const distillSummary = z.looseObject({
  type: z.literal('summary'),
  model: z.string().min(1),
  probes: count,
  samples_per_probe: count,
  total_generated: count,
  total_kept: count,
  /** Percent, one decimal. */
  keep_rate: z.number().min(0).max(100),
  /** Two decimals; 0 or null where nothing was kept. */
  avg_kept_score: z.number().nullable(),
  threshold: z.number(),
  temperature: z.number().min(0),
  /** Seconds. */
  duration_s: z.number().min(0),
  ts: moment,
});

export type TrainingLine = z.output<typeof trainingLine>;
export type DistillSummary = z.output<typeof distillSummary>;

/** Check a line of a self-distillation file, of either type. @throws InputError */
export function checkDistillLine(value: JsonObject, place: Place): TrainingLine | DistillSummary {
  if (value.type === 'training') return check(trainingLine, value, place);
  if (value.type === 'summary') return check(distillSummary, value, place);
  const todo = 'Take the line out, or check that the file is a self-distillation.';
  throw new InputError({
    file: place.file,
    line: place.line,
    what: `type must be "training" or "summary"; found ${shown(value.type)}`,
    todo,
  });
}
