import type { Address } from "viem";
import { escrowOfFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetEscrowParameters = {
  capsuleId: bigint;
  roundId: bigint;
  /** The zero address for the native currency. */
  currency: Address;
};

/**
 * Units of a finalized round that nobody claimed yet, and net income of the capsule when the round ended: each unit has
 * earned a millionth of what net income (`getNetIncome`) grew since.
 */
export const getEscrow = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: escrowOfFunction,
  args: ({ capsuleId, roundId, currency }: GetEscrowParameters) => [capsuleId, roundId, currency],
  result: ([units, start]) => ({ units, start }),
});
