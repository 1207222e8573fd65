import { createHash } from 'node:crypto';
import { KERNEL_FILES } from '../compile/kernel-files.ts';
import { inProject } from '../project.ts';
import { codePoints } from '../prove.ts';
import { readCsv, readText } from '../records/files.ts';
import { check, conditionName, InputError, kernelRow } from '../records/index.ts';
import type { Condition } from './journal.ts';

export type Kernel = NonNullable<Condition['kernel']>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A `--kernel` argument, `NAME=FILE`. @throws InputError where it is none */
export function kernelArgument(text: string): { name: string; file: string } {
  const at = text.indexOf('=');
  const place = { file: `--kernel ${text}` };
  const todo = 'Give it as NAME=FILE, for example json=kernel/axioms-compact.json.';
  if (at < 1 || at === text.length - 1) throw new InputError({ ...place, what: 'it does not read NAME=FILE', todo });
  const name = check(conditionName, text.slice(0, at), { ...place, at: 'the name', todo });
  if (name === 'baseline')
    throw new InputError({ ...place, what: '"baseline" is the condition without a kernel', todo: 'Give it another name.' });
  return { name, file: text.slice(at + 1) };
}

/**
 * A kernel's text and what it is known by: the id of one of this project's or of the published ones where it is that very
 * text, else its condition's name and its hash. @throws InputError where the file cannot be read or is empty
 */
export async function readKernel(name: string, file: string): Promise<Kernel> {
  const text = await readText(file);
  if (text.trim() === '')
    throw new InputError({ file, what: 'the kernel is empty', todo: 'A condition without a kernel is the baseline.' });
  const hash = sha256(text);
  const known = await knownKernel(hash);
  const own = { kernel_id: `${name.toLowerCase()}.${hash.slice(0, 12)}`, edition: 'local' as const };
  return { ...(known ?? own), sha256: hash, chars: codePoints(text), text };
}

async function knownKernel(hash: string): Promise<Pick<Kernel, 'kernel_id' | 'edition'> | undefined> {
  for (const { kernel_id, file } of KERNEL_FILES) {
    const text = await readText(inProject(`kernel/${file}`)).catch(() => undefined);
    if (text !== undefined && sha256(text) === hash) return { kernel_id, edition: 'restated' };
  }
  const published = await readCsv(inProject('data/published/kernels.csv'), kernelRow).catch(() => []);
  const found = published.find(({ value }) => value.sha256 === hash);
  return found && { kernel_id: found.value.kernel_id, edition: 'original' };
}
