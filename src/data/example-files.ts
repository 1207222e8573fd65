import { createHash } from 'node:crypto';
import { type ExampleRun, exampleRun } from './example-run.ts';
import { rowsOf } from './figures.ts';
import { projectFile } from './project-file.ts';

interface Kernel {
  kernel_id: string;
  sha256: string;
  chars: number | null;
}

/** The example of /reproduce, from the first probe and the compact kernel of this project. */
export async function exampleFiles(): Promise<ExampleRun> {
  const kernels = await rowsOf<Kernel>('kernels');
  const kernel = kernels.find(({ kernel_id }) => kernel_id === 'compact.restated');
  const probes = projectFile('seeds/P01-P100.json');
  const [first] = JSON.parse(probes) as { id: string; domain: string; prompt: string }[];
  if (!first || kernel?.chars == null) throw new Error('The example needs a probe and the compact kernel: run `npm run lem compile`.');
  return exampleRun({
    probe: { probe_id: first.id, domain: first.domain, prompt: first.prompt },
    probes_sha256: createHash('sha256').update(probes).digest('hex'),
    kernel: { kernel_id: kernel.kernel_id, sha256: kernel.sha256, chars: kernel.chars },
  });
}
