import type { Address } from "viem";
import { contestedIncomeFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetContestedIncomeParameters = {
  capsuleId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/** What a capsule's owner earned since a dispute was opened, which is set aside until it is concluded. */
export const getContestedIncome = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: contestedIncomeFunction,
  args: ({ capsuleId, currency }: GetContestedIncomeParameters) => [capsuleId, currency],
});
