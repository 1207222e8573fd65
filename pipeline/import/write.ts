import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Verdict } from '../prove.ts';
import { readChunks, readText, type StagedFile, sha256File, stageFile, writeAtomic } from '../records/files.ts';
import { InputError, type Manifest, type ProbeLine, readRun, renewSummary, toJsonFile, toLine } from '../records/index.ts';
import { rescoredLine } from '../rescore.ts';
import { manifestBeside, manifestPath } from '../run-file.ts';
import { type FoundRun, hashed, reading } from './read-run.ts';
import type { Outcome } from './report.ts';

export interface WriteOptions {
  dryRun?: boolean;
  /** Put a run in the place of another of the same id that came from another file. */
  replace?: boolean;
}

/**
 * The lines of an imported run: those that could be read, in v2, the summary made anew where it is not what they give. A line that is right is
 * the very line of the checkout. @throws InputError where the file is not the one that was read before
 */
export async function* importedLines(dir: string, run: FoundRun): AsyncGenerator<string> {
  const verdicts = new Map<number, Map<string, Verdict>>();
  for (const { line } of run.lines) verdicts.set(line, new Map());
  for (const { line, condition, verdict } of run.results) verdicts.get(line)?.set(condition, verdict);
  const hash = createHash('sha256');
  for await (const { line, value, raw } of readRun(
    hashed(readChunks(join(dir, run.path)), hash),
    run.path,
    reading(() => {}),
  )) {
    const own = verdicts.get(line);
    const renewed = value.type === 'summary' ? renewSummary(value, run.lines, run.path) : own && rescoredLine(value as ProbeLine, own);
    if (renewed) yield renewed === value ? `${raw}\n` : toLine(renewed);
  }
  if (hash.digest('hex') !== run.sha256)
    throw new InputError({ file: join(dir, run.path), what: 'the file changed while it was imported', todo: 'Import again.' });
}

/**
 * Writes a run and its manifest, unless they stand there already. One from the same file gives way to it; one from another file is kept, and so
 * is one that cannot be told, unless it is to be replaced.
 */
export async function writeRun(
  file: string,
  content: () => AsyncGenerator<string>,
  manifestFor: (jsonl: { bytes: number; sha256: string }) => Manifest,
  { dryRun, replace }: WriteOptions,
): Promise<Outcome> {
  const staged: Pick<StagedFile, 'sha256' | 'bytes'> & Partial<StagedFile> = dryRun
    ? await measured(content())
    : await stage(file, content());
  const text = toJsonFile(manifestFor(staged));
  const before = await standing(file);
  const same = before.sha256 === staged.sha256 && before.manifest === text;
  const source = (of: Manifest | undefined) => (of?.imported as { sha256?: string } | undefined)?.sha256;
  const ours = !before.whole || source(before.parsed) === source(manifestFor(staged));
  const outcome = same
    ? 'unchanged'
    : before.sha256 === undefined && before.manifest === undefined
      ? 'new'
      : ours || replace
        ? 'replaced'
        : 'kept';
  if (outcome === 'unchanged' || outcome === 'kept') await staged.discard?.();
  else if (staged.commit) {
    await writeAtomic(manifestPath(file), text);
    await staged.commit();
  }
  return outcome;
}

async function stage(file: string, content: AsyncIterable<string>) {
  mkdirSync(dirname(file), { recursive: true });
  return stageFile(file, content);
}

async function measured(content: AsyncIterable<string>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const text of content) {
    hash.update(text);
    bytes += Buffer.byteLength(text);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** What stands in a run's place; `whole` where file and manifest are both there. */
async function standing(file: string) {
  const sha256 = existsSync(file) ? await sha256File(file) : undefined;
  const parsed = await manifestBeside(file);
  const manifest = parsed ? await readText(manifestPath(file)) : undefined;
  return { sha256, parsed, manifest, whole: sha256 !== undefined && parsed !== undefined };
}

/** Writes a text where it is not there already. */
export async function writeText(file: string, content: string, { dryRun }: WriteOptions): Promise<Outcome> {
  const before = existsSync(file) ? await readText(file) : undefined;
  if (before === content) return 'unchanged';
  if (!dryRun) {
    mkdirSync(dirname(file), { recursive: true });
    await writeAtomic(file, content);
  }
  return before === undefined ? 'new' : 'replaced';
}
