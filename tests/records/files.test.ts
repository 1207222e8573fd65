import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  appendLine,
  cutTruncated,
  readChunks,
  readCsv,
  readJson,
  readJsonl,
  readText,
  sha256File,
  stageFile,
  writeAtomic,
} from '../../pipeline/records/files.ts';
import { cell, InputError, probeFile, readJsonLines, TruncatedLineError, toLine } from '../../pipeline/records/index.ts';
import * as z from '../../pipeline/records/zod.ts';
import { all } from './examples.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(at(name), content);
  return at(name);
};
/** Runs a line of code in a process of its own, with `files` at hand. */
function child(code: string, path: string, options: { uid?: number } = {}, before: string[] = []): string {
  const module = fileURLToPath(new URL('../../pipeline/records/files.ts', import.meta.url));
  const script = `const files = await import(process.argv[1]); await ${code}`;
  const command = [...before, process.execPath, '--input-type=module', '-e', script, module, path];
  return execFileSync(command[0] as string, command.slice(1), { encoding: 'utf8', ...options });
}
/** A shell that lets no file grow over 1024 bytes: writing then fails midway, as on a full disk. */
const FULL_DISK = ['bash', '-c', 'trap \'\' XFSZ; ulimit -f 1; exec "$0" "$@"'];

const thing = z.looseObject({ n: z.int() });

describe('reading', () => {
  test('a JSONL file against a schema', async () => {
    const path = put('a.jsonl', '{"n":1,"x":"y"}\n{"n":2}\n');
    expect((await all(readJsonl(path, thing))).map(({ line, value }) => [line, value])).toEqual([
      [1, { n: 1, x: 'y' }],
      [2, { n: 2 }],
    ]);
    await expect(all(readJsonl(put('b.jsonl', '{"n":1}\n{"n":"2"}\n'), thing))).rejects.toThrow(
      `${at('b.jsonl')}:2: n must be a number; found "2". `,
    );
  });
  test('a file larger than a chunk, and its SHA-256', async () => {
    const text = `${toLine({ n: 1, long: 'é'.repeat(400_000) })}${toLine({ n: 2 })}`;
    const path = put('a.jsonl', text);
    expect((await all(readJsonl(path, thing))).map(({ value }) => value.n)).toEqual([1, 2]);
    expect((await all(readChunks(path))).length).toBeGreaterThan(2);
    expect(await sha256File(put('abc', 'abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
  test('a CSV file', async () => {
    expect(await readCsv(put('a.csv', 'n\n1\n'), z.object({ n: cell.whole() }))).toEqual([{ line: 2, value: { n: 1 } }]);
  });
  test('a JSON file, naming the line of the value that does not fit', async () => {
    const path = put('a.json', '[\n  {"id": "P01_X", "prompt": "p"},\n  {\n    "id": "p02",\n    "prompt": "p"\n  }\n]\n');
    await expect(readJson(path, probeFile)).rejects.toThrow(`${path}:4: [1].id must be a probe id`);
    await expect(readJson(put('b.json', '[\n{"id": "P01_X"\n'), probeFile)).rejects.toThrow(`${at('b.json')}:3: the JSON breaks off`);
  });
  test('a text that is not UTF-8, naming the line', async () => {
    await expect(readText(put('a.txt', Uint8Array.of(0x61, 0x0a, 0x62, 0xe9, 0x0a)))).rejects.toThrow(
      `${at('a.txt')}:2: byte 4 (0xe9) is not UTF-8`,
    );
    expect(await readText(put('b.txt', '\ufeffä'))).toBe('ä');
  });

  const ways: [string, (path: string) => Promise<unknown>][] = [
    ['readJsonl', (path) => all(readJsonl(path, thing))],
    ['readCsv', (path) => readCsv(path, z.object({ n: cell.whole() }))],
    ['readJson', (path) => readJson(path, thing)],
    ['sha256File', sha256File],
    ['cutTruncated', (path) => cutTruncated(path, 0)],
  ];
  test.each(ways)('%s says that a file is missing, or a folder', async (_name, way) => {
    await expect(way(at('none.x'))).rejects.toThrow(`${at('none.x')}: no such file. Check the name and the folder.`);
    await expect(way(at('none.x'))).rejects.toThrow(InputError);
    await expect(way(folder)).rejects.toThrow(`${folder}: it is a folder. Name a file in it.`);
    await expect(way(join(put('plain', ''), 'x'))).rejects.toThrow('a part of its path is not a folder');
  });
  test.skipIf(process.platform === 'win32')('a file without permission', () => {
    chmodSync(put('secret', 'x'), 0);
    chmodSync(folder, 0o755);
    // Root may read all, so root looks as another user.
    const as = process.getuid?.() === 0 ? { uid: 65534 } : {};
    const told = child(`files.readText(process.argv[2]).catch((error) => console.log(error.name, error.message))`, at('secret'), as);
    expect(told).toBe(`InputError ${at('secret')}: no permission. Change its permissions, or run as a user who may use it.\n`);
  });
  test('a reader that stops early closes its file', async () => {
    const path = put('a.jsonl', '{"n":1}\n{"n":2}\n');
    for (let i = 0; i < 5; i++) for await (const _line of readJsonl(path, thing)) break;
    const open = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0;
    for (let i = 0; i < 20; i++) for await (const _line of readJsonl(path, thing)) break;
    if (open > 0) expect(readdirSync('/proc/self/fd').length).toBeLessThan(open + 10);
  });
});

describe('writeAtomic', () => {
  const failing = async function* () {
    yield 'half of ';
    throw new Error('the source broke');
  };
  test('writes texts, bytes and streams', async () => {
    await writeAtomic(at('a'), 'text');
    await writeAtomic(at('b'), Uint8Array.of(1, 2));
    await writeAtomic(
      at('c'),
      (async function* () {
        yield 'x';
        yield Uint8Array.of(0x79);
      })(),
    );
    expect([readFileSync(at('a'), 'utf8'), [...readFileSync(at('b'))], readFileSync(at('c'), 'utf8')]).toEqual(['text', [1, 2], 'xy']);
    expect(readdirSync(folder)).toEqual(['a', 'b', 'c']);
  });
  test('leaves the old file, and nothing beside it, where writing fails', async () => {
    put('a', 'old');
    await expect(writeAtomic(at('a'), failing())).rejects.toThrow('the source broke');
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });
  test.skipIf(process.platform === 'win32')('leaves the old file where the disk is full', () => {
    put('a', 'old');
    const told = child(
      `files.writeAtomic(process.argv[2], 'x'.repeat(5000)).catch((error) => console.log(error.code))`,
      at('a'),
      {},
      FULL_DISK,
    );
    expect(told).toBe('EFBIG\n');
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['a']);
  });
  test('leaves nothing where there was nothing', async () => {
    await expect(writeAtomic(at('a'), failing())).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
  test('leaves nothing beside a folder that stands in its place', async () => {
    mkdirSync(at('taken'));
    put('taken/x', '');
    await expect(writeAtomic(at('taken'), 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['taken']);
  });
  test('shows the old content until the new is whole', async () => {
    put('a', 'old');
    const seen: string[] = [];
    await writeAtomic(
      at('a'),
      (async function* () {
        yield 'new';
        seen.push(readFileSync(at('a'), 'utf8'));
        yield 'er';
      })(),
    );
    expect([seen, readFileSync(at('a'), 'utf8')]).toEqual([['old'], 'newer']);
  });
  test('in two steps: the hash is known before the file is in its place', async () => {
    put('a', 'old');
    const staged = await stageFile(at('a'), ['ne', Uint8Array.of(0x77), '\u00e9']);
    expect(readFileSync(at('a'), 'utf8')).toBe('old');
    await staged.commit();
    expect(readFileSync(at('a'), 'utf8')).toBe('new\u00e9');
    expect([staged.sha256, staged.bytes]).toEqual([await sha256File(at('a')), 5]);
    await (await stageFile(at('a'), 'newer')).discard();
    expect(readFileSync(at('a'), 'utf8')).toBe('new\u00e9');
    expect(readdirSync(folder)).toEqual(['a']);
  });
  test('keeps permissions and follows a link', async () => {
    put('a', 'old');
    chmodSync(at('a'), 0o600);
    symlinkSync(at('a'), at('link'));
    await writeAtomic(at('link'), 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(['a', 'link']);
  });
});

describe('a journal', () => {
  test.skipIf(!existsSync('/dev/full'))('a full disk is said with the file and what to do', async () => {
    symlinkSync('/dev/full', at('full'));
    await expect(appendLine(at('full'), { n: 1 })).rejects.toThrow(/full: the disk is full\. .* same command again\./);
  });

  test('grows line by line', async () => {
    await appendLine(at('j'), { n: 1, text: 'a\nb' });
    await appendLine(at('j'), { n: 2 });
    expect(readFileSync(at('j'), 'utf8')).toBe('{"n":1,"text":"a\\nb"}\n{"n":2}\n');
    await expect(appendLine(at('j'), { n: Number.NaN })).rejects.toThrow(InputError);
    expect(readFileSync(at('j'), 'utf8')).toBe('{"n":1,"text":"a\\nb"}\n{"n":2}\n');
  });
  test('cut at any byte is mended and goes on: nothing whole is lost, nothing stands twice', async () => {
    const entries = [{ n: 1, text: 'é€😀' }, { n: 2, text: '"\\' }, { n: 3 }];
    const whole = Buffer.from(entries.map((entry) => toLine(entry)).join(''));
    for (let cut = 0; cut <= whole.length; cut++) {
      const path = put('j', whole.subarray(0, cut));
      const seen: number[] = [];
      try {
        for await (const { value } of readJsonl(path, thing)) seen.push(value.n);
      } catch (error) {
        expect(error).toBeInstanceOf(TruncatedLineError);
        const { offset } = error as TruncatedLineError;
        await expect(appendLine(path, { n: 0 })).rejects.toMatchObject({ name: 'TruncatedLineError', offset });
        expect(await cutTruncated(path, offset)).toBe(cut - offset);
      }
      for (const entry of entries) if (!seen.includes(entry.n)) await appendLine(path, entry);
      // Nothing was left to append where the last line feed alone was missing.
      const due = cut === whole.length - 1 ? whole.subarray(0, cut) : whole;
      expect(readFileSync(path).equals(due), `cut at ${cut}`).toBe(true);
    }
  });
  test.skipIf(process.platform === 'win32')('takes back what was written of a line where the disk is full', () => {
    const path = put('j', '{"n":1}\n');
    const told = child(
      `files.appendLine(process.argv[2], { n: 2, text: 'x'.repeat(5000) }).catch((error) => console.log(error.code))`,
      path,
      {},
      FULL_DISK,
    );
    expect(told).toBe('EFBIG\n');
    expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n');
  });
  test('is not cut where something whole would go', async () => {
    const path = put('j', '{"n":1}\n{"n":2}\n{"n":');
    for (const offset of [0, 8, 17, 21, 99, -1, 1.5, Number.NaN])
      await expect(cutTruncated(path, offset)).rejects.toThrow(`no half-written line begins at byte ${offset} of 21`);
    expect(await cutTruncated(path, 16)).toBe(5);
    const unended = put('k', '{"n":1}\n{"n":2}');
    await expect(cutTruncated(unended, 8)).rejects.toThrow(InputError);
    expect(readFileSync(unended, 'utf8')).toBe('{"n":1}\n{"n":2}');
  });
  test('with a long half-written line, longer than a chunk', async () => {
    const path = put('j', `{"n":1}\n{"n":2,"x":"${'y'.repeat(700_000)}`);
    await expect(all(readJsonLines(readChunks(path), path))).rejects.toMatchObject({ offset: 8 });
    await cutTruncated(path, 8);
    expect(readFileSync(path, 'utf8')).toBe('{"n":1}\n');
  });
});
