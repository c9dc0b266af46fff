import { castVoteWithReasonFunction, voteCastEvent } from "../../generated/capsuleGovernor.ts";
import { writeAction } from "../writeAction.ts";
import type { Support } from "./votes.ts";

export type CastVoteParameters = {
  proposalId: bigint;
  support: Support;
  /** Told with the vote; nothing when left out. */
  reason?: string;
};

/**
 * Votes with what was delegated to the sender when voting began. A vote can't be changed.
 *
 * @throws ContractRevertError `GovernorUnexpectedProposalState`, `GovernorAlreadyCastVote`,
 *   `GovernorNonexistentProposal`.
 */
export const castVote = /*#__PURE__*/ writeAction({
  contract: "governor",
  function: castVoteWithReasonFunction,
  event: voteCastEvent,
  args: ({ proposalId, support, reason = "" }: CastVoteParameters) => [proposalId, support, reason],
});
