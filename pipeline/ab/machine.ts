import { arch, cpus, platform, release, totalmem } from 'node:os';

/** Variables by which a BLAS chooses its arithmetic, and how many threads share it. */
const BLAS = new Set(['OPENBLAS_CORETYPE', 'OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS', 'VECLIB_MAXIMUM_THREADS']);

/** What of this machine may change the text of an answer, or its speed. Nothing that names a person or a host. */
export function machine(): Record<string, unknown> {
  const all = cpus();
  const blas = Object.entries(process.env).filter(([name]) => BLAS.has(name));
  return {
    os: platform(),
    os_release: release(),
    arch: arch(),
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    ...(blas.length > 0 ? { blas_variables: Object.fromEntries(blas.sort()) } : {}),
  };
}
