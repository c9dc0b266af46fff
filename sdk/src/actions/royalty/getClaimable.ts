import type { Address } from "viem";
import { claimableFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetClaimableParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
  /** Holder of contribution shares; the owner's part is told by `getClaimableOwner`. */
  account: Address;
};

/** What `claim` would pay an account now, in the currency's smallest unit. */
export const getClaimable = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: claimableFunction,
  args: ({ capsuleId, currency, account }: GetClaimableParameters) => [capsuleId, currency, account],
});
