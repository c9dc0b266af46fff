import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { networkOf } from "./networks.ts";
import { placementOf } from "./place.ts";

/** What `graph build --network` reads: addresses and start blocks by network and contract. */
export type NetworksFile = Record<string, Record<string, { address: string; startBlock: number }>>;

/**
 * Of every deployment that left a record.
 *
 * @throws UnknownNetworkError
 */
export function networksFile(records: readonly DeploymentRecord[]): NetworksFile {
  return Object.fromEntries(
    records.map((record) => {
      const { addresses, startBlock } = placementOf(record, "unknown");
      const contracts = Object.entries(addresses).map(([name, address]) => [
        name,
        { address, startBlock: Number(startBlock) },
      ]);
      return [networkOf(record.chainId), Object.fromEntries(contracts)];
    }),
  );
}
