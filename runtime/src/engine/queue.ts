export type Turns = <T>(task: () => Promise<T>, signal?: AbortSignal) => Promise<T>;

/**
 * Runs tasks strictly one after another, in the order of the calls; one that fails does not stop the next. A task whose
 * signal aborts is reported at once: it never begins when it still waits, and has to look at the signal when it runs.
 */
export function oneAfterAnother(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (task, signal) => {
    const begin = () => {
      signal?.throwIfAborted();
      return task();
    };
    const result = last.then(begin, begin);
    last = result.catch(() => undefined);
    return signal === undefined ? result : settledOrAborted(result, signal);
  };
}

function settledOrAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
