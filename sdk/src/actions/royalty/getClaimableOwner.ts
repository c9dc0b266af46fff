import type { Address } from "viem";
import { claimableOwnerFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetClaimableOwnerParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * What `claimOwner` would pay now, in the currency's smallest unit.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`.
 */
export const getClaimableOwner = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: claimableOwnerFunction,
  args: ({ capsuleId, currency }: GetClaimableOwnerParameters) => [capsuleId, currency],
});
