import { proposalQueuedEvent, queueFunction2 } from "../../generated/capsuleGovernor.ts";
import { writeAction } from "../writeAction.ts";

export type QueueProposalParameters = { proposalId: bigint };

/**
 * Queues a proposal that succeeded, within 14 days: its calls can be made once the timelock's delay is over. By anyone.
 *
 * @throws ContractRevertError `GovernorUnexpectedProposalState`, `GovernorNonexistentProposal`.
 */
export const queueProposal = /*#__PURE__*/ writeAction({
  contract: "governor",
  function: queueFunction2,
  event: proposalQueuedEvent,
  args: ({ proposalId }: QueueProposalParameters) => [proposalId],
});
