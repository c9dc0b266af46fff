import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { type Address, type Client, type Hex, hexToBigInt, maxUint64 } from "viem";
import { getStorageAt } from "viem/actions";
import { implementationOf } from "../../proxy.ts";
import { CONTRACTS } from "../../voting/decode.ts";
import type { Check } from "../facts.ts";

/** erc7201:openzeppelin.storage.Initializable; its first 8 bytes say how often it was initialized. */
const INITIALIZABLE: Hex = "0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00";

/** The implementation behind each proxy. */
export async function readImplementations(client: Client, deployment: Deployment): Promise<Map<Address, Address>> {
  const proxies = Object.keys(CONTRACTS).map((key) => deployment[key as "registry"]);
  return new Map(
    await Promise.all(proxies.map(async (proxy) => [proxy, await implementationOf(client, proxy)] as const)),
  );
}

/** That the proxy has the new implementation, and every other proxy the one it had. */
export function checkOnlyUpgraded(
  before: ReadonlyMap<Address, Address>,
  after: ReadonlyMap<Address, Address>,
  { proxy, implementation }: { proxy: Address; implementation: Address },
): Check {
  const wrong = [...after].filter(([one, found]) => found !== (one === proxy ? implementation : before.get(one)));
  const words = wrong.map(([one, found]) => `${one} has ${found}`).join("; ");
  return {
    name: "Only this contract was upgraded",
    holds: wrong.length === 0,
    words: words || `${proxy} has ${implementation}`,
  };
}

/** That nobody can initialize the implementation itself, and the proxy counts as initialized. */
export async function checkLocked(client: Client, proxy: Address, implementation: Address): Promise<Check> {
  const [ofImplementation, ofProxy] = await Promise.all([
    timesInitialized(client, implementation),
    timesInitialized(client, proxy),
  ]);
  return {
    name: "Initializers are locked",
    holds: ofImplementation === maxUint64 && ofProxy > 0n,
    words: `implementation ${ofImplementation === maxUint64 ? "locked" : "open"}, proxy initialized ${ofProxy} times`,
  };
}

async function timesInitialized(client: Client, address: Address): Promise<bigint> {
  const word = await getStorageAt(client, { address, slot: INITIALIZABLE });
  return hexToBigInt(word ?? "0x0") & maxUint64;
}
