import { FileFault } from './fault.ts';
import type { Ask, Given, Told } from './messages.ts';

/** A worker that holds one file. */
export interface FileWorker {
  /**
   * Asks it; one thing after another.
   * @throws FileFault where it could not be done; the reason of `signal` where it was stopped, which ends the worker
   */
  ask<Do extends Ask['do']>(
    ask: Extract<Ask, { do: Do }>,
    options?: { signal?: AbortSignal; onProgress?: (progress: { bytes: number; of: number; rows: number }) => void },
  ): Promise<Given[Do]>;
  /** Lets go of the file. */
  end(): void;
}

/** A worker for one file, which is read, scored and held beside the page. */
export function fileWorker(): FileWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  let turn: Promise<unknown> = Promise.resolve();
  const asked: FileWorker['ask'] = (ask, { signal, onProgress } = {}) =>
    new Promise((done, fail) => {
      const over = new AbortController();
      const end = (step: () => void) => {
        over.abort();
        step();
      };
      const listen = { signal: over.signal };
      const stop = () => {
        worker.terminate();
        end(() => fail(signal?.reason));
      };
      if (signal?.aborted) return stop();
      signal?.addEventListener('abort', stop, listen);
      worker.addEventListener(
        'error',
        () =>
          end(() =>
            fail(
              new FileFault({
                line: null,
                what: 'this browser did not start the reader of files',
                todo: 'The command line has the same one: npx lem score FILE',
              }),
            ),
          ),
        listen,
      );
      worker.addEventListener(
        'message',
        ({ data }: MessageEvent<Told>) => {
          if (data.is === 'progress') onProgress?.(data);
          else if (data.is === 'fault') end(() => fail(new FileFault(data.fault)));
          else end(() => done(data.given as never));
        },
        listen,
      );
      worker.postMessage(ask);
    });
  return {
    ask: (ask, options) => {
      const answer = turn.then(() => asked(ask, options));
      turn = answer.catch(() => {});
      return answer;
    },
    end: () => worker.terminate(),
  };
}
