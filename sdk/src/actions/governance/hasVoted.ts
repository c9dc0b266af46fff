import type { Address } from "viem";
import { hasVotedFunction } from "../../generated/capsuleGovernor.ts";
import { readAction } from "../readAction.ts";

export type HasVotedParameters = { proposalId: bigint; account: Address };

/** Whether an account has voted on a proposal. */
export const hasVoted = /*#__PURE__*/ readAction({
  contract: "governor",
  function: hasVotedFunction,
  args: ({ proposalId, account }: HasVotedParameters) => [proposalId, account],
});
