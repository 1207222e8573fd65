import type { Engine } from './engine.ts';
import { QueryError } from './types.ts';

const stopped = (): QueryError => new QueryError('Stopped.', { kind: 'stopped', offset: undefined, candidates: [] });

/** Gives what work gives, unless the signal comes first: then it fails at once, whatever becomes of the work. */
export async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  work.catch(() => {});
  if (signal.aborted) throw stopped();
  let stop: (() => void) | undefined;
  const stopping = new Promise<never>((_, fail) => {
    stop = () => fail(stopped());
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([work, stopping]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** The engine as one ask may use it: once the signal has come, what is left of its work can start nothing more. */
export function until(signal: AbortSignal | undefined, engine: Engine): Engine {
  if (!signal) return engine;
  const unless = <Arguments extends unknown[], T>(work: (...args: Arguments) => Promise<T>) => {
    return async (...args: Arguments): Promise<T> => {
      if (signal.aborted) throw stopped();
      return work(...args);
    };
  };
  return {
    ...engine,
    stream: unless(engine.stream),
    rows: unless(engine.rows) as Engine['rows'],
    ipc: unless(engine.ipc),
    insert: unless(engine.insert),
  };
}
