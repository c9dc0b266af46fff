import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { Address, Hex } from "viem";
import type { KeyRequestTypedData } from "./keyRequest.ts";

/** What became of one keeper's answer. A faulty keeper answered what no honest one would: it is the culprit. */
export type KeeperOutcome = "verified" | "refused" | "unreachable" | "faulty";

/** One keeper's part in a request. */
export type KeeperReport = {
  /** Share index, from 1. */
  keeper: number;
  operator: Address;
  url: string;
  outcome: KeeperOutcome;
  /** Refusal code, where it refused. */
  code?: string;
  /** What went wrong, in a sentence; empty for a verified answer. */
  reason: string;
  /** Runs of the license that it had leased before, where it refused for that. */
  leased?: number;
};

/** How far a request is: `done` verified answers of the `total` needed, and the answer that just came in. */
export type KeyServiceProgress = KeeperReport & { done: number; total: number };

export type ReleaseParameters = {
  binding: CapsuleBinding;
  /** The encrypted content key from the manifest, 160 bytes. */
  header: Uint8Array;
  /** License to use; 0 asks as the capsule's owner. */
  licenseId: bigint;
  account: Address;
  /** Signs the request's typed data (EIP-712) with the account's key, or the session's device key. */
  sign: (typedData: KeyRequestTypedData) => Promise<Hex>;
  /** Device that signs in the account's name, authorized by a session. */
  signer?: Address;
  /** The manifest's commitment to the content key, 32 bytes. */
  keyCommitment: Uint8Array;
  signal?: AbortSignal;
  onProgress?: (progress: KeyServiceProgress) => void;
};

/** What to lease of a metered license. Counts of runs are cumulative. */
export type LeaseParameters = ReleaseParameters & {
  /** Runs wanted; fewer are leased when fewer are left. */
  runs: number;
  /** Runs known to be leased before, e.g. those settled on chain. */
  leased: number;
  /** Runs bought of the license. */
  bought: number;
};

/** A content key, and the runs that came with it. */
export type LeasedKey = {
  key: Uint8Array;
  /** How many; at least 1. */
  runs: number;
  /** Runs leased of the license in all, these included. */
  leased: number;
};

/** Where content keys come from. Networks of other kinds than the protocol's keepers can stand behind it. */
export interface KeyService {
  /**
   * Gets a capsule's content key for an account that may have it.
   *
   * @returns 32 bytes, checked against the commitment; the caller wipes them after use.
   * @throws KeyReleaseRefusedError when the keepers refuse for the same reason, with that reason's code;
   * KeeperQuorumLostError when too few of them answer; the signal's reason when it aborts.
   */
  release(parameters: ReleaseParameters): Promise<Uint8Array>;

  /**
   * The same for a metered license: the key comes with runs, which are used up whether or not they are run.
   *
   * @throws as {@link release}; KeyReleaseRefusedError `LICENSE_USED_UP` when no runs are left.
   */
  lease(parameters: LeaseParameters): Promise<LeasedKey>;
}
