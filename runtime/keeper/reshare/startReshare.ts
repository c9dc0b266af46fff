import { readKeeperSet } from "../../src/keys/keeperSet.ts";
import { ReshareMismatchError } from "../ceremony/errors.ts";
import { type BoardServer, CEREMONY_TIMES, serveBoard } from "../ceremony/serveBoard.ts";
import type { CeremonyTimes } from "../ceremony/takePart.ts";
import { configuredChain } from "../chain/configuredChain.ts";
import type { KeeperConfig } from "../config.ts";
import { createDataDirectory, type DataFiles } from "../dataDirectory.ts";
import { type Log, silentLog } from "../log.ts";
import { removeTemporaries } from "../store/atomicFile.ts";
import { lockDirectory } from "../store/directoryLock.ts";
import { type Keystore, readKeystore, wipeKeystore } from "../store/keystore.ts";
import { type ReshareCeremony, reshareHash } from "./ceremony.ts";
import { PENDING_LOCK, readPending } from "./pendingKeystore.ts";
import { type Rotation, runReshare } from "./runReshare.ts";

export type StartReshareOptions = Partial<CeremonyTimes> & {
  passphrase: string;
  /** Where to serve messages, beside the running keeper. Port 0 takes any free one. */
  listen: { host: string; port: number };
  /** Gives up the share of another ceremony that waits for its epoch. */
  replace?: boolean;
  log?: Log;
  /** Unix time in milliseconds. */
  now?: () => number;
};

/** A keeper that serves its messages of a resharing. */
export type RunningReshare = {
  url: string;
  /** Takes part; see `runReshare`. Once per start. */
  run(ceremony: ReshareCeremony): Promise<Rotation>;
  close(): Promise<void>;
};

/**
 * Opens the keystores and listens for the other parties. The keeper may go on serving meanwhile: all that is written is
 * the pending keystore.
 *
 * @throws KeystoreLockedError, KeystoreMalformedError, DataDirectoryLockedError while another resharing runs
 */
export async function startReshare(config: KeeperConfig, options: StartReshareOptions): Promise<RunningReshare> {
  const files = await createDataDirectory(config.dataDirectory);
  const unlock = await lockDirectory(config.dataDirectory, { name: PENDING_LOCK });
  const opened: Keystore[] = [];
  const release = async () => {
    for (const keystore of opened) wipeKeystore(keystore);
    await unlock();
  };
  try {
    await removeTemporaries(files.pending);
    const keystore = await readKeystore(files.keystore, options);
    opened.push(keystore);
    const pending = await readPending(files.pending, keystore, options);
    if (pending) opened.push(pending);
    const server = await serveBoard(options.listen);
    options.log?.("info", "reshare.listening", { port: server.port });
    return {
      url: server.url,
      run: (ceremony) => takePartIn(ceremony, { config, options, server, files, keystore, pending }),
      close: async () => {
        await server.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

type Parts = {
  config: KeeperConfig;
  options: StartReshareOptions;
  server: BoardServer;
  files: DataFiles;
  keystore: Keystore;
  pending: Keystore | undefined;
};

async function takePartIn(ceremony: ReshareCeremony, parts: Parts): Promise<Rotation> {
  const { config, options, server, files, keystore, pending } = parts;
  if (ceremony.chainId !== config.chain.id) {
    throw new ReshareMismatchError(`it is for chain ${ceremony.chainId}, and this keeper's is ${config.chain.id}`);
  }
  const current = await readCurrentSet(config, options.now ?? Date.now);
  server.open(reshareHash(ceremony, current.groupKey));
  return runReshare({
    ...{ ...CEREMONY_TIMES, log: silentLog, replace: false, ...options },
    ...{ ceremony, current, keystore, pending },
    ...{ keystorePath: files.keystore, pendingPath: files.pending, kdfCost: config.kdfCost },
    ...{ keeperRegistry: config.chain.keeperRegistry, board: server.board, signal: server.closing },
  });
}

/** The current set at a final block, as a quorum of endpoints says. */
async function readCurrentSet(config: KeeperConfig, now: () => number) {
  const chain = configuredChain(config, now);
  try {
    const { client } = await chain.pin();
    return await readKeeperSet(client, config.chain);
  } finally {
    chain.close();
  }
}
