import type { StorageLayout } from "@openzeppelin/upgrades-core";
import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode } from "viem/actions";
import { RecordMismatchError } from "../errors.ts";
import type { ContractName } from "../implementations.ts";
import { implementationOf } from "../proxy.ts";
import { failed } from "../recordDifferences.ts";

/** A contract that is in use, as it was recorded. */
export type LiveContract = {
  name: ContractName;
  proxy: Address;
  implementation: Address;
  codeHash: Hex;
  /** What its sources call it. */
  contract: string;
  commit: string;
  constructorArguments: readonly string[];
  layout: StorageLayout;
};

/**
 * That the proxy has the recorded implementation, with the recorded code.
 *
 * @param blockNumber after which.
 * @returns that code.
 * @throws RecordMismatchError
 */
export async function requireLive(
  client: Client,
  { name, proxy, implementation, codeHash }: LiveContract,
  blockNumber: bigint,
): Promise<Hex> {
  const [found, code = "0x"] = await Promise.all([
    implementationOf(client, proxy, blockNumber),
    getCode(client, { address: implementation, blockNumber }),
  ]);
  const at = `${name}, at block ${blockNumber}`;
  const differences = failed([
    { source: "record", what: `${at}: implementation`, expected: implementation, found },
    { source: "record", what: `${at}: code hash at ${implementation}`, expected: codeHash, found: keccak256(code) },
  ]);
  if (differences.length > 0) throw new RecordMismatchError(differences);
  return code;
}
