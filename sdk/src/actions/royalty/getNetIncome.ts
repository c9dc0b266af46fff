import type { Address } from "viem";
import { netIncomeFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetNetIncomeParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * All that a capsule ever earned after the protocol fee and what it owes upward, in the currency's smallest unit.
 *
 * @throws ContractRevertError `CapsuleRegistry_UnknownCapsule`.
 */
export const getNetIncome = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: netIncomeFunction,
  args: ({ capsuleId, currency }: GetNetIncomeParameters) => [capsuleId, currency],
});
