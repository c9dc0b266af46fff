import { type Address, type Client, createClient, custom, type Hex, hexToBigInt, http } from "viem";
import { getBlockNumber, getTransactionReceipt } from "viem/actions";
import { startFork } from "../devnet/fork.ts";
import { startGuard } from "../devnet/guard.ts";
import { requireCreate2Proxy } from "./create2.ts";
import { type DeployParameters, deployProtocol } from "./deployProtocol.ts";

/** A transaction for somebody else's wallet, and what it took when it was tried. */
export type TriedTransaction = { to: Address; data: Hex; value: bigint; gasUsed: bigint };

/**
 * What is missing of a deployment, as transactions for the deployer's wallet to sign in their order. They are found by
 * deploying on a copy of the chain's state, on this machine, gone afterwards; nothing is sent.
 *
 * @returns none when everything is in place.
 * @throws Create2ProxyError; what deployProtocol and startFork throw.
 */
export async function unsignedDeployment(
  rpcUrl: string,
  deployer: Address,
  parameters: Omit<DeployParameters, "client">,
): Promise<TriedTransaction[]> {
  const original = createClient({ transport: http(rpcUrl) });
  await requireCreate2Proxy(original);
  const block = await getBlockNumber(original, { cacheTime: 0 });
  const guard = startGuard();
  try {
    const fork = await startFork(guard, { rpcUrl, chainId: parameters.config.chainId, block });
    const client = await fork.as(deployer);
    const sent: { transaction: RpcTransaction; hash: Hex }[] = [];
    const noting = notingClient(client, (transaction, hash) => sent.push({ transaction, hash }));
    await deployProtocol({ ...parameters, client: noting });
    return await Promise.all(
      sent.map(async ({ transaction: { to, data, value = "0x0" }, hash }) => {
        const { gasUsed } = await getTransactionReceipt(client, { hash });
        return { to, data, value: hexToBigInt(value), gasUsed };
      }),
    );
  } finally {
    await guard.close();
  }
}

type RpcTransaction = { to: Address; data: Hex; value?: Hex };

/** The same client, that tells what it sends. */
function notingClient(client: Client, note: (transaction: RpcTransaction, hash: Hex) => void): Client {
  const request = async (call: { method: string; params?: unknown }) => {
    const answer = await client.request(call as never);
    if (call.method === "eth_sendTransaction") note((call.params as [RpcTransaction])[0], answer as Hex);
    return answer;
  };
  const { account, chain, pollingInterval } = client;
  return createClient({ account, chain, transport: custom({ request }), pollingInterval } as never);
}
