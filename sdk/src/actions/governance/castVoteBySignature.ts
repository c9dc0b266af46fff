import type { Address, Hex } from "viem";
import { castVoteBySigFunction, voteCastEvent } from "../../generated/capsuleGovernor.ts";
import { writeAction } from "../writeAction.ts";
import type { Support } from "./votes.ts";

export type CastVoteBySignatureParameters = {
  proposalId: bigint;
  support: Support;
  voter: Address;
  /** Made by `signVote`, or an ERC-1271 signature of a contract account. */
  signature: Hex;
};

/**
 * Submits a vote that another account signed (`signVote`), so that it needs no gas.
 *
 * @throws ContractRevertError `GovernorInvalidSignature`, `GovernorUnexpectedProposalState`,
 *   `GovernorAlreadyCastVote`.
 */
export const castVoteBySignature = /*#__PURE__*/ writeAction({
  contract: "governor",
  function: castVoteBySigFunction,
  event: voteCastEvent,
  args: ({ proposalId, support, voter, signature }: CastVoteBySignatureParameters) => [
    proposalId,
    support,
    voter,
    signature,
  ],
});
