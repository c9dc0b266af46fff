import type { Address } from "viem";
import { claimOwnerToFunction, incomeClaimedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type ClaimOwnerToParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
  recipient: Address;
};

/**
 * Pays the owner's part of a capsule's income to an account of the owner's choice. Only the owner.
 * `claimOwnerTo.sync` returns the `amount`.
 *
 * @throws ContractRevertError `RoyaltySplitter_NotOwner`, `RoyaltySplitter_NothingToClaim`,
 *   `RoyaltySplitter_InvalidRecipient`, `CapsuleRegistry_UnknownCapsule`.
 */
export const claimOwnerTo = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: claimOwnerToFunction,
  event: incomeClaimedEvent,
  args: ({ capsuleId, currency, recipient }: ClaimOwnerToParameters) => [capsuleId, currency, recipient],
});
