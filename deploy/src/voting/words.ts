import type { Proposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { formatEther } from "viem";
import { decodeFunctionCall } from "./decode.ts";

/** A moment as people read it, beside the number that commands print. */
const moment = (seconds: bigint) => `${new Date(Number(seconds) * 1000).toISOString().replace(".000", "")}`;

/** A proposal in words, with its calls decoded. */
export function describeProposal(deployment: Deployment, proposal: Proposal, description?: string): string {
  const { proposalId, state, proposer, snapshot, deadline, eta, votes, calls } = proposal;
  const lines = [
    `Proposal   ${proposalId}`,
    `State      ${state}`,
    `Proposer   ${proposer}`,
    `Voting     after ${moment(snapshot)}, until ${moment(deadline)}`,
    ...(eta === 0n ? [] : [`Executable from ${moment(eta)}`]),
    `Votes      ${formatEther(votes.for)} for, ${formatEther(votes.against)} against, ${formatEther(votes.abstain)} abstain`,
    ...(description === undefined ? [] : ["", description, ""]),
    ...calls.map((call, index) => `Call ${index + 1}     ${decodeFunctionCall(deployment, call)}`),
  ];
  return lines.join("\n");
}

/** One line a proposal. */
export function listProposals(proposals: readonly Proposal[]): string {
  if (proposals.length === 0) return "There are no proposals.";
  return proposals
    .map(({ proposalId, state, deadline, votes }) => {
      const counted = `${formatEther(votes.for)} for, ${formatEther(votes.against)} against`;
      return `${state.padEnd(10)} ${moment(deadline)}  ${counted}  ${proposalId}`;
    })
    .join("\n");
}
