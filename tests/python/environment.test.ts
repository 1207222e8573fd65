import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProject } from '../../pipeline/project.ts';
import { blas, environment, lastLines, parseEvent, pythonVariables, runProgram } from '../../pipeline/python/index.ts';
import { WITHOUT_MLX } from '../models.ts';

const list = (name: string): string => readFileSync(inProject(`pipeline/python/${name}`), 'utf8');

describe('the lists of packages', () => {
  test.each(['requirements.txt', 'uv.txt', 'smollm2.txt'])(
    '%s: every package pinned, with hashes, and no address of a registry',
    (name) => {
      const text = list(name);
      const entries = text
        .replace(/\\\n/g, ' ')
        .split('\n')
        .filter((line) => /^[a-z0-9]/.test(line));
      expect(entries.length).toBeGreaterThan(0);
      for (const entry of entries) expect(entry).toMatch(/^\S+==\S+ .*--hash=sha256:[0-9a-f]{64}/);
      expect(text).not.toMatch(/^\s*(--index-url|--extra-index-url|-i|--find-links)\b/m);
      expect(text).not.toMatch(/https?:/);
    },
  );

  test('each list holds what its source asks for', () => {
    for (const name of ['requirements', 'uv', 'smollm2']) {
      const asked = [...list(`${name}.in`).matchAll(/^([a-z0-9-]+)(?:\[\w+\])?==(\S+)/gm)].map(
        ([, package_, version]) => `${package_}==${version}`,
      );
      expect(asked.length).toBeGreaterThan(0);
      for (const pin of asked) expect(list(`${name}.txt`)).toContain(`\n${pin} `);
    }
  });

  test('the launcher asserts the versions that the list pins', () => {
    const [, pinned] = /^PINNED = (\{.*\})$/m.exec(list('serve.py')) ?? [];
    const versions = Object.entries(JSON.parse(pinned as string) as Record<string, string>);
    expect(versions.length).toBe(2);
    for (const [name, version] of versions) expect(list('requirements.txt')).toContain(`\n${name}==${version} `);
  });
});

describe('running programs', () => {
  test('the end and the last words of a program', async () => {
    const script = 'for (let i = 0; i < 50; i++) console.error("line " + i); process.exit(3)';
    const { code, tail } = await runProgram(process.execPath, ['-e', script]);
    expect(code).toBe(3);
    expect(tail).toMatch(/^line 38 \|.*\| line 49$/);
  });

  test('last lines, whatever they are cut into', () => {
    const last = lastLines(2);
    for (const part of ['a\nb', 'c\r', '\n\nd\n', 'e']) last.add(part);
    expect(last.lines()).toEqual(['d', 'e']);
  });

  test('only a JSON object with an event is one', () => {
    expect(parseEvent('{"event":"x","n":1}')).toEqual({ event: 'x', n: 1 });
    for (const line of ['', 'Loading...', '{', '{"n":1}', '[1]', 'null']) expect(parseEvent(line)).toBeUndefined();
  });
});

describe('what a Python process starts with', () => {
  test('no other Python, no hub unless it is asked for', () => {
    const variables = pythonVariables();
    expect(variables.PYTHONPATH).toBeUndefined();
    expect(variables.HF_HUB_OFFLINE).toBe('1');
    expect(pythonVariables({ fetch: true }).HF_HUB_OFFLINE).toBeUndefined();
  });

  test.skipIf(process.platform !== 'linux')('the BLAS of the machine, or one that is named, or none', () => {
    const before = process.env.LEM_BLAS;
    try {
      process.env.LEM_BLAS = 'none';
      expect(blas()).toMatchObject({ file: undefined, todo: '' });
      expect(pythonVariables().LD_PRELOAD).toBe(process.env.LD_PRELOAD);
      process.env.LEM_BLAS = '/no/such/library.so';
      expect(blas()).toMatchObject({ file: undefined, todo: expect.stringMatching(/LEM_BLAS/) });
      process.env.LEM_BLAS = process.execPath;
      expect(pythonVariables().LD_PRELOAD).toContain(process.execPath);
    } finally {
      if (before === undefined) delete process.env.LEM_BLAS;
      else process.env.LEM_BLAS = before;
    }
  });

  const here = environment();
  test.skipIf(!here)(`mlx computes with it${here ? '' : `: skipped, ${WITHOUT_MLX}`}`, () => {
    const program =
      'import mlx.core as mx; a = mx.full((64, 64), 2.0); print((a @ a).sum().item()); import sys; print(sys.platform == "linux" and "openblas" in open("/proc/self/maps").read())';
    const { stdout, status } = spawnSync((here as { python: string }).python, ['-c', program], {
      env: pythonVariables(),
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    const [sum, loaded] = stdout.trim().split('\n');
    expect(Number(sum)).toBe(64 * 64 * 64 * 4);
    if (process.platform === 'linux') expect(loaded).toBe(blas().file ? 'True' : 'False');
  });
});
