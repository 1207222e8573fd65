/** A run that one side of a comparison is taken from, whether it was read from a file or from the compiled data. */
export interface ComparedRun {
  /** As it was named on the command line, without its condition. */
  spec: string;
  /** Run id, or the file's name where it has no manifest. */
  id: string;
  /** `P20`, `P100`. */
  probe_set: string;
  /** What made its scores, by name; null where nobody recorded it. */
  facts: Record<string, string | number | null>;
  /** By condition, the baseline first. */
  conditions: Map<string, ComparedCondition>;
  /** Domain of a probe. */
  domains: Map<string, string>;
  /** SHA-256 of the prompt by probe, where the run's own lines tell. */
  prompts: Map<string, string>;
}

export interface ComparedCondition {
  /** Score in points by probe; several samples averaged. */
  points: Map<string, number>;
  /** SHA-256 of the kernel; null without one, or where it was not recorded. */
  kernel: string | null;
  /** Where the kernel went. */
  placement: string | null;
}

/** Facts that a reader of a comparison has to know where they differ, in the order in which they are told. */
export const FACTS = [
  'source',
  'edition of the probes',
  'model',
  'max_tokens',
  'temperature',
  'top_p',
  'seed',
  'samples',
  'engine',
  'engine version',
  'scorer',
] as const;
