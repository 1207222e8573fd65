import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Offered } from './page.ts';

/** A database of response texts as the build makes one, packed as the site ships it. */
export async function makeTexts(run_id: string): Promise<{ file: Offered; content: Buffer }> {
  const folder = mkdtempSync(join(tmpdir(), 'lem-texts-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`ATTACH '${join(folder, 'texts.duckdb')}' AS texts (STORAGE_VERSION 'v1.0.0')`);
  await connection.run(
    'CREATE TABLE texts.responses (run_id VARCHAR, probe_id VARCHAR, condition VARCHAR, sample INTEGER, response VARCHAR)',
  );
  await connection.run(
    "INSERT INTO texts.responses VALUES ($run_id, 'P01', 'baseline', 0, '<b>one</b>'), ($run_id, 'P02', 'baseline', 0, 'two')",
    {
      run_id,
    },
  );
  await connection.run('DETACH texts');
  connection.closeSync();
  const plain = readFileSync(join(folder, 'texts.duckdb'));
  rmSync(folder, { recursive: true });
  const content = gzipSync(plain);
  const sha256 = createHash('sha256').update(plain).digest('hex');
  return { file: { file: `responses-made.${sha256.slice(0, 12)}.duckdb.gz`, bytes: content.length, size: plain.length, sha256 }, content };
}
