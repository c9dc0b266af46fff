import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { waitForBlock } from "@capsule-protocol/sdk/indexer/waitForBlock.ts";
import { currentCommit } from "@capsule-protocol/subgraph/manifest/commit.ts";
import { placementOf } from "@capsule-protocol/subgraph/manifest/place.ts";
import { getBlockNumber } from "viem/actions";
import { startGraphNode } from "./graphNode.ts";
import { localClient } from "./localChain.ts";
import { startPostgres } from "./postgres.ts";
import type { Startup } from "./startup.ts";

/** The subgraph of the stack, on a graph-node with a database of its own. */
export type StackIndexer = {
  /** Answers GraphQL queries. */
  url: string;
  metricsUrl: string;
  /** Of graph-node. */
  pid: number;
  logFile: string;
  /** Waits until everything that happened until now is indexed. */
  synced: () => Promise<void>;
};

/** @throws StackStartError, SubgraphBuildError */
export async function startIndexer(
  { guard, signal }: Pick<Startup, "guard" | "signal">,
  sources: { rpcUrl: string; ipfsUrl: string; record: DeploymentRecord },
): Promise<StackIndexer> {
  const { rpcUrl, ipfsUrl, record } = sources;
  const placement = placementOf(record, await currentCommit());
  const { url: postgresUrl } = await startPostgres(guard, { signal });
  const directory = guard.directory("capsule-subgraph-");
  const graphNode = await startGraphNode(guard, { rpcUrl, ipfsUrl, postgresUrl, placement, directory, signal });
  const { url, metricsUrl, pid, logFile } = graphNode;
  const client = localClient(rpcUrl);
  const synced = async () => {
    const blockNumber = await getBlockNumber(client, { cacheTime: 0 });
    await waitForBlock({ url }, { blockNumber, signal });
  };
  return { url, metricsUrl, pid, logFile, synced };
}
