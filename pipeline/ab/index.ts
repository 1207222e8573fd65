/** The A/B run: probes by conditions, asked of a model, kept as they come, written in the published format. */

export { averageSoFar, type ConditionFigures, figuresOf } from './figures.ts';
export type { Journal, Response } from './journal.ts';
export { kernelArgument } from './kernels.ts';
export type { AbOptions } from './options.ts';
export { scoreOf } from './outputs.ts';
export { type Finished, type Plan, runAb, type Watcher } from './run.ts';
export { countsOf, responses, warnings } from './watch.ts';
