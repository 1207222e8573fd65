import { existsSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { InputError } from '../records/index.ts';

/**
 * Opens a compiled database to be read. One thread: sums of doubles then come out the same each time. No extension is ever fetched.
 * @throws InputError where it is not there
 */
export async function openDatabase(file: string): Promise<DuckDBConnection> {
  if (!existsSync(file))
    throw new InputError({ file, what: 'no such file, and what you ask is read from it', todo: 'Run `lem compile` first.' });
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    threads: '1',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  return instance.connect();
}
