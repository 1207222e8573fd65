import { id } from './names.ts';
import * as z from './zod.ts';

/** A text made by this project to show what the scorer counts: one line of `data/demonstrations/*.jsonl`. No model wrote it. */
export const demonstration = z.strictObject({
  id,
  /** Its name for readers. */
  title: z.string().min(1),
  /** What it is, and what it shows, in a sentence. */
  shows: z.string().min(1),
  /** The demonstration that it was made from, where it is another one changed. */
  made_from: id.optional(),
  /** The whole text, which may be empty. */
  text: z.string(),
});

export type Demonstration = z.output<typeof demonstration>;
