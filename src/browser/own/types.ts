import type { AnswerColumn, Value } from '../../../pipeline/notebooks/answer.ts';
import type { Taken } from '../../../pipeline/records/index.ts';

/** A reader's file, however it came: a File of a page, or bytes of a test. */
export interface Source {
  name: string;
  /** Bytes. */
  size: number;
  /** Bytes from one place up to another. */
  slice(from: number, to: number): Promise<Uint8Array>;
}

/** What a file turned out to be: an A/B run, responses of another tool, or a table without responses. */
export type Kind = 'run' | Taken['kind'] | 'table';

/** A line or a file that could not be read, as the command line says it. */
export interface FaultSaid {
  line: number | null;
  what: string;
  todo: string;
}

/** A condition of a file with what its responses score. */
export interface ConditionFound {
  condition: string;
  /** Responses. */
  n: number;
  /** Mean score in points, rounded to two decimals as every average here. */
  mean: number;
}

/** What was found in a file, without its rows. Plain data, for a worker to hand over. */
export interface Found {
  file: string;
  bytes: number;
  kind: Kind;
  /** Which fields were taken for what, where the file is of another tool. */
  fields: Taken['fields'];
  /** The model as the file names it. */
  model: string | null;
  columns: readonly AnswerColumn[];
  rows: number;
  /** Different ids among the responses. */
  ids: number;
  conditions: readonly ConditionFound[];
  /** Scores that an older scorer wrote, and those that call themselves v2 and are not what the text gives. */
  stated: { older: number; wrong: number };
  /** Responses that failed, by the run's own word. */
  failed: number;
  /** SHA-256 of the prompt by id, where the file tells what it asked and the browser can hash. */
  prompts: readonly (readonly [id: string, sha256: string])[];
  /** The first of what could not be read. */
  faults: readonly FaultSaid[];
  faultCount: number;
}

/** Rows of a table, in the order of its columns. */
export type Rows = readonly (readonly Value[])[];

/** A file read: what was found, and the rows. */
export interface ReadFile {
  found: Found;
  rows: Rows;
}
