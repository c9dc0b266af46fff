import type { Address } from "viem";
import { collectableFeeFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetCollectableFeeParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * What `collectFee` would pay now, in the currency's smallest unit.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`.
 */
export const getCollectableFee = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: collectableFeeFunction,
  args: ({ capsuleId, currency }: GetCollectableFeeParameters) => [capsuleId, currency],
});
