import type { Hex } from "viem";
import { configuredChain } from "./chain/configuredChain.ts";
import type { KeeperConfig } from "./config.ts";
import { createDataDirectory } from "./dataDirectory.ts";
import { followEpochs } from "./epoch/followEpoch.ts";
import { KeyHolder } from "./epoch/keyHolder.ts";
import { type KeeperIdentity, keeperApp } from "./http/app.ts";
import { listen } from "./http/server.ts";
import { createGate } from "./limits/gate.ts";
import { createRateLimits } from "./limits/rateLimits.ts";
import { type Log, silentLog } from "./log.ts";
import { operatorKey } from "./operatorKey.ts";
import { REQUEST_WINDOW_SECONDS } from "./release/clock.ts";
import { release } from "./release/release.ts";
import { sealVersion } from "./seal/sealVersion.ts";
import { removeTemporaries } from "./store/atomicFile.ts";
import { lockDirectory } from "./store/directoryLock.ts";
import { readKeystore, wipeKeystore } from "./store/keystore.ts";
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
  /** What anyone may know of it; changes with the epoch. */
  readonly identity: KeeperIdentity;
  /** Looks now, as it does by itself from time to time, whether another epoch has begun on chain, and follows. */
  followEpoch(): Promise<void>;
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
  const { keystore, holder, releases, nonces } = await openStores(config, { ...options, log, now }, cleanup);
  const { chain, follower } = await followChain(config, { holder, log, now }, cleanup);
  const limits = createRateLimits(config.limits);
  const { chainId, addresses, usageMeter } = protocolOf(config);
  const operator = operatorKey(keystore.operatorSecret);
  const identity = () => identityOf(holder, operator.address);
  const seals = { chainId, registry: addresses.registry, operator, limits };
  const context = { chainId, addresses, holder, chain, nonces, log: releases, limits, now };
  const app = keeperApp({
    identity,
    state: () => holder.state,
    chain,
    release: (json, signal) => release(context, json, signal),
    seal: (json) => sealVersion({ ...seals, ...servingIdentity(holder) }, json),
    usage: () => ({
      ...{ domain: { chainId, usageMeter }, epoch: holder.info.epoch, log: releases, operator, limits, now },
    }),
    limits,
    gate: createGate({ ...config.limits, waitMilliseconds: config.limits.queueMilliseconds }),
    origins: config.origins,
    trustedProxies: config.trustedProxies,
    log,
  });
  const server = await listen(app, { ...config.listen, ...config.limits });
  cleanup.add(() => server.close(CLOSE_GRACE_MILLISECONDS));
  const { epoch, index } = holder.info;
  log("info", "keeper.started", { epoch, index, port: server.port, chainId });
  return {
    url: server.url,
    get identity() {
      return identity();
    },
    followEpoch: () => follower.look(),
    releases,
    close: () => closeKeeper(cleanup, log),
  };
}

type StoreOptions = Required<Pick<StartKeeperOptions, "log" | "now">> & { passphrase: string };

async function openStores(config: KeeperConfig, { passphrase, log, now }: StoreOptions, cleanup: Cleanup) {
  const files = await createDataDirectory(config.dataDirectory);
  cleanup.add(await lockDirectory(config.dataDirectory));
  await removeTemporaries(files.keystore);
  const keystore = await readKeystore(files.keystore, { passphrase });
  cleanup.add(() => wipeKeystore(keystore));
  const holder = await KeyHolder.open(keystore, { files, passphrase, kdfCost: config.kdfCost, log });
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
  return { keystore, holder, releases, nonces };
}

async function followChain(
  config: KeeperConfig,
  { holder, log, now }: { holder: KeyHolder; log: Log; now: () => number },
  cleanup: Cleanup,
) {
  const chain = configuredChain(config, now);
  const { keeperRegistry, epochMilliseconds: intervalMilliseconds } = config.chain;
  const follower = followEpochs({ holder, chain, keeperRegistry, intervalMilliseconds, log });
  cleanup.add(() => follower.stop());
  cleanup.add(() => chain.close());
  if (holder.state === "waiting") await follower.look(); // its epoch may have begun while it was not running
  return { chain, follower };
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

function protocolOf({ chain }: KeeperConfig) {
  const { registry, accessToken, keeperRegistry, usageMeter } = chain;
  return { chainId: chain.id, addresses: { registry, accessToken, keeperRegistry }, usageMeter };
}

function identityOf({ info, transportKey }: KeyHolder, operator: Hex): KeeperIdentity {
  const { epoch, index, threshold, groupKey, verificationShares } = info;
  const verificationShare = verificationShares[index - 1] as Hex;
  return { epoch, index, threshold, groupKey, verificationShare, transportKey, operator };
}

/** What it seals for. @throws RefusedError EPOCH_NOT_SERVED */
function servingIdentity(holder: KeyHolder): { epoch: number; groupKey: Hex } {
  holder.share();
  return holder.info;
}
