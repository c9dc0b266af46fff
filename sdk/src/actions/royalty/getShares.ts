import type { Address } from "viem";
import { balanceOfFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetSharesParameters = {
  capsuleId: bigint;
  account: Address;
};

/** Contribution-share units of a capsule that an account holds, of 1,000,000; the owner's own part is not among them. */
export const getShares = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: balanceOfFunction,
  args: ({ account, capsuleId }: GetSharesParameters) => [account, capsuleId],
});
