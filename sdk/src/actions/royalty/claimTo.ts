import type { Address } from "viem";
import { claimToFunction, incomeClaimedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type ClaimToParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
  recipient: Address;
};

/**
 * Pays what the sender's contribution shares of a capsule have earned to an account of its choice. `claimTo.sync` returns
 * the `amount`.
 *
 * @throws ContractRevertError `RoyaltySplitter_NothingToClaim`, `RoyaltySplitter_InvalidRecipient`,
 *   `CapsuleRegistry_UnknownCapsule`.
 */
export const claimTo = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: claimToFunction,
  event: incomeClaimedEvent,
  args: ({ capsuleId, currency, recipient }: ClaimToParameters) => [capsuleId, currency, recipient],
});
