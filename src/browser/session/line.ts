/**
 * One thing at a time, in the order asked. What is left to mend after one (a query to stop, a worker to start anew) is done before the
 * next, and does not hold up the answer to the one.
 */
export function line(): <T>(work: (mend: (after: () => Promise<void>) => void) => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    let after: (() => Promise<void>) | undefined;
    const result = last.then(() =>
      work((mending) => {
        after = mending;
      }),
    );
    last = result
      .then(
        () => after?.(),
        () => after?.(),
      )
      .catch(() => {});
    return result;
  };
}
