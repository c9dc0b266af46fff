import { getProposal, type Proposal } from "@capsule-protocol/sdk/actions/governance/getProposal.ts";
import { getProposalIds } from "@capsule-protocol/sdk/actions/governance/getProposalIds.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type DeploymentRecord, deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { type Client, isAddressEqual, keccak256 } from "viem";
import { getCode } from "viem/actions";
import type { ContractName } from "./implementations.ts";
import { installedBy } from "./proxy.ts";

/** Of the latest proposals, those that are looked at: one is open for weeks at most. */
const LATEST = 50;
const OPEN: readonly Proposal["state"][] = ["pending", "active", "succeeded", "queued"];

export type Pending = NonNullable<DeploymentRecord["contracts"][ContractName]["pendingImplementation"]>;

/**
 * Reads off the chain which implementations are put to the vote, or wait for their execution; of several for a contract,
 * the one that was proposed last. What has no code can't be installed, and is left out.
 */
export async function readPending(
  client: Client,
  deployment: Deployment,
  contracts: DeploymentRecord["contracts"],
): Promise<Partial<Record<ContractName, Pending>>> {
  const ids = await getProposalIds(client, { deployment, limit: LATEST });
  const proposals = await Promise.all(ids.map((proposalId) => getProposal(client, { deployment, proposalId })));
  const open = proposals.filter(({ state }) => OPEN.includes(state)).reverse();
  const found = open.flatMap(({ proposalId, calls }) =>
    calls.flatMap(({ to, data }) => {
      const implementation = installedBy(data);
      const name = Object.keys(contracts).find((one) => isAddressEqual(contracts[one as ContractName].address, to));
      return implementation === undefined || name === undefined ? [] : [{ name, implementation, proposalId }];
    }),
  );
  const pending = found.map(async ({ name, ...one }): Promise<[string, Pending][]> => {
    const code = await getCode(client, { address: one.implementation });
    return code === undefined ? [] : [[name, { ...one, codeHash: keccak256(code) }]];
  });
  return Object.fromEntries((await Promise.all(pending)).flat());
}

/** What a record says is put to the vote, and how that stands on the chain. */
export async function describePending(client: Client, record: DeploymentRecord) {
  const pending = Object.entries(record.contracts).map(async ([contract, { pendingImplementation }]) => {
    if (pendingImplementation === null) return [];
    const { implementation, proposalId } = pendingImplementation;
    const { state } = await getProposal(client, { deployment: deploymentOf(record), proposalId });
    return [{ contract, implementation, proposalId, state }];
  });
  return (await Promise.all(pending)).flat();
}
