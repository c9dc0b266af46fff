import { type Account, type Address, type Client, isAddressEqual, zeroAddress } from "viem";
import { parseAccount } from "viem/accounts";
import { getBlock, getChainId } from "viem/actions";
import type { Deployment } from "../deployment.ts";
import { AccountRequiredError, WrongChainError } from "../errors/contractCall.ts";

/** How long a payment may wait to be mined when the caller names no deadline, in seconds. */
const PATIENCE = 20n * 60n;

/** The client's chain must be the deployment's: ids of offers and licenses mean something else on another one. */
export async function assertChain(client: Client, { chainId }: Deployment): Promise<void> {
  const configured = client.chain?.id;
  if (configured !== undefined && configured !== chainId) throw new WrongChainError(chainId, configured);
  const actual = await getChainId(client);
  if (actual !== chainId) throw new WrongChainError(chainId, actual);
}

/** The account to send from: the call's own, or else the client's. */
export function accountOf(client: Client, account: Account | Address | undefined, functionName: string): Account {
  const chosen = account ?? client.account;
  if (chosen === undefined) throw new AccountRequiredError(functionName);
  return parseAccount(chosen);
}

/** A deadline measured on the chain's clock: Unix time in seconds. */
export async function deadlineFromNow(client: Client): Promise<bigint> {
  const { timestamp } = await getBlock(client);
  return timestamp + PATIENCE;
}

/** The zero address stands for the native currency. */
export function isNative(currency: Address): boolean {
  return isAddressEqual(currency, zeroAddress);
}
