import { spawnSync } from 'node:child_process';
import { inProject } from '../../pipeline/project.ts';

/** What mlcroissant makes of a description. */
export interface Reading {
  issues: string[];
  name: string;
  version: string;
  files: Record<string, { url: string; sha256: string }>;
  record_sets: Record<string, { fields: string[]; rows: number | null }>;
}

/** Reads a description with mlcroissant; with `records`, every record of every table too. */
export function readCroissant(python: string, file: string, { records }: { records: boolean }): Reading {
  const args = [inProject('tests/croissant/check.py'), file, ...(records ? ['--records'] : [])];
  const { stdout, stderr } = spawnSync(python, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!stdout.startsWith('{')) throw new Error(`check.py: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout) as Reading;
}
