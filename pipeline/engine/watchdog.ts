/** Watches over requests in flight: calls `onStall` where none of them shows a sign of life for so many seconds. */
export function watchdog(seconds: number, onStall: () => void) {
  let flying = 0;
  let last = performance.now();
  const timer = setInterval(
    () => {
      if (flying === 0 || performance.now() - last < seconds * 1000) return;
      last = performance.now();
      onStall();
    },
    Math.min(1000, seconds * 250),
  );
  timer.unref();
  return {
    alive(): void {
      last = performance.now();
    },
    /** Watches while the step runs. */
    async over<T>(step: () => Promise<T>): Promise<T> {
      if (flying++ === 0) last = performance.now();
      try {
        return await step();
      } finally {
        flying--;
      }
    },
    end(): void {
      clearInterval(timer);
    },
  };
}
