import { setTimeout as sleep } from 'node:timers/promises';
import { RequestError } from './chat.ts';

/** How often and after what time a request is sent again. */
export type RetryPolicy = {
  /** Tries in all. */
  tries: number;
  /** Wait before the second, in milliseconds; doubled each time. */
  first: number;
  /** Longest wait, also where a server asks for more. */
  longest: number;
};

export const RETRIES: RetryPolicy = { tries: 5, first: 500, longest: 60_000 };

/** The wait before try number `attempt` (2 is the second): doubled each time, spread by a quarter so that many do not come back at once. */
export function waitBefore(
  attempt: number,
  error: RequestError,
  { first, longest }: RetryPolicy,
  random: () => number = Math.random,
): number {
  const doubled = first * 2 ** (attempt - 2);
  return Math.min(longest, Math.max(error.wait ?? 0, doubled * (0.75 + random() / 2)));
}

/** Runs a step again while it is `lost` or `busy`. @throws its last error, or at once one of another kind */
export async function withRetries<T>(step: () => Promise<T>, policy: RetryPolicy, signal?: AbortSignal): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (error) {
      const again = error instanceof RequestError && (error.kind === 'lost' || error.kind === 'busy') && attempt < policy.tries;
      if (!again) throw error;
      await sleep(waitBefore(attempt + 1, error, policy), undefined, signal ? { signal } : {}).catch(() => {
        throw new RequestError('aborted', 'given up');
      });
    }
  }
}
