import type { Segment } from '../charts/evidence.ts';
import type { Findings } from '../charts/findings.ts';

/** What the page asks of the worker: to score a text, or to show another stretch of the one scored last. */
export type Ask = { id: number; text: string } | { id: number; from: number };

/** A stretch of the scored text, cut into segments; places in UTF-16 units. */
export interface Shown {
  from: number;
  to: number;
  length: number;
  segments: Segment[];
}

/** The worker's answer to the ask of the same id. `findings` is there where a text was scored. */
export interface Told {
  id: number;
  findings?: Findings;
  shown: Shown;
}
