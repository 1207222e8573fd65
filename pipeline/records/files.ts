import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { check } from './check.ts';
import { type CsvRow, parseCsv } from './csv.ts';
import { InputError, TruncatedLineError } from './error.ts';
import { parseJson, parseJsonFile } from './json.ts';
import { lineOfPath } from './json-scan.ts';
import { type JsonLine, type JsonlOptions, readRecords } from './jsonl.ts';
import { toLine } from './to-line.ts';
import { decodeUtf8, textOf } from './utf8.ts';
import type * as z from './zod.ts';

/** The one file of this folder that touches the disk. */

const CHUNK = 256 * 1024;

/** A file's content as a stream of chunks. @throws InputError where it cannot be read: missing, a folder, no permission */
export async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await opened(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await attempt(path, () => file.read(new Uint8Array(CHUNK), 0, CHUNK));
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Read a JSONL file line by line, each held against a schema. @throws InputError as `readRecords` and `readChunks` */
export function readJsonl<T>(path: string, schema: z.ZodType<T, T>, options?: JsonlOptions): AsyncGenerator<JsonLine<T>> {
  return readRecords(readChunks(path), schema, path, options);
}

/** Read a CSV file whole. @throws InputError as `parseCsv`, and where it cannot be read or is not UTF-8 */
export async function readCsv<S extends Parameters<typeof parseCsv>[1]>(path: string, schema: S): Promise<CsvRow<z.output<S>>[]> {
  return parseCsv(await readText(path), schema, path);
}

/** Read a JSON file whole. @throws InputError naming the line of the value that does not fit, and where it cannot be read or is not UTF-8 */
export async function readJson<T>(path: string, schema: z.ZodType<T, T>): Promise<T> {
  return (await readJsonText(path, schema)).value;
}

/** The same with the text that was read. */
export async function readJsonText<T>(path: string, schema: z.ZodType<T, T>): Promise<{ value: T; text: string }> {
  const text = await readText(path);
  const value = parseJsonFile(text, path);
  const fault = schema.safeParse(value).error?.issues[0];
  return { value: check(schema, value, { file: path, line: fault && lineOfPath(text, fault.path) }), text };
}

/** Read a text file, strictly as UTF-8, without its byte order mark. @throws InputError where it cannot be read or is not UTF-8 */
export async function readText(path: string): Promise<string> {
  return textOf(await attempt(path, () => readFile(path)), path);
}

/** SHA-256 of a file's bytes in hexadecimal, read as a stream. @throws InputError where it cannot be read */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(path)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Write a file whole or not at all: beside it, to the disk, then renamed into its place. A reader sees the old content
 * or the new, also after a power cut; where writing fails, the old stays and nothing is left beside it. A link is
 * followed, and the file's permissions are kept.
 *
 * @param content a text, bytes, or a stream of either
 * @throws InputError where the disk is full or may not be written; else what the system or the stream throws
 */
export async function writeAtomic(path: string, content: Content): Promise<void> {
  const staged = await stageFile(path, content);
  await staged.commit();
}

/** What a file is to hold. */
export type Content = string | Uint8Array | AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** A file that stands whole and on the disk beside its place, and is not there yet. One of the two has to be called. */
export type StagedFile = {
  sha256: string;
  bytes: number;
  /** Puts it in its place. */
  commit(): Promise<void>;
  /** Takes it away; the place stays as it was. */
  discard(): Promise<void>;
};

/** The first half of `writeAtomic`, for who must know the new content's hash before it takes its place. @throws as `writeAtomic` */
export async function stageFile(path: string, content: Content): Promise<StagedFile> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  const discard = () => unlink(beside).catch(() => {});
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await attempt(path, () => open(beside, 'wx'));
    try {
      if (mode !== undefined) await file.chmod(mode & 0o7777);
      for await (const chunk of typeof content === 'string' || content instanceof Uint8Array ? [content] : content) {
        await attempt(path, () => file.writeFile(chunk));
        hash.update(chunk);
        bytes += Buffer.byteLength(chunk);
      }
      await attempt(path, () => file.sync());
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  const commit = async () => {
    try {
      await rename(beside, target);
    } catch (error) {
      await discard();
      throw error;
    }
    await syncFolder(dirname(target));
  };
  return { sha256: hash.digest('hex'), bytes, commit, discard };
}

/**
 * Append an object as one line of JSONL and see it to the disk before returning. A last line that is whole but lacks its
 * line feed gets it first. Where writing fails midway (a full disk), the part written is taken back.
 *
 * @throws InputError where the value cannot be JSON, the disk is full or may not be written
 * @throws TruncatedLineError where the file's last line is half-written: cut it at the error's offset first
 */
export async function appendLine(path: string, value: object): Promise<void> {
  const line = toLine(value, path);
  const file = await attempt(path, () => open(path, 'a+'));
  try {
    const { size } = await file.stat();
    const rest = await unended(file, size);
    if (rest.length > 0 && !isWhole(rest)) {
      const offset = size - rest.length;
      const what = `the last line is half-written from byte ${offset} on, so nothing can be appended`;
      throw new TruncatedLineError({ file: path, offset, what, todo: 'Cut the file there first.' });
    }
    try {
      await attempt(path, async () => {
        await file.writeFile(rest.length > 0 ? `\n${line}` : line);
        await file.sync();
      });
    } catch (error) {
      await file.truncate(size).catch(() => {});
      throw error;
    }
    if (size === 0) await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/**
 * Cut the half-written last line off a file, at the offset that a `TruncatedLineError` gives.
 *
 * @returns how many bytes were cut
 * @throws InputError where the offset is not where such a line begins: then something whole would be lost
 */
export async function cutTruncated(path: string, offset: number): Promise<number> {
  const file = await attempt(path, () => open(path, 'r+'));
  try {
    const { size } = await file.stat();
    const rest = await unended(file, size);
    if (offset !== size - rest.length || isWhole(rest)) {
      const what = `no half-written line begins at byte ${offset} of ${size}`;
      throw new InputError({ file: path, what, todo: 'Nothing was cut. Read the file again to find where its last line begins.' });
    }
    await file.truncate(offset);
    await file.sync();
    return rest.length;
  } finally {
    await file.close();
  }
}

/** The bytes after a file's last line feed. */
async function unended(file: FileHandle, size: number): Promise<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  for (let end = size; end > 0; end -= CHUNK) {
    const from = Math.max(0, end - CHUNK);
    const part = await bytesAt(file, from, end - from);
    const feed = part.lastIndexOf(0x0a);
    rest = Buffer.concat([part.subarray(feed + 1), rest]);
    if (feed !== -1) break;
  }
  return rest;
}

/** Whether bytes are a whole line that only lacks its line feed. */
function isWhole(bytes: Uint8Array): boolean {
  const text = decodeUtf8(bytes);
  return text !== undefined && 'value' in parseJson(text);
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** Makes a new or renamed entry of a folder last. Windows has no such call, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function opened(path: string): Promise<FileHandle> {
  return attempt(path, () => open(path, 'r'));
}

const MENDABLE: Record<string, [what: string, todo: string]> = {
  ENOENT: ['no such file', 'Check the name and the folder.'],
  ENOTDIR: ['no such file: a part of its path is not a folder', 'Check the name and the folder.'],
  EISDIR: ['it is a folder', 'Name a file in it.'],
  EACCES: ['no permission', 'Change its permissions, or run as a user who may use it.'],
  EPERM: ['no permission', 'Change its permissions, or run as a user who may use it.'],
  ENOSPC: ['the disk is full', 'What was written before is whole. Make room, then give the same command again.'],
  EDQUOT: ['the disk quota is used up', 'What was written before is whole. Make room, then give the same command again.'],
  EROFS: ['the disk can only be read', 'Name a place that can be written.'],
};

/** Run a step on a file; a system error that the user can mend becomes an InputError that says how. */
async function attempt<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const known = MENDABLE[(error as NodeJS.ErrnoException).code ?? ''];
    if (!known) throw error;
    throw new InputError({ file: path, what: known[0], todo: known[1] }, { cause: error });
  }
}
