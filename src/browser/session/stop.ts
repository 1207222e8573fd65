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
