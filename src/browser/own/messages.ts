import type { FaultSaid, Found, Rows } from './types.ts';

/** What the page asks of the worker: to read a file and score what is in it. */
export interface Ask {
  file: File;
  run_id: string;
}

/** What the worker tells: how far it is, rows by the stretch, and at the end what was found, or why nothing could be. */
export type Told =
  | { is: 'progress'; bytes: number; of: number; rows: number }
  | { is: 'rows'; rows: Rows }
  | { is: 'done'; found: Found }
  | { is: 'fault'; fault: FaultSaid };
