import type { Hex } from "viem";
import { epochOpenedEvent, rotateFunction } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";
import type { KeeperSet } from "./getKeeperSet.ts";

export type RotateKeepersParameters = {
  /** Keepers needed to open a capsule, more than half of them. */
  threshold: number;
  /** In the order of their share indexes, each with at least the minimum bond. */
  keepers: KeeperSet["keepers"];
  /** EIP-712 `EpochAcceptance` of at least `threshold` of them, in the order of their addresses. */
  acceptances: readonly Hex[];
};

/**
 * Hands the network's key over to other keepers, among whom it was shared anew. Governance only: `rotateKeepers.call` is
 * what a proposal takes.
 *
 * @throws ContractRevertError `AccessManagedUnauthorized`, `KeeperBonds_InsufficientBond`,
 *   `KeeperRegistry_QuorumNotReached`, `KeeperRegistry_NotKeeper`, `KeeperRegistry_UnorderedSigners`,
 *   `KeeperRegistry_InvalidThreshold`, `KeeperRegistry_DuplicateOperator`, `KeeperRegistry_EmptyKey`,
 *   `KeeperRegistry_TooManyKeepers`.
 */
export const rotateKeepers = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: rotateFunction,
  event: epochOpenedEvent,
  args: ({ threshold, keepers, acceptances }: RotateKeepersParameters) => [threshold, keepers, acceptances],
});
