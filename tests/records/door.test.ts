import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as z from '../../pipeline/records/zod.ts';

const folder = fileURLToPath(new URL('../../pipeline/records/', import.meta.url));

test('only files.ts knows Node', () => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && file !== 'files.ts',
  )) {
    const source = readFileSync(folder + name, 'utf8');
    expect(source, name).not.toMatch(/from 'node:|\bBuffer\.|\bprocess\.|from '\.\/files\.ts'/);
  }
});

test('the door reads JSONL, CSV and a run where there is no Buffer and no process', () => {
  const script = `
    const { index } = { index: process.argv[1] };
    const log = console.log;
    delete globalThis.Buffer;
    delete globalThis.process;
    const records = await import(index);
    const lines = [];
    for await (const { value } of records.readJsonLines([new TextEncoder().encode('{"a":"é"}\\n')], 'f')) lines.push(value.a);
    const rows = records.parseCsv('model_id,probe_set,condition,mean\\ngemma-3-1b,P20,json,"15.90"\\n', records.averageRow, 'f');
    log(JSON.stringify([lines, rows[0].value.mean, typeof Buffer, typeof process]));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script, `${folder}index.ts`], { encoding: 'utf8' });
  expect(JSON.parse(output)).toEqual([['é'], 15.9, 'undefined', 'undefined']);
});

test('schemas are never compiled with new Function, which pages forbid', () => expect(z.core.globalConfig.jitless).toBe(true));
