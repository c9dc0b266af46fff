import type { Address, Hex } from "viem";
import { proposalCreatedEvent, proposeFunction } from "../../generated/capsuleGovernor.ts";
import { writeAction } from "../writeAction.ts";

/** A call that the timelock is to make. */
export type ProposedCall = {
  to: Address;
  data: Hex;
  /** Native currency of the timelock's to send along, in wei; none when left out. */
  value?: bigint;
};

export type ProposeParameters = {
  /** In the order in which they are made, all or none. */
  calls: readonly ProposedCall[];
  /**
   * What voters read. Ending it with `#proposer=` and the sender's address keeps others from taking the proposal for
   * their own, to cancel it.
   */
  description: string;
};

/**
 * Puts calls to the vote.
 *
 * @throws ContractRevertError `GovernorInsufficientProposerVotes`, `GovernorRestrictedProposer`,
 *   `GovernorUnexpectedProposalState` when the same was proposed before.
 */
export const propose = /*#__PURE__*/ writeAction({
  contract: "governor",
  function: proposeFunction,
  event: proposalCreatedEvent,
  args: ({ calls, description }: ProposeParameters) => [
    calls.map(({ to }) => to),
    calls.map(({ value = 0n }) => value),
    calls.map(({ data }) => data),
    description,
  ],
});
