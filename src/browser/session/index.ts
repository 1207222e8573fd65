import { requireSupport, version } from './engine.ts';
import { changed, fetchFile, readOffer } from './fetch.ts';
import type { OfferedFile } from './offer.ts';
import { openSession } from './session.ts';
import { type Progress, type Session, SessionError } from './types.ts';

export type { Outcome, Progress, RunOptions, SchemaColumn, SchemaTable, Session } from './types.ts';
export { QueryError, SessionError } from './types.ts';

async function begin(address: string, onProgress: (progress: Progress) => void): Promise<Session> {
  requireSupport();
  const offer = await readOffer(address);
  if (offer.version !== version) throw changed();
  const of = offer.wasm.bytes + offer.database.bytes;
  const got = new Map<OfferedFile, number>();
  const fetched = (file: OfferedFile, name: string, check: boolean) =>
    fetchFile({
      address,
      file,
      name,
      check,
      onBytes: (bytes) => {
        got.set(file, bytes);
        onProgress({ step: 'fetch', bytes: [...got.values()].reduce((sum, each) => sum + each, 0), of });
      },
    });
  onProgress({ step: 'fetch', bytes: 0, of });
  const [wasm, database] = [fetched(offer.wasm, 'DuckDB', false), fetched(offer.database, 'The database', true)];
  Promise.all([wasm, database]).then(
    () => onProgress({ step: 'start', bytes: of, of }),
    () => {},
  );
  return openSession({ address, offer, wasm, database }, () => onProgress({ step: 'open', bytes: of, of }));
}

let started: Promise<Session> | undefined;
const listeners = new Set<(progress: Progress) => void>();

/**
 * The DuckDB of this page: fetched, checked, started and locked down at the first call, the same for every later one; after a failure the
 * next call tries anew.
 * @param address of `session.json`, beside which the files lie that it names.
 * @param onProgress hears of every step until the session is there.
 * @throws SessionError
 */
export async function startSession(address: string, onProgress?: (progress: Progress) => void): Promise<Session> {
  if (onProgress) listeners.add(onProgress);
  started ??= begin(address, (progress) => {
    for (const listener of listeners) listener(progress);
  });
  try {
    return await started;
  } catch (error) {
    started = undefined;
    throw error instanceof SessionError
      ? error
      : new SessionError(`DuckDB did not start: ${error instanceof Error ? error.message : error}`, 'other');
  } finally {
    if (onProgress) listeners.delete(onProgress);
  }
}
