import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Originals, sha256 } from '../originals.ts';
import { readJson, readText } from '../records/files.ts';
import { type Probe, probeFile } from '../records/index.ts';
import type { Row } from './database.ts';
import { KERNEL_FILES } from './kernel-files.ts';
import type { Published } from './published.ts';
import { fault } from './sources.ts';

/** Length in code points. */
const chars = (text: string): number => [...text].length;
const bytes = (text: string): number => Buffer.byteLength(text);

/** Rows of `kernels`: the published ones, whose text is here where a reader has imported it, and those of this project. */
export async function kernelRows(published: Published, folder: string, originalTexts: Originals['kernels']): Promise<Row[]> {
  const originals = published.kernels.map(({ value }): Row => {
    const text = originalTexts.get(value.kernel_id) ?? null;
    const sizes = text === null ? { chars: value.chars, bytes: value.bytes } : { chars: chars(text), bytes: bytes(text) };
    return { ...value, ...sizes, edition: 'original', text };
  });
  const own = await Promise.all(
    KERNEL_FILES.map(async ({ file, ...kernel }): Promise<Row> => {
      const text = await readText(join(folder, file));
      return {
        ...kernel,
        edition: 'restated',
        text,
        chars: chars(text),
        bytes: bytes(text),
        sha256: sha256(text),
      };
    }),
  );
  return [...originals, ...own];
}

/**
 * Rows of `probes`: each in the published wording (its hash alone, until a reader has imported the text) and, where
 * `seeds/P01-P100.json` has it, in ours.
 * @throws InputError where our probes are not the published ones by id, domain and number
 */
export async function probeRows(published: Published, folder: string, originalTexts: Originals['prompts']): Promise<Row[]> {
  const originals = published.probes.map(({ value }, index): Row => {
    const { probe_id, domain, p20, prompt_sha256, prompt_chars } = value;
    return {
      probe_id,
      domain,
      p20,
      prompt_sha256,
      prompt_chars,
      edition: 'original',
      position: index + 1,
      prompt: originalTexts.get(probe_id) ?? null,
      published_sha256: prompt_sha256,
    };
  });
  const file = join(folder, 'P01-P100.json');
  if (!existsSync(file)) return originals;
  const own = await readJson(file, probeFile);
  checkProbes(own, published, file);
  const prompts = new Map(own.map(({ id, prompt }) => [id, prompt]));
  const restated = originals.map((row): Row => {
    const prompt = prompts.get(row.probe_id as string) as string;
    return { ...row, edition: 'restated', prompt, prompt_chars: chars(prompt), prompt_sha256: sha256(prompt) };
  });
  return [...originals, ...restated];
}

function checkProbes(own: readonly Probe[], published: Published, file: string): void {
  const due = new Map(published.probes.map(({ value }) => [value.probe_id, value.domain]));
  const known = new Set(own.map(({ id }) => id));
  for (const { id, domain } of own) {
    if (!due.has(id)) throw fault({ file }, `probe ${id} is in no table`, 'Correct the id, or add it to data/published/probes.csv.');
    if (domain !== due.get(id))
      throw fault({ file }, `probe ${id} has the domain ${domain}; probes.csv says ${due.get(id)}`, 'Correct one of the two.');
  }
  for (const id of due.keys()) if (!known.has(id)) throw fault({ file }, `probe ${id} is missing`, 'Add it: a run asks every probe.');
}
