import type { ParentParameters } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import type { Lineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import type { Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { Hex } from "viem";
import type { BlockReader, BlockWriter, PublishChain, Seal, SealService, TransactionRecord } from "../ports.ts";
import type { OnProgress, StepRunner } from "../progress.ts";
import type { OfferInput } from "./offer.ts";
import type { Publication } from "./publication.ts";
import type { SourceFile } from "./sourceFile.ts";

/**
 * The steps of publishing, in order. `prepare` looks at the chain and the files, `store` encrypts and stores the files,
 * `describe` stores license text and manifest, `endorse` has keepers sign, and only the last three write to the chain.
 * `endorse` and `seal` are left out for a capsule in clear.
 */
export type PublishStep = "prepare" | "store" | "describe" | "endorse" | "register" | "seal" | "offer";

/** What publishing stands on. */
export type PublishPorts = {
  chain: PublishChain;
  /** Where the capsule is stored; read only when publishing goes on after an interruption. */
  blocks: BlockReader & BlockWriter;
  seals: SealService;
};

export type PublishParameters = {
  /** 32 bytes, chosen by the creator, once per capsule: with the account it makes the capsule's id. */
  salt: Hex;
  publication: Publication;
  /** At least one. */
  files: readonly SourceFile[];
  /** Default true; false stores the files readable by everyone. */
  encrypted?: boolean;
  /** Royalty on resales of the capsule's own token, in bps; default 0. */
  royaltyBps?: number;
  /** Works that it is made from, with the licenses that allow it; none for a work of its own. */
  parents?: readonly ParentParameters[];
  /** Told what the capsule will owe its ancestors, before anything is stored or written to the chain. */
  onLineage?: (lineage: Lineage) => void;
  /** Offers to make at once. */
  offers?: readonly OfferInput[];
  ports: PublishPorts;
  signal?: AbortSignal;
  onProgress?: OnProgress<PublishStep>;
};

export type PublishedCapsule = {
  binding: CapsuleBinding;
  manifest: Manifest;
  manifestDigest: Hex;
  /** What it owes its ancestors; undefined for a work of its own, and when it was registered by an earlier call. */
  lineage?: Lineage;
  offerIds: bigint[];
  /** Transactions of this call, in order. */
  transactions: (TransactionRecord & { step: "register" | "seal" | "offer" })[];
  /** Keepers whose seals were submitted; empty for a capsule in clear. */
  seals: readonly Seal[];
  /** Whether the capsule had been registered before, by a call that was interrupted. */
  resumed: boolean;
};

/** A call that is under way. */
export type Publishing = { parameters: PublishParameters; binding: CapsuleBinding; step: StepRunner<PublishStep> };
/** A manifest as it is stored. */
export type Described = { manifest: Manifest; bytes: Uint8Array; digest: Hex };
