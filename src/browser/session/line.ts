type Mend = (after: () => Promise<void>) => void;

/** @param patient lets everything else go first that is asked while it waits. */
export type Line = <T>(work: (mend: Mend) => Promise<T>, patient?: boolean) => Promise<T>;

// What the patient leave to others who are about to ask, in milliseconds.
const PAUSE = 50;

/**
 * One thing at a time, in the order asked. What is left to mend after one (a query to stop, a worker to start anew) is done before the
 * next, and does not hold up the answer to the one.
 */
export function line(): Line {
  const first: (() => Promise<void>)[] = [];
  const later: (() => Promise<void>)[] = [];
  let busy = false;

  async function serve(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = first.shift() ?? later.shift(); next; next = first.shift() ?? later.shift()) await next();
    busy = false;
  }

  return (work, patient = false) =>
    new Promise((give, fail) => {
      const turn = async () => {
        let after: (() => Promise<void>) | undefined;
        await work((mending) => {
          after = mending;
        }).then(give, fail);
        await after?.().catch(() => {});
      };
      if (!patient) {
        first.push(turn);
        void serve();
      } else
        setTimeout(() => {
          later.push(turn);
          void serve();
        }, PAUSE);
    });
}
