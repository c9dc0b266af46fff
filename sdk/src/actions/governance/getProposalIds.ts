import type { Client } from "viem";
import type { Deployment } from "../../deployment.ts";
import { proposalCountFunction, proposalDetailsAtFunction } from "../../generated/capsuleGovernor.ts";
import { readAction } from "../readAction.ts";

export type GetProposalIdsParameters = {
  deployment: Deployment;
  /** How many of the latest; 20 when left out. */
  limit?: number;
};

const getCount = /*#__PURE__*/ readAction({ contract: "governor", function: proposalCountFunction, args: () => [] });
const getAt = /*#__PURE__*/ readAction({
  contract: "governor",
  function: proposalDetailsAtFunction,
  args: ({ index }: { index: bigint }) => [index],
  result: ([proposalId]) => proposalId,
});

/** Ids of the latest proposals, the last one first. */
export async function getProposalIds(
  client: Client,
  { deployment, limit = 20 }: GetProposalIdsParameters,
): Promise<bigint[]> {
  const count = await getCount(client, { deployment });
  const length = Number(count < BigInt(limit) ? count : BigInt(limit));
  const indexes = Array.from({ length }, (_, position) => count - 1n - BigInt(position));
  return Promise.all(indexes.map((index) => getAt(client, { deployment, index })));
}
