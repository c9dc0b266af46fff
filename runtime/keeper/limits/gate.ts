import { RefusedError } from "../refusedError.ts";

export type GateOptions = {
  /** Tasks that run at the same time. */
  concurrency: number;
  /** Tasks that may wait for their turn. */
  queue: number;
  /** How long a task may wait, in milliseconds. */
  waitMilliseconds: number;
};

/** Lets tasks in up to its limits. */
export type Gate = {
  /** @throws RefusedError BUSY when too many are waiting, or it had to wait too long; the signal's reason on abort. */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>;
};

const RETRY_AFTER_SECONDS = 1;

/** A bounded queue before a bounded number of running tasks. */
export function createGate(options: GateOptions): Gate {
  let running = 0;
  const waiting = new Set<() => void>();

  const leave = () => {
    const [next] = waiting;
    if (next) next();
    else running -= 1;
  };
  const enter = async (signal: AbortSignal) => {
    signal.throwIfAborted();
    if (running < options.concurrency) {
      running += 1;
      return;
    }
    if (waiting.size >= options.queue) throw busy();
    await turn(waiting, options.waitMilliseconds, signal);
  };
  return {
    run: async (task, signal) => {
      await enter(signal);
      try {
        return await task();
      } finally {
        leave();
      }
    },
  };
}

/** Waits in the queue; who leaves the gate passes its place on to the first. */
function turn(waiting: Set<() => void>, waitMilliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      waiting.delete(enter);
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      finish();
    };
    const enter = () => settle(resolve);
    const aborted = () => settle(() => reject(signal.reason));
    const timer = setTimeout(() => settle(() => reject(busy())), waitMilliseconds);
    signal.addEventListener("abort", aborted, { once: true });
    waiting.add(enter);
  });
}

function busy(): RefusedError {
  return new RefusedError("BUSY", "The keeper serves as many requests as it can.", {
    retryAfter: RETRY_AFTER_SECONDS,
  });
}
