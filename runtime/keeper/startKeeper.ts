import type { Hex } from "viem";
import { httpEndpoint } from "./chain/endpoint.ts";
import { createQuorumChain } from "./chain/quorumChain.ts";
import type { KeeperConfig } from "./config.ts";
import { createDataDirectory } from "./dataDirectory.ts";
import { type KeeperIdentity, keeperApp } from "./http/app.ts";
import { listen } from "./http/server.ts";
import { keyShareOf } from "./keyShare.ts";
import { createGate } from "./limits/gate.ts";
import { createRateLimits } from "./limits/rateLimits.ts";
import { type Log, silentLog } from "./log.ts";
import { operatorKey } from "./operatorKey.ts";
import { REQUEST_WINDOW_SECONDS } from "./release/clock.ts";
import { release } from "./release/release.ts";
import { sealVersion } from "./seal/sealVersion.ts";
import { lockDirectory } from "./store/directoryLock.ts";
import { type KeySharePublic, type Keystore, readKeystore, wipeKeystore } from "./store/keystore.ts";
import { openNonceJournal } from "./store/nonceJournal.ts";
import { openReleaseLog, type ReleaseLog } from "./store/releaseLog.ts";

export type StartKeeperOptions = {
  /** Opens the keystore. */
  passphrase: string;
  log?: Log;
  /** Unix time in milliseconds. */
  now?: () => number;
};

/** A keeper that serves. */
export type RunningKeeper = {
  url: string;
  identity: KeeperIdentity;
  /** Its log of releases: head, anonymous counts, runs leased. */
  releases: Pick<ReleaseLog, "head" | "counts" | "leasedRuns">;
  /** Finishes running requests, then lets go of port, files and keys. */
  close(): Promise<void>;
};

/** Undoes what was set up, last first. */
type Cleanup = { add(step: () => unknown): void; run(): Promise<void> };

const CLOSE_GRACE_MILLISECONDS = 5000;

/**
 * Starts a keeper: opens its keystore, verifies its release log, and serves.
 *
 * @throws KeystoreLockedError, KeystoreMalformedError, KeyShareMissingError, ReleaseLogCorruptError,
 * NonceJournalCorruptError, DataDirectoryLockedError, or the system's error when the port is taken.
 */
export async function startKeeper(config: KeeperConfig, options: StartKeeperOptions): Promise<RunningKeeper> {
  const cleanup = createCleanup();
  try {
    return await start(config, options, cleanup);
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

async function start(config: KeeperConfig, options: StartKeeperOptions, cleanup: Cleanup): Promise<RunningKeeper> {
  const { log = silentLog, now = Date.now } = options;
  const { keystore, share, info, releases, nonces } = await openStores(config, options.passphrase, now, cleanup);
  const chain = createQuorumChain({ ...chainOptions(config), now });
  cleanup.add(() => chain.close());

  const limits = createRateLimits(config.limits);
  const { chainId, addresses, usageMeter } = protocolOf(config);
  const operator = operatorKey(keystore.operatorSecret);
  const context = { chainId, addresses, epoch: info.epoch, share, chain, nonces, log: releases, limits, now };
  const identity = identityOf(keystore, info, operator.address);
  const app = keeperApp({
    identity,
    chain,
    release: (json, signal) => release(context, json, signal),
    seal: (json) => sealVersion({ ...identity, chainId, registry: addresses.registry, operator, limits }, json),
    usage: { domain: { chainId, usageMeter }, epoch: info.epoch, log: releases, operator, limits, now },
    limits,
    gate: createGate({ ...config.limits, waitMilliseconds: config.limits.queueMilliseconds }),
    origins: config.origins,
    trustedProxies: config.trustedProxies,
    log,
  });
  const server = await listen(app, { ...config.listen, ...config.limits });
  cleanup.add(() => server.close(CLOSE_GRACE_MILLISECONDS));
  log("info", "keeper.started", { epoch: info.epoch, index: share.index, port: server.port, chainId });
  return { url: server.url, identity, releases, close: () => closeKeeper(cleanup, log) };
}

async function openStores(config: KeeperConfig, passphrase: string, now: () => number, cleanup: Cleanup) {
  const files = await createDataDirectory(config.dataDirectory);
  cleanup.add(await lockDirectory(config.dataDirectory));
  const keystore = await readKeystore(files.keystore, { passphrase });
  cleanup.add(() => wipeKeystore(keystore));
  const { share, info } = keyShareOf(files.keystore, keystore);
  const releases = await openReleaseLog(files.releases);
  cleanup.add(() => releases.close());
  const nonces = await openNonceJournal({
    path: files.nonces,
    windowSeconds: REQUEST_WINDOW_SECONDS,
    maxEntries: config.limits.nonces,
    lastAnswer: releases.lastTime(),
    now,
  });
  cleanup.add(() => nonces.close());
  return { keystore, share, info, releases, nonces };
}

async function closeKeeper(cleanup: Cleanup, log: Log): Promise<void> {
  await cleanup.run();
  log("info", "keeper.stopped");
}

function createCleanup(): Cleanup {
  const steps: (() => unknown)[] = [];
  return {
    add: (step) => steps.push(step),
    run: async () => {
      for (let step = steps.pop(); step; step = steps.pop()) await step();
    },
  };
}

function chainOptions({ chain }: KeeperConfig) {
  const { maxHeadAge, maxHeadAhead, maxFinalAge, maxFinalSpread } = chain;
  const { timeoutMilliseconds } = chain;
  const endpoints = chain.endpoints.map((url, index) => httpEndpoint({ index, url, timeoutMilliseconds }));
  return {
    ...chain,
    chainId: chain.id,
    endpoints,
    freshness: { maxHeadAge, maxHeadAhead, maxFinalAge, maxFinalSpread },
  };
}

function protocolOf({ chain }: KeeperConfig) {
  const { registry, accessToken, keeperRegistry, usageMeter } = chain;
  return { chainId: chain.id, addresses: { registry, accessToken, keeperRegistry }, usageMeter };
}

function identityOf(keystore: Keystore, info: KeySharePublic, operator: Hex): KeeperIdentity {
  const { epoch, index, threshold, groupKey, verificationShares } = info;
  const verificationShare = verificationShares[index - 1] as Hex;
  return { epoch, index, threshold, groupKey, verificationShare, transportKey: keystore.public.transportKey, operator };
}
