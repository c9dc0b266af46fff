// A record as a deployment leaves it, for tests of what reads records.
import { type DeploymentRecord, RECORD_VERSION, recordSchema } from "@capsule-protocol/sdk/deploymentRecord.ts";
import type { Address } from "viem";

const WORD = `0x${"ab".repeat(32)}` as const;

/** @param addressOf where each contract is, AccessManager and TimelockController among them. */
export function exampleRecord(
  addressOf: (contract: string) => Address,
  more: Partial<DeploymentRecord> = {},
): DeploymentRecord {
  const source = { commit: "ab".repeat(20), constructorArguments: [] };
  const contractOf = (name: string): DeploymentRecord["contracts"]["Market"] => ({
    ...{ address: addressOf(name), implementation: addressOf(name), codeHash: WORD, version: "1.0.0", ...source },
    ...{ transaction: WORD, block: 42n, pendingImplementation: null },
  });
  const names = Object.keys(recordSchema.shape.contracts.shape);
  const contracts = Object.fromEntries(names.map((name) => [name, contractOf(name)]));
  const [accessManager, timelock] = [addressOf("AccessManager"), addressOf("TimelockController")];
  const code = { address: accessManager, codeHash: WORD };
  const libraries = Object.keys(recordSchema.shape.libraries.shape).map((name) => [name, code]);
  return {
    ...{ schemaVersion: RECORD_VERSION, chainId: 10, startBlock: 42n, transaction: WORD, deployer: accessManager },
    ...{ genesis: { ...code, ...source }, accessManager, timelock, libraries: Object.fromEntries(libraries) },
    ...{ contracts: contracts as DeploymentRecord["contracts"], ...more },
  };
}
