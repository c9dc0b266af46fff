import type { Hex } from "viem";
import { publishVersionFunction, versionPublishedEvent } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type PublishVersionParameters = {
  capsuleId: bigint;
  /** SHA-256 of the version's manifest. */
  manifestDigest: Hex;
  /** Whether the payload is encrypted to the keepers; true when left out. */
  encrypted?: boolean;
  /** Keepers' signatures over the new version, as for `seal`: with them sales go on without a gap. */
  sealSignatures?: readonly Hex[];
};

/**
 * Appends a version to a capsule. Only its owner, or who may act for the owner. `publishVersion.sync` returns the
 * `version`'s number.
 *
 * @throws ContractRevertError `CapsuleRegistry_NotAuthorized`, `CapsuleRegistry_EmptyDigest`, those of `seal`.
 */
export const publishVersion = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: publishVersionFunction,
  event: versionPublishedEvent,
  args: ({ capsuleId, manifestDigest, encrypted = true, sealSignatures = [] }: PublishVersionParameters) => [
    capsuleId,
    manifestDigest,
    encrypted,
    sealSignatures,
  ],
});
