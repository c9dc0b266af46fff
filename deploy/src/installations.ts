import { upgradedEvent } from "@capsule-protocol/sdk/generated/capsuleGovernor.ts";
import { type Address, type Client, type Hash, isAddressEqual, type Log, parseEventLogs } from "viem";
import { getLogs } from "viem/actions";
import { InstallationNotFoundError } from "./errors.ts";

/** The transaction by which a proxy got its implementation. */
export type Installation = { transaction: Hash; block: bigint };

type Installed = { address: Address; implementation: Address };

/**
 * Finds of each proxy the last transaction that gave it its implementation.
 *
 * @param fromBlock from which to look.
 * @returns in the order of the proxies.
 * @throws InstallationNotFoundError
 */
export async function findInstallations(
  client: Client,
  proxies: readonly Installed[],
  fromBlock: bigint,
): Promise<Installation[]> {
  const address = proxies.map((proxy) => proxy.address);
  const logs = await getLogs(client, { address, event: upgradedEvent, fromBlock, strict: true }).catch((cause) => {
    throw new InstallationNotFoundError(address, fromBlock, cause);
  });
  return proxies.map(({ address: proxy, implementation }) => {
    const found = logs.findLast(
      (log) => isAddressEqual(log.address, proxy) && isAddressEqual(log.args.implementation, implementation),
    );
    if (found === undefined) throw new InstallationNotFoundError([proxy], fromBlock);
    return { transaction: found.transactionHash, block: found.blockNumber };
  });
}

/** The implementation that a proxy got by a transaction with these logs. */
export function installedIn(logs: readonly Log[], proxy: Address): Address | undefined {
  const events = parseEventLogs({ abi: [upgradedEvent], logs: [...logs] });
  return events.findLast(({ address }) => isAddressEqual(address, proxy))?.args.implementation;
}
