import type { Hex } from "viem";
import { capsuleSealedEvent, sealFunction } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type SealParameters = {
  capsuleId: bigint;
  /** Signatures of at least the threshold of keepers over the current version, ordered by signer address. */
  signatures: readonly Hex[];
};

/**
 * Opens the current version of an encrypted capsule for sale. Anyone may submit the keepers' signatures.
 *
 * @throws ContractRevertError `KeeperRegistry_QuorumNotReached`, `KeeperRegistry_NotKeeper`,
 *   `KeeperRegistry_UnorderedSigners`, `CapsuleRegistry_AlreadySealed`, `CapsuleRegistry_NotEncrypted`.
 */
export const seal = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: sealFunction,
  event: capsuleSealedEvent,
  args: ({ capsuleId, signatures }: SealParameters) => [capsuleId, signatures],
});
