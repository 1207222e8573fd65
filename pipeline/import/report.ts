import type { InputError } from '../records/index.ts';
import type { PassedOver, SeedsFound } from './collect.ts';
import type { TrainingFound } from './training.ts';

/** A line that could not be read. Its file is the one that the list is of. */
export interface FaultFound {
  line: number | null;
  what: string;
  todo: string;
}

export const faultFound = ({ line, what, todo }: InputError): FaultFound => ({ line: line ?? null, what, todo });

/** A condition's average, here and where it was stated before. Two decimals; null where it was not stated. */
export interface AverageFound {
  condition: string;
  responses: number;
  /** Of the responses in the file, scored now. */
  here: number;
  /** As the file's summary states it, and whether all its scores are v2's. */
  file: number | null;
  file_scorer: 'v1' | 'v2' | null;
  /** Of the published rows. */
  rows: number | null;
  /** As the report states it. */
  report: number | null;
  equal: boolean;
  /** Every difference, a sentence each. */
  differences: string[];
}

/** Whether a run was written: `kept` where another run of the same id, from another file, was there before and is left. */
export type Outcome = 'new' | 'unchanged' | 'replaced' | 'kept';

/** An A/B run of the checkout. */
export interface RunFound {
  /** Path inside the checkout. */
  file: string;
  sha256: string;
  run_id: string;
  model_id: string;
  probe_set: string;
  /** By what the model was recognised, in words. */
  recognised_by: string[];
  /** Wording of the prompts: `original` where every hash is the published one. */
  edition: 'original' | 'restated' | 'local';
  /** Probes that were asked in other than the published words. */
  other_wording: string[];
  state: 'finished' | 'interrupted';
  probes: number;
  responses: number;
  /** Scores by the scorer that wrote them; `wrong`: v2's, or lengths, that the text does not give. */
  scores: { v1: number; v2: number; wrong: number };
  averages: AverageFound[];
  /** The published rows of this model and set, held against the texts. */
  published: {
    compared: number;
    equal: number;
    /** In words: which figures of the published row the text does not give. */
    differ: { line: number; probe_id: string; condition: string; what: string }[];
    /** Published rows of which the file has no response. */
    missing: number;
  };
  /** What called itself v2 and is not what the text gives. */
  corrected: { line: number; probe_id: string; condition: string; wrong: string[] }[];
  /** Responses that hold a literal end-of-turn token, and of these the ones that go on behind it. */
  run_on: { hold: number; go_on: number };
  /** Responses that stopped at the token limit; null where the file does not record why they ended. */
  cut: number | null;
  /** Responses whose last character is a letter, a digit, a comma or an opening bracket, as that of a cut text is. */
  open_ended: number;
  /** Lines that ask a probe of no table, and so are not imported. */
  unknown_probes: { line: number; probe_id: string }[];
  faults: FaultFound[];
}

/** A file of runs that was not imported, with the reason; `faults` are its lines that could not be read. */
export interface RunLeft {
  file: string;
  why: string;
  faults: FaultFound[];
}

/** What an import found and did. Paths are inside the checkout; no clock, no path of the machine. */
export interface ImportReport {
  runs: RunFound[];
  /** Runs that could not be imported. */
  left: RunLeft[];
  /** Files that are no A/B runs. */
  passed: PassedOver[];
  prompts: { original: number; of: number; missing: string[]; files: SeedsFound['files'] };
  kernels: { original: string[]; missing: string[]; files: { path: string; kernels: string[] }[] };
  training: TrainingFound[];
  /** Responses scored. */
  responses: number;
}

/** What became of each file that an import writes, by path inside the data folder. */
export type Written = Record<string, Outcome>;
