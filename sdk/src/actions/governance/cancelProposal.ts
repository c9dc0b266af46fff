import { cancelFunction, proposalCanceledEvent } from "../../generated/capsuleGovernor.ts";
import { writeAction } from "../writeAction.ts";

export type CancelProposalParameters = { proposalId: bigint };

/**
 * Cancels a proposal for good: its proposer while it is pending, the guardian until it is executed.
 *
 * @throws ContractRevertError `GovernorUnableToCancel`, `GovernorNonexistentProposal`.
 */
export const cancelProposal = /*#__PURE__*/ writeAction({
  contract: "governor",
  function: cancelFunction,
  event: proposalCanceledEvent,
  args: ({ proposalId }: CancelProposalParameters) => [proposalId],
});
