/** The Python that mlx_lm runs on: made on first use, pinned with hashes, in a folder of the project. */
export { type Blas, blas } from './blas.ts';
export { type Environment, ensureEnvironment, environment, PYTHON, pythonVariables } from './environment.ts';
export { lastLines, runProgram } from './run.ts';
export { parseEvent, runScript, type ScriptEvent } from './script.ts';
export { ensureUv, findUv } from './uv.ts';
