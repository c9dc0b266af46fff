/**
 * What the pipelines stand on. Each port has one implementation in this package that is used unless another is given;
 * none of them knows another one.
 */
import type { ParentParameters } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import type { Lineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { Address, Hex } from "viem";
import type { KeyServiceProgress } from "./keys/keyService.ts";
import type { OfferInput } from "./publish/offer.ts";

export type { Engine, EngineSession, Tensor, TensorInfo } from "./engine/engine.ts";
export type { KeyService } from "./keys/keyService.ts";
export type { BlockReader, BlockWriter } from "./storage/blocks.ts";

/** What the registry says of a capsule, at the latest block. */
export type CapsuleState = {
  owner: Address;
  /** Number of the current version, from 1. */
  version: bigint;
  /** SHA-256 of the current version's manifest. */
  manifestDigest: Hex;
  encrypted: boolean;
  isSealed: boolean;
  suspended: boolean;
};

/** What a license grants to an account, at the latest block. */
export type LicenseStatus = {
  /** 0 for an unknown license. */
  capsuleId: bigint;
  /** Bit set, see `Rights` of the SDK. */
  rights: number;
  /** Unix time in seconds; 2^64 - 1 for never. The license is valid strictly before it. */
  expiresAt: bigint;
  /** Metered runs left, as far as they are settled; 0 for unmetered. */
  runs: number;
  /** Metered runs bought in all, renewals included; 0 for unmetered. */
  bought: number;
  /** Whether the account holds it and it has neither ended nor been used up. */
  valid: boolean;
};

/**
 * The chain, as far as a licensee needs it. Every answer is that of the latest block of one RPC: keepers, who decide on
 * the key, ask a quorum of theirs.
 *
 * All methods throw `ChainUnreachableError` when there is no answer, and the SDK's `WrongChainError` when the RPC
 * serves another chain.
 */
export interface AccessChain {
  readonly chainId: number;
  readonly registry: Address;
  /** @throws UnknownCapsuleError */
  capsule(capsuleId: bigint, options?: { signal?: AbortSignal }): Promise<CapsuleState>;
  license(licenseId: bigint, account: Address, options?: { signal?: AbortSignal }): Promise<LicenseStatus>;
  /**
   * Whether the capsule's owner lets `account` use it without a license.
   *
   * @throws UnknownCapsuleError
   */
  usageAuthorized(capsuleId: bigint, account: Address, options?: { signal?: AbortSignal }): Promise<boolean>;
  /** Unix time in seconds until which `device` may act for `account`; 0 for never. */
  sessionExpiry(account: Address, device: Address, options?: { signal?: AbortSignal }): Promise<bigint>;
  /** Timestamp of the latest block, Unix time in seconds: what licenses are measured against. */
  now(options?: { signal?: AbortSignal }): Promise<bigint>;
}

/** A keeper's word that it can open a version. */
export type Seal = { operator: Address; signature: Hex };

/** Asks keepers to check a manifest and sign that they can open what it describes. */
export interface SealService {
  /**
   * @returns at least the threshold of verified seals, ordered by operator address as the registry wants them.
   * @throws SealQuorumError when too few keepers sign.
   */
  seal(parameters: {
    binding: CapsuleBinding;
    version: number;
    /** Stored bytes of the manifest. */
    manifest: Uint8Array;
    signal?: AbortSignal;
    onProgress?: (progress: KeyServiceProgress) => void;
  }): Promise<Seal[]>;
}

/** A mined transaction. */
export type TransactionRecord = { hash: Hex; gasUsed: bigint; blockNumber: bigint };

/**
 * The chain, as far as a creator needs it: reads as {@link AccessChain} does, and sends transactions from one account,
 * each of which resolves once it is mined and throws a typed error when it is refused or reverts.
 */
export interface PublishChain {
  readonly chainId: number;
  readonly registry: Address;
  readonly creator: Address;
  /** Undefined when nothing is registered under this id. */
  findCapsule(capsuleId: bigint, options?: { signal?: AbortSignal }): Promise<CapsuleState | undefined>;
  /** What content keys are encrypted to. */
  networkKey(options?: { signal?: AbortSignal }): Promise<{ epoch: bigint; groupKey: Hex }>;
  /** What a derivative of these works would owe; throws the reason when it can't be registered. */
  previewLink(parents: readonly ParentParameters[], options?: { signal?: AbortSignal }): Promise<Lineage>;
  register(parameters: {
    salt: Hex;
    manifestDigest: Hex;
    encrypted: boolean;
    /** Royalty on resales of the capsule's own token, in bps. */
    royaltyBps: number;
    /** What it is made from; none for a work of its own. */
    parents: readonly ParentParameters[];
  }): Promise<TransactionRecord>;
  seal(capsuleId: bigint, seals: readonly Seal[]): Promise<TransactionRecord>;
  createOffer(capsuleId: bigint, offer: OfferInput): Promise<TransactionRecord & { offerId: bigint }>;
}
