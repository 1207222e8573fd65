import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { inProject } from '../../pipeline/project.ts';
import { zip } from '../../src/data/zip.ts';
import { archiveReadme } from '../../src/words/archive.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const files = new Map([
  ['b.txt', encode('two\n')],
  ['a/deep.csv', encode('x,y\n')],
  ['öland.txt', encode('')],
]);

describe('an archive', () => {
  test('holds every file in its folder, and their checksums', () => {
    const entries = unzipSync(zip('folder', files));
    expect(Object.keys(entries).sort()).toEqual(['folder/SHA256SUMS', 'folder/a/deep.csv', 'folder/b.txt', 'folder/öland.txt']);
    const sums = decode(entries['folder/SHA256SUMS']).trimEnd().split('\n');
    expect(sums).toHaveLength(3);
    for (const line of sums) {
      const [hash, name] = line.split('  ');
      expect(
        createHash('sha256')
          .update(entries[`folder/${name}`] as Uint8Array)
          .digest('hex'),
      ).toBe(hash);
    }
  });

  test('is the same bytes in whatever order the files come, and in any time zone', () => {
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    const here = hash(zip('folder', files));
    expect(hash(zip('folder', new Map([...files].reverse())))).toBe(here);
    const script = `const { zip } = await import(process.argv[1]); const { createHash } = await import('node:crypto');
      const encode = (text) => new TextEncoder().encode(text);
      process.stdout.write(createHash('sha256').update(zip('folder', new Map([['b.txt', encode('two\\n')], ['a/deep.csv', encode('x,y\\n')], ['öland.txt', encode('')]]))).digest('hex'));`;
    for (const TZ of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script, inProject('src/data/zip.ts')], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      });
      expect(stdout, TZ).toBe(here);
    }
  });

  test('makes its own checksums', () => expect(() => zip('folder', new Map([['SHA256SUMS', encode('')]]))).toThrow('SHA256SUMS'));
});

describe('its text', () => {
  const file = (name: string) => ({ name, bytes: 10, sha256: 'c'.repeat(64), tables: ['responses'], rows: 1, columns: 2 });
  const manifest = {
    project: { name: 'lem', version: '0.1.0' },
    data_sha256: 'a'.repeat(64),
    scorer: { version: '2.0.0', sha256: 'b'.repeat(64) },
    duckdb: 'v1',
    tables: [{ name: 'models', rows: 29, comment: 'One row is a model.', key: ['model_id'], sha256: '', columns: [] }],
  };

  test('names what is there, and no more', () => {
    const plain = archiveReadme({ manifest, held: [], left: [], releases: 0 });
    expect(plain).toContain('models                29 rows  One row is a model.');
    expect(plain).not.toMatch(/responses-|releases\/|Left out/);
    const full = archiveReadme({ manifest, held: [file('responses-x.parquet')], left: [], releases: 2 });
    expect(full).toMatch(/^responses-\* .*untrusted/m);
    expect(full).toMatch(/^releases\/ /m);
  });

  test('says what was left out', () => {
    expect(archiveReadme({ manifest, held: [], left: [file('responses-x.parquet')], releases: 0 })).toContain(
      `responses-x.parquet  10 bytes  ${'c'.repeat(64)}`,
    );
  });
});
