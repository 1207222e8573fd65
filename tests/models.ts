import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MODEL_FILE, makeTiny, type TinyTemplate } from '../pipeline/model/index.ts';
import { inProject } from '../pipeline/project.ts';
import { environment } from '../pipeline/python/index.ts';

// The models that tests run on. Tiny ones are made before the tests, where mlx_lm is installed; SmolLM2, which has to be
// fetched, is made by `npm test` where it may be. A test whose model is absent skips, and says why.

const FOLDER = inProject('.cache/test-models');
const TINY: readonly TinyTemplate[] = ['system', 'no-system', 'drop'];

/** Where `npm test` puts SmolLM2. */
export const SMOLLM2 = join(FOLDER, 'smollm2');

const tinyFolder = (template: TinyTemplate): string => join(FOLDER, `tiny-${template}`);

/** The folder of a tiny model, or undefined where mlx_lm is not installed. */
export function tinyModel(template: TinyTemplate = 'system'): string | undefined {
  return environment() && existsSync(join(tinyFolder(template), MODEL_FILE)) ? tinyFolder(template) : undefined;
}

/** The folder of SmolLM2, or undefined where it was not made. */
export function smollm2(): string | undefined {
  return environment() && existsSync(join(SMOLLM2, MODEL_FILE)) ? SMOLLM2 : undefined;
}

export const WITHOUT_MLX = 'mlx_lm is not installed here ("npm test" installs it where it may)';

/** Runs once before all tests. */
export default async function setup(): Promise<void> {
  if (!environment()) return;
  // Always made again: they cost a second, and the script may have changed.
  for (const template of TINY) await makeTiny(tinyFolder(template), { template });
}
