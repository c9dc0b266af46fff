import type { Address } from "viem";
import { getPastVotesFunction } from "../../generated/capsuleToken.ts";
import { readAction } from "../readAction.ts";

export type GetVotesParameters = {
  account: Address;
  /** A moment that is over, Unix time in seconds: of a proposal, the snapshot at which votes are weighed. */
  at: bigint;
};

/** What was delegated to an account at a moment, in units of 10^-18 votes. */
export const getVotes = /*#__PURE__*/ readAction({
  contract: "capsuleToken",
  function: getPastVotesFunction,
  args: ({ account, at }: GetVotesParameters) => [account, at],
});
