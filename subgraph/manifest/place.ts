import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { MissingAddressError } from "./errors.ts";
import { networkOf } from "./networks.ts";
import type { DataSource, SubgraphManifest } from "./template.ts";

/** Version of schema.graphql, semantic: a major one breaks readers. */
export const SCHEMA_VERSION = "1.0.0";

/** Where on a chain the contracts are that a subgraph follows. */
export type Placement = {
  chainId: number;
  startBlock: bigint;
  addresses: Readonly<Record<string, string>>;
  /** Commit that the mappings are built from. */
  commit: string;
};

/** The placement of a deployment. */
export function placementOf(record: DeploymentRecord, commit: string): Placement {
  const proxies = Object.entries(record.contracts).map(([name, { address }]) => [name, address]);
  const addresses = {
    ...Object.fromEntries(proxies),
    AccessManager: record.accessManager,
    TimelockController: record.timelock,
  };
  return { chainId: record.chainId, startBlock: record.startBlock, addresses, commit };
}

/**
 * Puts a manifest onto a chain. The compiled mappings are the same on every chain: only this differs.
 *
 * @throws MissingAddressError, UnknownNetworkError
 */
export function place(manifest: SubgraphManifest, placement: Placement): SubgraphManifest {
  const network = networkOf(placement.chainId);
  return {
    ...manifest,
    dataSources: manifest.dataSources.map((source) => placeSource(source, network, placement)),
    templates: manifest.templates.map((template) => ({ ...template, network })),
  };
}

function placeSource(source: DataSource, network: string, placement: Placement): DataSource {
  const { chainId, startBlock, addresses, commit } = placement;
  const address = addresses[source.name];
  if (address === undefined) throw new MissingAddressError(source.name);
  const { kind, name, mapping } = source;
  return {
    ...{ kind, name, network },
    source: { ...source.source, address, startBlock: Number(startBlock) },
    context: {
      contract: { type: "String", data: name },
      schemaVersion: { type: "String", data: SCHEMA_VERSION },
      commit: { type: "String", data: commit },
      chainId: { type: "BigInt", data: String(chainId) },
      startBlock: { type: "BigInt", data: String(startBlock) },
    },
    mapping,
  };
}
