/** Starts one unit of work; at most `concurrency` are started and not yet read. Resolves once it was started. */
export type Emit = (start: () => Promise<Uint8Array>) => Promise<void>;

/** What a pipe does with what is written to it. */
export type PipeStage = {
  write(chunk: Uint8Array, emit: Emit): Promise<void>;
  close(emit: Emit): Promise<void>;
  /** Called once at the end, however it comes: wipe what is left. */
  dispose(): void;
};

/**
 * A transform stream whose work runs concurrently and comes out in order.
 *
 * A plain TransformStream can only do one chunk at a time, and takes in a large chunk at once; here a writer waits until
 * its work was read, so memory is bounded by `concurrency` results whatever the size of the chunks. A failed result
 * errors both sides and nothing after it is emitted.
 */
export function orderedPipe(stage: PipeStage, concurrency: number): TransformStream<Uint8Array, Uint8Array> {
  const pending = new PendingResults(concurrency);
  let readableSide: ReadableStreamDefaultController<Uint8Array>;
  let writableSide: WritableStreamDefaultController;
  const fail = (reason: unknown): void => {
    pending.stop(reason);
    stage.dispose();
    readableSide.error(reason);
    writableSide.error(reason);
  };
  const orFail = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (reason) {
      fail(reason);
      throw reason;
    }
  };

  const readable = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        readableSide = controller;
      },
      pull: (controller) =>
        orFail(async () => {
          const result = await pending.next();
          if (result !== undefined) controller.enqueue(result);
          else if (!pending.stopped) controller.close();
        }),
      cancel: fail,
    },
    { highWaterMark: 0 },
  );
  const writable = new WritableStream<Uint8Array>({
    start(controller) {
      writableSide = controller;
    },
    write: (chunk) => orFail(() => stage.write(requireBytes(chunk), pending.add)),
    close: () =>
      orFail(async () => {
        await stage.close(pending.add);
        stage.dispose();
        pending.end();
      }),
    abort: fail,
  });
  return { readable, writable };
}

/** Results under way, oldest first; `add` waits for room, `next` for a result. */
class PendingResults {
  readonly #capacity: number;
  readonly #results: Promise<Uint8Array>[] = [];
  readonly #waiting: (() => void)[] = [];
  #ended = false;
  #stop: { reason: unknown } | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get stopped(): boolean {
    return this.#stop !== undefined;
  }

  readonly add: Emit = async (start) => {
    while (!this.#stop && this.#results.length >= this.#capacity) await this.#change();
    if (this.#stop) throw this.#stop.reason;
    const result = start();
    result.catch(() => {}); // seen by `next` when its turn comes
    this.#results.push(result);
    this.#notify();
  };

  /** The oldest result, or undefined when there will be none. */
  async next(): Promise<Uint8Array | undefined> {
    while (!this.#stop && !this.#ended && this.#results.length === 0) await this.#change();
    const result = await this.#results[0];
    if (this.#stop) return undefined;
    this.#results.splice(0, 1);
    this.#notify();
    return result;
  }

  end(): void {
    this.#ended = true;
    this.#notify();
  }

  stop(reason: unknown): void {
    this.#stop ??= { reason };
    this.#results.length = 0;
    this.#notify();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #notify(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

function requireBytes(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError("A payload stream takes Uint8Array chunks.");
}
