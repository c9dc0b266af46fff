import { buildContracts, type Profile } from "../src/buildContracts.ts";
import type { Guard } from "./guard.ts";

/** What the stack is made of, in the order in which it can be had. */
export type StackPart =
  | "chain"
  | "ipfs"
  | "keepers"
  | "contracts"
  | "subgraph"
  | "key"
  | "protocol"
  | "service"
  | "indexer";
export type StackProgress = { part: StackPart; status: "start" | "done" };
export type OnStackProgress = (progress: StackProgress) => void;

/** A start in progress: what has to be closed again, and a signal that ends it. */
export type Startup = {
  guard: Guard;
  signal: AbortSignal;
  /** Reports a part while it is made. */
  step: <result>(part: StackPart, work: () => Promise<result>) => Promise<result>;
  /** Waits for all of them; when one fails, the others are told to give up and waited for. */
  together: <results extends readonly Promise<unknown>[]>(
    works: readonly [...results],
  ) => Promise<{ -readonly [index in keyof results]: Awaited<results[index]> }>;
  /** Compiles the contracts if they need it. */
  build: (profile: Profile) => Promise<string>;
  onClose: (close: () => Promise<void>) => void;
  /** What is done when all has been closed and every process has ended. */
  onClosed: (finish: () => Promise<void>) => void;
  /** Closes everything, once, whatever fails on the way; then throws what failed first. */
  close: () => Promise<void>;
};

export function startup(guard: Guard, options: { signal?: AbortSignal; onProgress?: OnStackProgress }): Startup {
  const { onProgress = () => {} } = options;
  const ending = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal;
  const closers: (() => Promise<void>)[] = [];
  const finishers: (() => Promise<void>)[] = [];
  let closed: Promise<void> | undefined;
  const close = async () => {
    ending.abort(new Error("The local stack was stopped."));
    const results = await Promise.allSettled(closers.map((closer) => closer()));
    await guard.close();
    for (const finish of finishers) await finish();
    for (const result of results) if (result.status === "rejected") throw result.reason;
  };
  return {
    guard,
    signal,
    step: async (part, work) => {
      signal.throwIfAborted();
      onProgress({ part, status: "start" });
      const result = await work();
      onProgress({ part, status: "done" });
      return result;
    },
    together: async (works) => {
      for (const work of works) work.catch((error: unknown) => ending.abort(error));
      // Only when all have ended can what they started be closed.
      await Promise.allSettled(works);
      signal.throwIfAborted();
      return Promise.all(works) as never;
    },
    build: (profile) => buildContracts(profile, { signal }),
    onClose: (closer) => closers.push(closer),
    onClosed: (finish) => finishers.push(finish),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
