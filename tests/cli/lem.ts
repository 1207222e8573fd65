import { spawnSync } from 'node:child_process';
import { inProject } from '../../pipeline/project.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs the command line as a user would, without a terminal. */
export function lem(args: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}): Ran {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [inProject('pipeline/bin.mjs'), ...args], {
    input,
    encoding: 'utf8',
    env: { ...inherited, ...env },
    maxBuffer: 2 ** 28,
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}
