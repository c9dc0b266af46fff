import type { StorageLayout } from "@openzeppelin/upgrades-core";
import { type Address, type Client, type Hex, keccak256 } from "viem";
import { getCode } from "viem/actions";
import { RecordMismatchError } from "../errors.ts";
import { implementationOf } from "../proxy.ts";
import type { DeploymentRecord } from "../record.ts";

export type ContractName = keyof DeploymentRecord["contracts"];

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
 * @returns that code.
 * @throws RecordMismatchError
 */
export async function requireLive(
  client: Client,
  { name, proxy, implementation, codeHash }: LiveContract,
): Promise<Hex> {
  const found = await implementationOf(client, proxy);
  if (found !== implementation)
    throw new RecordMismatchError(`${name} has the implementation ${found}, not ${implementation}`);
  const code = (await getCode(client, { address: implementation })) ?? "0x";
  if (keccak256(code) === codeHash) return code;
  throw new RecordMismatchError(`the code of ${name}'s implementation is not the recorded one`);
}
