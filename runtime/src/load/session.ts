import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { LicenseGuard } from "../access/licenseGuard.ts";
import type { EngineSession, Tensor, TensorInfo } from "../ports.ts";
import { SessionClosedError } from "./errors.ts";
import type { RunMeter } from "./runMeter.ts";

/** What runs, and by what right. */
export type SessionInfo = {
  binding: CapsuleBinding;
  version: number;
  manifest: Manifest;
  /** Path of the model inside the capsule. */
  path: string;
  licenseId: bigint;
  /** Bit set that the license grants. */
  rights: number;
  /** Metered runs that the license had left, as far as they were settled, when it was loaded; 0 for unmetered. */
  runs: number;
  inputs: readonly TensorInfo[];
  outputs: readonly TensorInfo[];
};

/** A capsule's model, loaded and running for as long as its license lasts. */
export interface CapsuleSession {
  readonly info: SessionInfo;
  /** End of the license, Unix time in seconds; moves when it is renewed. */
  readonly expiresAt: bigint;
  /** Runs that a metered license has left, as far as the session knows; undefined where nobody counts them. */
  readonly runsLeft: number | undefined;
  /** Aborted when the session is over, however: its reason says why. */
  readonly signal: AbortSignal;
  /**
   * Runs the model.
   *
   * @throws LicenseExpiredError and the other AccessRefusedErrors once the license is over, also for runs that are under
   *   way then; LicenseUncheckedError; SessionClosedError; the engine's errors. Of a metered license whose runs are used
   *   up: KeyReleaseRefusedError `LICENSE_USED_UP`, and what else the key service throws when it leases more.
   */
  run(feeds: Record<string, Tensor>, options?: { signal?: AbortSignal }): Promise<Record<string, Tensor>>;
  /** Ends the engine and frees the model. May be called again. */
  close(): Promise<void>;
}

/** Ties an engine's session to the license that it runs under. */
export function guardedSession(parameters: {
  info: SessionInfo;
  engine: EngineSession;
  guard: LicenseGuard;
  /** Counts runs, where they are metered. */
  meter?: RunMeter | undefined;
}): CapsuleSession {
  const { info, engine, guard, meter } = parameters;
  const closing = new AbortController();
  const signal = AbortSignal.any([guard.signal, closing.signal]);
  const stop = () => engine.close().catch(() => {}); // the engine ends its child in any case
  guard.signal.addEventListener("abort", () => void stop(), { once: true });
  if (guard.signal.aborted) void stop();
  return {
    info,
    signal,
    get expiresAt() {
      return guard.expiresAt;
    },
    get runsLeft() {
      return meter?.left;
    },
    async run(feeds, options) {
      signal.throwIfAborted();
      await guard.use();
      await meter?.take();
      try {
        return await engine.run(feeds, options);
      } catch (error) {
        meter?.giveBack();
        signal.throwIfAborted(); // what ended the session is the reason, not that its engine is gone
        throw error;
      }
    },
    async close() {
      guard.stop();
      closing.abort(new SessionClosedError());
      await engine.close();
    },
  };
}
