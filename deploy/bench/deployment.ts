// What it takes to put the whole protocol on a chain: gas and transactions exactly, and seconds, on anvil.
import { keccak256, toHex } from "viem";
import { getBlock, getBlockNumber, getTransactionReceipt } from "viem/actions";
import { localAccounts } from "../devnet/accounts.ts";
import { startAnvil } from "../devnet/anvil.ts";
import { LOCAL_CONFIG } from "../devnet/deployLocally.ts";
import { startGuard } from "../devnet/guard.ts";
import { localClient } from "../devnet/localChain.ts";
import { loadArtifacts } from "../src/artifacts.ts";
import { buildContracts } from "../src/buildContracts.ts";
import { type KeeperSet, readConfig } from "../src/config.ts";
import { deployProtocol } from "../src/deployProtocol.ts";

const OPERATORS = localAccounts(5);
const wordOf = (text: string) => keccak256(toHex(text));

/** As many keepers as DESIGN's figures are for. Nothing here asks them for anything. */
const KEEPERS: KeeperSet = {
  threshold: 3,
  groupKey: wordOf("group key"),
  keepers: OPERATORS.map(({ address }) => ({
    ...{ operator: address, transportKey: wordOf(`transport ${address}`), verificationShare: wordOf(address) },
    url: "http://127.0.0.1:1",
  })),
};

/** Gas in units, time in seconds with the compilation left out. */
export type DeploymentFigures = {
  transactions: number;
  totalGas: number;
  largestTransactionGas: number;
  seconds: number;
};

/** Deploys the release build to a chain of its own, which has nothing but the deterministic deployment proxy. */
export async function benchDeployment(): Promise<DeploymentFigures> {
  const artifacts = loadArtifacts(await buildContracts("release"));
  const guard = startGuard();
  try {
    const { url } = await startAnvil(guard);
    const client = localClient(url, OPERATORS[0]?.account);
    const started = performance.now();
    await deployProtocol({ client, artifacts, config: readConfig(LOCAL_CONFIG), keeperSet: KEEPERS });
    const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
    const gas = await gasOfAll(client);
    const totalGas = gas.reduce((sum, used) => sum + used, 0);
    return { transactions: gas.length, totalGas, largestTransactionGas: Math.max(...gas), seconds };
  } finally {
    await guard.close();
  }
}

/** Of every transaction of a chain. */
async function gasOfAll(client: ReturnType<typeof localClient>): Promise<number[]> {
  const used: number[] = [];
  const last = await getBlockNumber(client, { cacheTime: 0 });
  for (let blockNumber = 1n; blockNumber <= last; blockNumber++) {
    const { transactions } = await getBlock(client, { blockNumber });
    for (const hash of transactions) used.push(Number((await getTransactionReceipt(client, { hash })).gasUsed));
  }
  return used;
}
