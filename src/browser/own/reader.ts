import type { Told } from './messages.ts';
import type { FaultSaid, ReadFile, Rows } from './types.ts';

/** Why a file could not be read, as the command line says it. */
export class FileFault extends Error {
  fault: FaultSaid;

  constructor(fault: FaultSaid) {
    super(`${fault.what}. ${fault.todo}`);
    this.name = 'FileFault';
    this.fault = fault;
  }
}

/**
 * Reads a file in a worker of its own, which ends with it.
 *
 * @param signal ends the reading at once
 * @throws FileFault where the file cannot be read; what `signal` gives as reason where it was stopped
 */
export function readFile(
  file: File,
  run_id: string,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: { bytes: number; of: number; rows: number }) => void } = {},
): Promise<ReadFile> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    const rows: Rows[number][] = [];
    const end = (step: () => void) => {
      worker.terminate();
      step();
    };
    signal?.addEventListener('abort', () => end(() => fail(signal.reason)), { once: true });
    worker.addEventListener('error', () =>
      end(() =>
        fail(
          new FileFault({
            line: null,
            what: 'this browser did not start the reader of files',
            todo: 'The command line has the same one: npx lem score FILE',
          }),
        ),
      ),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (data.is === 'progress') onProgress?.(data);
      else if (data.is === 'rows') for (const row of data.rows) rows.push(row);
      else if (data.is === 'fault') end(() => fail(new FileFault(data.fault)));
      else end(() => done({ found: data.found, rows }));
    });
    worker.postMessage({ file, run_id });
  });
}
