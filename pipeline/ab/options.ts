import { inProject } from '../project.ts';

/** What an A/B run is asked to be. */
export type AbOptions = {
  /** Folder of a model, or its id on the hub; of an endpoint, the model's name there. */
  model?: string | undefined;
  /** A server elsewhere instead of one started here. */
  endpoint?: string | undefined;
  /** Folder of an adapter that is not fused. */
  adapter?: string | undefined;
  /** File that says what the model is, in the form of `lem-model.json`. */
  modelInfo?: string | undefined;
  /** Conditions beside the baseline, in their order: name and kernel file. */
  kernels: readonly { name: string; file: string }[];
  /** Probe file. */
  prompts: string;
  /** Run file, ending in `.jsonl`. Default: `data/runs/<model>.<set>.jsonl`. */
  output?: string | undefined;
  /** New tokens at most. */
  maxTokens: number;
  /** 0 is greedy. */
  temperature: number;
  /** Null leaves it out. */
  topP: number | null;
  /** Where something is drawn: decides every draw of the run. */
  seed: number;
  /** Responses to each probe in each condition. */
  samples: number;
  /** Requests in flight at once. */
  concurrency: number;
  /** Ids of the probes to ask; empty: all. */
  probes: readonly string[];
  /** Of these, the first so many. */
  limit?: number | undefined;
  /** Whether the probes are also asked alone. */
  baseline: boolean;
  /** Arguments of the chat template. */
  template: Readonly<Record<string, unknown>>;
  /** Ask again what failed before. */
  retryFailed: boolean;
  /** Failures after which the run stops. */
  maxFailures: number;
  /** Put a run that was begun aside and begin anew. */
  force: boolean;
  /** Seconds without any sign of life after which a server counts as dead. */
  stall?: number | undefined;
};

/** What holds where nothing else is asked: as the published runs were made, on this project's probes. */
export const AB_DEFAULTS = {
  kernels: [],
  prompts: inProject('seeds/P01-P100.json'),
  maxTokens: 1024,
  temperature: 0,
  topP: null,
  seed: 0,
  samples: 1,
  concurrency: 1,
  probes: [],
  baseline: true,
  template: {},
  retryFailed: false,
  maxFailures: 10,
  force: false,
} as const satisfies AbOptions;
