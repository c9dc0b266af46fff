import { type Address, type Client, size } from "viem";
import { getCode } from "viem/actions";
import { assertChain } from "../actions/chain.ts";
import type { Deployment } from "../deployment.ts";
import type { Allocation } from "./allocationTree.ts";

/**
 * Accounts among allocations that have code. Units reach them only if they take ERC-1155 tokens, and belong to whoever
 * controls that contract: an allocation to a contract that anybody can drive is anybody's. Look at each before signing.
 *
 * @throws WrongChainError.
 */
export async function findContractAccounts(
  client: Client,
  { deployment, allocations }: { deployment: Deployment; allocations: readonly Pick<Allocation, "account">[] },
): Promise<Address[]> {
  await assertChain(client, deployment);
  const accounts = [...new Set(allocations.map(({ account }) => account))];
  const codes = await Promise.all(accounts.map((address) => getCode(client, { address })));
  return accounts.filter((_, index) => size(codes[index] ?? "0x") > 0);
}
