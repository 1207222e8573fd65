import { arch, cpus, platform, release, totalmem } from 'node:os';

/** What of this machine may change the text of an answer, or its speed. Nothing that names a person or a host. */
export function machine(): Record<string, unknown> {
  const all = cpus();
  return {
    os: platform(),
    os_release: release(),
    arch: arch(),
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
}
