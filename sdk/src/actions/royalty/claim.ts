import type { Address } from "viem";
import { claimFunction, incomeClaimedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type ClaimParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
  /** Account whose contribution shares have earned; it is paid. */
  holder: Address;
};

/**
 * Pays an account what its contribution shares of a capsule have earned. Anyone may call. `claim.sync` returns the
 * `amount`. The owner's part is paid by `claimOwner`.
 *
 * @throws ContractRevertError `RoyaltySplitter_NothingToClaim`, `RoyaltySplitter_InvalidRecipient`,
 *   `CapsuleRegistry_UnknownCapsule`, `FailedCall` when the account refuses the payment.
 */
export const claim = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: claimFunction,
  event: incomeClaimedEvent,
  args: ({ capsuleId, currency, holder }: ClaimParameters) => [capsuleId, currency, holder],
});
