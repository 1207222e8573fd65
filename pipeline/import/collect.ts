import { join } from 'node:path';
import type { Published } from '../compile/published.ts';
import { type Originals, sha256 } from '../originals.ts';
import { readText } from '../records/files.ts';
import { InputError, parseJsonFile } from '../records/index.ts';

/** Files of one kind that were looked at and left, told together. */
export interface PassedOver {
  /** One file, or a folder of them. */
  path: string;
  files: number;
  why: string;
}

/** Takes texts in, keeps those that are the published ones by their SHA-256. */
export interface Collector {
  found: Originals;
  /** True where the prompt is the published one of its probe. */
  prompt(id: string, prompt: string): boolean;
  /** The id of the kernel that the text is, if it is a published one. */
  kernel(text: string): string | undefined;
}

export function collector(published: Pick<Published, 'probes' | 'kernels'>): Collector {
  const prompts = new Map(published.probes.map(({ value }) => [value.probe_id, value.prompt_sha256]));
  const kernels = new Map(published.kernels.map(({ value }) => [value.sha256, value.kernel_id]));
  const found: Originals = { prompts: new Map(), kernels: new Map() };
  return {
    found,
    prompt(id, prompt) {
      if (found.prompts.get(id) === prompt) return true;
      const original = prompts.get(id) === sha256(prompt);
      if (original) found.prompts.set(id, prompt);
      return original;
    },
    kernel(text) {
      const id = kernels.get(sha256(text));
      if (id !== undefined) found.kernels.set(id, text);
      return id;
    },
  };
}

/** What the probe files of a checkout came to. */
export interface SeedsFound {
  /** Files that hold published prompts, with their number. */
  files: { path: string; prompts: number; other_wording: string[] }[];
  passed: PassedOver[];
}

/** Reads every probe file; a file that is none is passed over. `known` are the ids of the published probes. */
export async function collectPrompts(
  dir: string,
  paths: readonly string[],
  known: ReadonlySet<string>,
  into: Collector,
): Promise<SeedsFound> {
  const seeds: SeedsFound = { files: [], passed: [] };
  const passed = new Map<string, PassedOver>();
  for (const path of paths) {
    const probes = await probesOf(join(dir, path), path);
    const own = typeof probes === 'string' ? [] : probes.filter(({ id }) => known.has(id));
    if (own.length === 0) {
      note(passed, path, typeof probes === 'string' ? probes : 'none of the 101 probes is in it');
      continue;
    }
    const other_wording = own.filter(({ id, prompt }) => !into.prompt(id, prompt)).map(({ id }) => id);
    seeds.files.push({ path, prompts: own.length - other_wording.length, other_wording });
  }
  seeds.passed = [...passed.values()];
  return seeds;
}

/** Counts files that were passed over, by folder and reason. */
export function note(passed: Map<string, PassedOver>, path: string, why: string): void {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const before = passed.get(`${folder} ${why}`);
  if (before) Object.assign(before, { path: folder, files: before.files + 1 });
  else passed.set(`${folder} ${why}`, { path, files: 1, why });
}

/** The entries of a JSON list that have an id and a prompt, or why there is no such list. */
async function probesOf(file: string, path: string): Promise<{ id: string; prompt: string }[] | string> {
  try {
    const value = parseJsonFile(await readText(file), path);
    if (!Array.isArray(value)) return 'it is no list of probes';
    return value.filter((each) => typeof each?.id === 'string' && typeof each?.prompt === 'string');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${error.what}${error.line === undefined ? '' : `, line ${error.line}`}`;
  }
}

/** Which published kernels a checkout holds: as whole files, or as one of several JSON documents in a file. */
export async function collectKernels(
  dir: string,
  paths: readonly string[],
  into: Collector,
): Promise<{ path: string; kernels: string[] }[]> {
  const found: { path: string; kernels: string[] }[] = [];
  for (const path of paths) {
    const text = await readText(join(dir, path)).catch((error: unknown) => {
      if (error instanceof InputError) return undefined;
      throw error;
    });
    if (text === undefined) continue;
    // A checkout on Windows may have turned line ends; the hashes are of the published bytes.
    const turned = text.replaceAll('\r\n', '\n');
    const whole = into.kernel(text) ?? into.kernel(turned);
    const parts = jsonDocuments(turned).flatMap((part) => into.kernel(part) ?? []);
    found.push({ path, kernels: [...new Set([...(whole === undefined ? [] : [whole]), ...parts])] });
  }
  return found;
}

/** The outermost `{...}` of a text, in order: what a file of several JSON documents, one after another, consists of. */
export function jsonDocuments(text: string): string[] {
  const documents: string[] = [];
  let [depth, start] = [0, 0];
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/gs)) {
    if (token === '{' && depth++ === 0) start = index;
    if (token === '}' && depth > 0 && --depth === 0) documents.push(text.slice(start, index + 1));
  }
  return documents;
}
