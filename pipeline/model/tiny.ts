import { inProject } from '../project.ts';
import { ensureEnvironment, runScript } from '../python/index.ts';
import type { Model } from '../records/index.ts';
import { makeModelFolder } from './folder.ts';

/** How a tiny model's chat template treats a system message: takes it, refuses it, or drops it without a word. */
export const TEMPLATES = ['system', 'no-system', 'drop'] as const;
export type TinyTemplate = (typeof TEMPLATES)[number];

/** Its tokenizer is trained on what it will be asked. */
const TEXTS = ['seeds/P01-P100.json', 'kernel/axioms-compact.json', 'kernel/axioms.json', 'kernel/lek-1-kernel.txt', 'kernel/placebo.txt'];

/**
 * A model of a quarter of a million random weights in Gemma 3's architecture, for tests: its answers mean nothing. The
 * same seed gives the same model.
 *
 * @throws Failure where there is no Python for it; InputError where the folder holds something else
 */
export async function makeTiny(
  folder: string,
  { seed = 0, template = 'system', say = () => {} }: { seed?: number; template?: TinyTemplate; say?: (message: string) => void } = {},
): Promise<Model> {
  const environment = await ensureEnvironment(say);
  return makeModelFolder(folder, async (beside) => {
    const args = [beside, ...TEXTS.map(inProject), '--seed', String(seed), '--template', template];
    const made = (await runScript(environment, 'tiny.py', args)).find(({ event }) => event === 'made');
    return {
      model_id: `tiny-${template}-${seed}`,
      name: `Tiny test model (${template}, seed ${seed})`,
      family: 'Tiny',
      version: '1',
      params_b: Number(made?.parameters) / 1e9,
      kind: 'base',
      base_model_id: null,
      hf_id: null,
      made_from: 'random weights',
    };
  });
}
