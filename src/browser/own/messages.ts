import type { Kept } from './keep.ts';
import type { PublishedRow, Recognised } from './published.ts';
import type { KnownProbe } from './scores.ts';
import type { FaultSaid, Found } from './types.ts';

/** What a page asks of a worker, which holds the rows of one file: nothing of them need come to the page. */
export type Ask =
  /** To read a file and score what is in it. */
  | { do: 'read'; file: File; run_id: string }
  /** To take the rows of a file that is kept in this browser. */
  | { do: 'open'; kept: Pick<Kept, 'table' | 'found'> }
  /** The rows, made ready for the session. */
  | { do: 'pack' }
  /** To hold the rows against published ones: of every run, or of one. */
  | { do: 'recognise'; published: readonly PublishedRow[]; run_id?: string }
  /** Which probe set the rows are of. */
  | { do: 'set'; probes: readonly KnownProbe[] }
  /** The texts that are those of published rows of the run that the file was recognised as. */
  | { do: 'texts'; recognised: Recognised; published: readonly PublishedRow[] }
  /** To keep the file in this browser. */
  | {
      do: 'keep';
      kept: Kept;
      published: readonly PublishedRow[];
      probes: readonly KnownProbe[];
      of?: { probe_set: string; edition: string };
    };

/** What each gives; `read` tells of its progress before. */
export interface Given {
  read: Found;
  open: boolean;
  pack: Uint8Array;
  recognise: Recognised | null;
  set: string | null;
  texts: ReadonlyMap<string, string>;
  keep: null;
}

export type Told =
  | { is: 'progress'; bytes: number; of: number; rows: number }
  | { is: 'given'; given: unknown }
  | { is: 'fault'; fault: FaultSaid };
