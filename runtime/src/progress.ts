import type { KeeperReport } from "./keys/keyService.ts";

/** How far a step is. */
export type StepProgress = {
  /** Bytes (for the steps that ask keepers: right answers) so far. */
  done?: number;
  /** What `done` will be in the end, where that is known. */
  total?: number;
  /** What the step works on, e.g. the path of a file. */
  subject?: string;
  /** The keeper whose answer just came in, and what became of it. */
  keeper?: KeeperReport;
};

/** Progress of a pipeline's step: `start`, any number of `progress`, then `done` (or the pipeline throws). */
export type ProgressEvent<Step extends string> = StepProgress & { step: Step; status: "start" | "progress" | "done" };

export type OnProgress<Step extends string> = (event: ProgressEvent<Step>) => void;

/** Reports how far a running step is. */
export type Report = (progress: StepProgress) => void;

/** Announces steps around the work that they are, and stops between them once the signal is aborted. */
export type StepRunner<Step extends string> = <Result>(
  step: Step,
  work: (report: Report) => Promise<Result>,
) => Promise<Result>;

/** @throws the signal's reason before a step when it is aborted. */
export function stepRunner<Step extends string>(
  onProgress: OnProgress<Step> | undefined,
  signal: AbortSignal | undefined,
): StepRunner<Step> {
  return async (step, work) => {
    signal?.throwIfAborted();
    onProgress?.({ step, status: "start" });
    const result = await withSignal(
      work((progress) => onProgress?.({ step, status: "progress", ...progress })),
      signal,
    );
    onProgress?.({ step, status: "done" });
    return result;
  };
}

/**
 * Settles like `promise`, or rejects with the signal's reason as soon as it is aborted: for work that can't be cancelled
 * itself. What it resolves with after that is dropped.
 */
export function withSignal<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
