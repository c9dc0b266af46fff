import { executeFunction2, proposalExecutedEvent } from "../../generated/capsuleGovernor.ts";
import { writeAction } from "../writeAction.ts";

export type ExecuteProposalParameters = { proposalId: bigint };

/**
 * Has the timelock make the calls of a proposal whose delay is over, within 14 days. By anyone.
 *
 * @throws ContractRevertError `CapsuleGovernor_OperationChanged` when code that it calls or installs changed since it
 *   was queued, `GovernorUnexpectedProposalState`, `GovernorNonexistentProposal`.
 */
export const executeProposal = /*#__PURE__*/ writeAction({
  contract: "governor",
  function: executeFunction2,
  event: proposalExecutedEvent,
  args: ({ proposalId }: ExecuteProposalParameters) => [proposalId],
});
