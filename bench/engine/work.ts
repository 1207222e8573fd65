import type { Work } from '../../pipeline/ab/estimate.ts';
import type { Condition } from '../../pipeline/ab/journal.ts';
import { readKernel } from '../../pipeline/ab/kernels.ts';
import { readProbes } from '../../pipeline/ab/probes.ts';
import { inProject } from '../../pipeline/project.ts';

const KERNELS = [
  ['json', 'kernel/axioms-compact.json'],
  ['txt', 'kernel/lek-1-kernel.txt'],
] as const;

/** The first probes of P100 alone and under either kernel: what every way of asking is asked. */
export async function benchWork(probes: number): Promise<Work[]> {
  const { asked } = await readProbes(inProject('seeds/P01-P100.json'), { ids: [], limit: probes });
  const kernels = await Promise.all(
    KERNELS.map(async ([name, file]): Promise<Condition> => {
      const kernel = await readKernel(name, inProject(file));
      return { type: 'condition', name, kernel, placement: 'system', template: 'bench', rendered: null };
    }),
  );
  const baseline: Condition = { type: 'condition', name: 'baseline', kernel: null, placement: 'none', template: 'bench', rendered: null };
  return [baseline, ...kernels].map((condition) => ({
    condition,
    asks: asked.map(({ id, prompt }) => ({ probe_id: id, prompt, condition: condition.name, sample: 0 })),
  }));
}
