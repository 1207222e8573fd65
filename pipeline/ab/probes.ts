import { createHash } from 'node:crypto';
import { basename, relative, resolve, sep } from 'node:path';
import { inProject, root } from '../project.ts';
import { readCsv, readJson, sha256File } from '../records/files.ts';
import { categoryOf, InputError, type Probe, probeFile, probeRow } from '../records/index.ts';
import type { Header } from './journal.ts';

/** What a run asks. */
export type Asked = Pick<Header, 'probe_set' | 'probes' | 'asked'>;

/**
 * The probes of a run: those of a file, or of these the ones that were named, or the first so many.
 * @throws InputError where the file is no probe file, or lacks a probe that was named
 */
export async function readProbes(file: string, { ids, limit }: { ids: readonly string[]; limit?: number | undefined }): Promise<Asked> {
  const all = await readJson(resolve(file), probeFile);
  const known = new Set(all.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) throw unknownProbe(id, all, file);
  const named = ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
  const probes = limit === undefined ? named : named.slice(0, limit);
  return {
    probe_set: setName(file),
    probes: { edition: await editionOf(all), file: nameInProject(file), sha256: await sha256File(resolve(file)) },
    asked: probes.map((probe) => ({ id: probe.id, category: categoryOf(probe), prompt: probe.prompt })),
  };
}

function unknownProbe(id: string, all: readonly Probe[], file: string): InputError {
  const near = all.filter((probe) => probe.id.startsWith(id.split('_')[0] ?? id)).map((probe) => probe.id);
  const todo = near.length > 0 ? `Did you mean ${near.join(' or ')}? An id is the whole of it.` : 'Give an id as it stands in the file.';
  return new InputError({ file, what: `there is no probe ${id}`, todo });
}

/** `P01-P100.json` asks the set p100, `P01-P20.json` p20; another file gives the set its own name. */
function setName(file: string): string {
  const name = basename(file, '.json').toLowerCase();
  const numbered = /^p01-(p\d+)$/.exec(name)?.[1];
  return numbered ?? (name.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'probes');
}

/** A path inside the project as it stands there; of a file elsewhere the name alone, since where it lies is nobody's business. */
export function nameInProject(file: string): string {
  const inside = relative(root, resolve(file)).split(sep).join('/');
  return inside.startsWith('..') || inside === '' || /^[A-Za-z]:/.test(inside) ? basename(file) : inside;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whose wording the probes have: the published one, this project's, or another. Variants count with their source. */
async function editionOf(probes: readonly Probe[]): Promise<Asked['probes']['edition']> {
  const sources = probes.filter(({ source_probe }) => source_probe === undefined);
  const published = await readCsv(inProject('data/published/probes.csv'), probeRow).catch(() => []);
  const original = new Map(published.map(({ value }) => [value.probe_id, value.prompt_sha256]));
  if (sources.every(({ id, prompt }) => original.get(id) === sha256(prompt))) return 'original';
  const own = new Map((await readJson(inProject('seeds/P01-P100.json'), probeFile).catch(() => [])).map(({ id, prompt }) => [id, prompt]));
  return sources.every(({ id, prompt }) => own.get(id) === prompt) ? 'restated' : 'local';
}
