import { debtOfFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetDebtParameters = {
  /** Capsule that owes. */
  childId: bigint;
  /** Capsule that is owed. */
  ancestorId: bigint;
};

/** What a capsule owes another one of its income, in bps by each policy; 0 where it owes nothing. */
export const getDebt = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: debtOfFunction,
  args: ({ childId, ancestorId }: GetDebtParameters) => [childId, ancestorId],
  result: ([absoluteBps, relativeBps]) => ({ absoluteBps, relativeBps }),
});
