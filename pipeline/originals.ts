import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Published } from './compile/published.ts';
import { readJson, readText } from './records/files.ts';
import { InputError, probeFile, toJsonFile } from './records/index.ts';

/**
 * The published wording of prompts and kernels, which this project holds as hashes alone. `lem import` puts the texts of a reader's own
 * checkout into `data/imported`, which is never committed; from there `lem compile` takes them.
 */
export interface Originals {
  /** Probe id to prompt. */
  prompts: Map<string, string>;
  /** Kernel id to text. */
  kernels: Map<string, string>;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const PROMPTS = 'probes.json';
const KERNELS = 'kernels';

/**
 * The original texts of a folder, each held against its published hash. Without the folder there are none.
 * @throws InputError where a text is not the published one, or of no published id
 */
export async function readOriginals(folder: string, published: Pick<Published, 'probes' | 'kernels'>): Promise<Originals> {
  const originals: Originals = { prompts: new Map(), kernels: new Map() };
  const file = join(folder, PROMPTS);
  const due = new Map(published.probes.map(({ value }) => [value.probe_id, value.prompt_sha256]));
  for (const { id, prompt } of existsSync(file) ? await readJson(file, probeFile) : []) {
    hold(file, `the prompt of ${id}`, prompt, due.get(id));
    originals.prompts.set(id, prompt);
  }
  const kernels = new Map(published.kernels.map(({ value }) => [value.kernel_id, value.sha256]));
  for (const name of existsSync(join(folder, KERNELS)) ? readdirSync(join(folder, KERNELS)).sort() : []) {
    const path = join(folder, KERNELS, name);
    const kernel_id = name.replace(/\.txt$/, '');
    const text = await readText(path);
    hold(path, `the kernel ${kernel_id}`, text, kernels.get(kernel_id));
    originals.kernels.set(kernel_id, text);
  }
  return originals;
}

function hold(file: string, what: string, text: string, due: string | undefined): void {
  if (due === undefined)
    throw new InputError({ file, what: `${what} is in no published table`, todo: 'Take it out; "lem import" writes this folder.' });
  if (sha256(text) !== due)
    throw new InputError({ file, what: `${what} is not the published one, by its SHA-256`, todo: 'Remove the file and import again.' });
}

/** The files that hold original texts: path inside the folder (with forward slashes), and content. Prompts stand in the order of `probes.csv`. */
export function originalFiles({ prompts, kernels }: Originals, { probes }: Pick<Published, 'probes'>): { path: string; content: string }[] {
  const list = probes.flatMap(({ value: { probe_id: id, domain } }) => {
    const prompt = prompts.get(id);
    return prompt === undefined ? [] : [{ id, domain, prompt }];
  });
  return [
    ...(list.length > 0 ? [{ path: PROMPTS, content: toJsonFile(list) }] : []),
    ...[...kernels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, content]) => ({ path: `${KERNELS}/${id}.txt`, content })),
  ];
}
