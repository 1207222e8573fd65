import { existsSync } from 'node:fs';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure } from '../failure.ts';
import { InputError } from '../records/index.ts';

/** The files of a run. */
export type RunFiles = {
  /** The run in the published format. */
  jsonl: string;
  manifest: string;
  /** What the other two are made from: every response as it came. */
  journal: string;
  /** Held by the process that works on the run. */
  lock: string;
};

/** The files that belong to `NAME.jsonl`. @throws InputError where the name is another */
export function runFiles(jsonl: string): RunFiles {
  if (!/^[^.].*\.jsonl$/.test(basename(jsonl)))
    throw new InputError({ file: jsonl, what: 'the output is no .jsonl file', todo: 'Name it such as data/runs/my-run.jsonl.' });
  const stem = jsonl.replace(/\.jsonl$/, '');
  return { jsonl, manifest: `${stem}.manifest.json`, journal: `${stem}.journal`, lock: `${stem}.journal.lock` };
}

/**
 * Takes a run for this process alone. A lock whose process is gone (killed, or the power went) is taken over.
 * @returns what gives it back
 * @throws Failure where another process works on the run
 */
export async function lockRun({ lock, jsonl }: RunFiles): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt++) {
    try {
      const file = await open(lock, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => unlink(lock).catch(() => {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
      const holder = Number((await readFile(lock, 'utf8').catch(() => '')).trim());
      if (isAlive(holder))
        throw new Failure(
          `Process ${holder} works on ${jsonl}`,
          `Wait for it, or end it. If that process is another program, remove ${lock}.`,
        );
      await unlink(lock).catch(() => {});
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Puts what there is of a run aside, under names that are free. Nothing is lost. @returns the new names */
export async function putAside(files: RunFiles): Promise<string[]> {
  const there = [files.jsonl, files.manifest, files.journal].filter((file) => existsSync(file));
  const number = Array.from({ length: 1000 }, (_, i) => i + 1).find((i) => there.every((file) => !existsSync(`${file}.old-${i}`))) ?? 0;
  for (const file of there) await rename(file, `${file}.old-${number}`);
  return there.map((file) => `${file}.old-${number}`);
}
