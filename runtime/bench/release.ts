/**
 * A complete key release on the client's side, from the request's signature to the checked content key: keepers in
 * processes of their own and a chain on loopback, as in the local stack. `node runtime/bench/release.ts` prints the
 * result as JSON.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import { localAccounts } from "@capsule-protocol/deploy/devnet/accounts.ts";
import { startAnvil } from "@capsule-protocol/deploy/devnet/anvil.ts";
import { type Guard, startGuard } from "@capsule-protocol/deploy/devnet/guard.ts";
import { generateKey, localChain, startKeeperProcess } from "@capsule-protocol/deploy/devnet/keepers.ts";
import { finalize, localClient } from "@capsule-protocol/deploy/devnet/localChain.ts";
import { loadArtifacts } from "@capsule-protocol/deploy/src/artifacts.ts";
import { buildContracts } from "@capsule-protocol/deploy/src/buildContracts.ts";
import { readConfig } from "@capsule-protocol/deploy/src/config.ts";
import { deployProtocol } from "@capsule-protocol/deploy/src/deployProtocol.ts";
import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { publicActions } from "viem";
import { readKeeperSet } from "../src/keys/keeperSet.ts";
import type { ReleaseParameters } from "../src/keys/keyService.ts";
import { thresholdKeyService } from "../src/keys/thresholdKeyService.ts";
import { licensedCapsule } from "./releaseCapsule.ts";

export type ReleaseBenchmark = {
  keepers: number;
  threshold: number;
  /** Timed releases, one after the other. */
  samples: number;
  /** Milliseconds of one release; the goal for p95 is 300. */
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
};

export type ReleaseBenchmarkOptions = { keepers?: number; threshold?: number; samples?: number };

const CONFIG = fileURLToPath(import.meta.resolve("@capsule-protocol/deploy/config/31337.json"));
const WARM_UP = 10;
/** One licensee asks more often than keepers let one ask. */
const LIMITS = { perAddressPerMinute: 1e6, perAccountPerMinute: 1e6, globalPerSecond: 1e6 };

/** Measures releases by the local network's keepers; about half a minute on an idle machine. */
export async function benchRelease(options: ReleaseBenchmarkOptions = {}): Promise<ReleaseBenchmark> {
  const { keepers = 5, threshold = 3, samples = 100 } = options;
  const guard = startGuard();
  try {
    const { rpcUrl, deployment } = await startNetwork(guard, keepers, threshold);
    const [, creator, licensee] = localAccounts(3).map(({ account }) => account);
    if (!creator || !licensee) throw new Error("the local chain has too few accounts");
    const reader = localClient(rpcUrl).extend(publicActions);
    const set = await readKeeperSet(reader, deployment);
    const capsule = await licensedCapsule({ rpcUrl, deployment, keepers: set, creator, licensee });
    await finalize(rpcUrl);
    const service = thresholdKeyService({ ...deployment, keepers: () => readKeeperSet(reader, deployment) });
    const sign: ReleaseParameters["sign"] = (typedData) => licensee.signTypedData(typedData);
    const times: number[] = [];
    for (let round = -WARM_UP; round < samples; round += 1) {
      const began = performance.now();
      const key = await service.release({ ...capsule, account: licensee.address, sign });
      if (round >= 0) times.push(performance.now() - began);
      key.fill(0);
    }
    return { keepers, threshold, samples, ...summary(times) };
  } finally {
    await guard.close();
  }
}

/** A chain with the protocol, and keepers that generated its key together. */
async function startNetwork(
  guard: Guard,
  count: number,
  threshold: number,
): Promise<{ rpcUrl: string; deployment: Deployment }> {
  const directory = guard.directory("capsule-bench-");
  const { signal } = new AbortController();
  const [{ url: rpcUrl }, folder, keepers] = await Promise.all([
    startAnvil(guard, { blockTime: 1 }),
    buildContracts("default"),
    Promise.all(
      Array.from({ length: count }, (_, i) => startKeeperProcess(guard, { index: i + 1, directory, signal })),
    ),
  ]);
  const keeperSet = await generateKey(keepers, threshold);
  const client = localClient(rpcUrl, localAccounts(1)[0]?.account);
  const artifacts = loadArtifacts(folder);
  const deployment = deploymentOf(await deployProtocol({ client, artifacts, config: readConfig(CONFIG), keeperSet }));
  await Promise.all(keepers.map((keeper) => keeper.serve({ chain: localChain(deployment, rpcUrl), limits: LIMITS })));
  return { rpcUrl, deployment };
}

function summary(times: readonly number[]): Pick<ReleaseBenchmark, "p50Ms" | "p95Ms" | "maxMs"> {
  const sorted = times.toSorted((a, b) => a - b);
  const quantile = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(1));
  return { p50Ms: quantile(0.5), p95Ms: quantile(0.95), maxMs: quantile(1) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  console.log(JSON.stringify(await benchRelease(), null, 2));
}
