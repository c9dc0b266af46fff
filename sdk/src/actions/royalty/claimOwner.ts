import type { Address } from "viem";
import { claimOwnerFunction, incomeClaimedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type ClaimOwnerParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * Pays the owner's part of a capsule's income to its present owner. Anyone may call. `claimOwner.sync` returns the
 * `amount`.
 *
 * @throws ContractRevertError `RoyaltySplitter_NothingToClaim`, `CapsuleRegistry_UnknownCapsule`.
 */
export const claimOwner = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: claimOwnerFunction,
  event: incomeClaimedEvent,
  args: ({ capsuleId, currency }: ClaimOwnerParameters) => [capsuleId, currency],
});
