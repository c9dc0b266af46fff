import type { Address } from "viem";
import { collectFeeFunction, feeCollectedEvent } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type CollectFeeParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * Pays the protocol fee that is due on a capsule's income to the treasury. Anyone may call. `collectFee.sync` returns
 * the `amount`.
 *
 * @throws ContractRevertError `RoyaltySplitter_NothingToClaim`, `CapsuleRegistry_UnknownCapsule`.
 */
export const collectFee = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: collectFeeFunction,
  event: feeCollectedEvent,
  args: ({ capsuleId, currency }: CollectFeeParameters) => [capsuleId, currency],
});
