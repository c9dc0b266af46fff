import type { Hex } from "viem";
import { createDataDirectory } from "../dataDirectory.ts";
import { listen } from "../http/server.ts";
import { type Log, silentLog } from "../log.ts";
import { lockDirectory } from "../store/directoryLock.ts";
import { type KeySharePublic, type Keystore, readKeystore, wipeKeystore } from "../store/keystore.ts";
import { createBoard } from "./board.ts";
import { type Ceremony, ceremonyHash } from "./ceremony.ts";
import { runDkgCeremony } from "./runDkgCeremony.ts";

export type StartDkgOptions = {
  dataDirectory: string;
  /** Port 0 takes any free one; the ceremony then needs the url that was taken. */
  listen: { host: string; port: number };
  passphrase: string;
  kdfCost: number;
  /** Gives up a confirmed share of another ceremony. */
  replace?: boolean;
  /** For the whole ceremony; 10 minutes by default. */
  timeoutMilliseconds?: number;
  pollMilliseconds?: number;
  /** How long to serve the last messages to participants that are behind; 30 seconds by default. */
  lingerMilliseconds?: number;
  log?: Log;
};

/** A keeper that serves its messages of a key generation. */
export type RunningDkg = {
  url: string;
  /** Takes part; see `runDkgCeremony`. Once per start. */
  run(ceremony: Ceremony): Promise<KeySharePublic>;
  close(): Promise<void>;
};

const CONNECTIONS = 256;
const REQUEST_MILLISECONDS = 10_000;
const DEFAULTS = { timeoutMilliseconds: 600_000, pollMilliseconds: 200, lingerMilliseconds: 30_000 };

/** Opens the keystore and listens for the other participants, so that a ceremony can name this keeper's url. */
export async function startDkg(options: StartDkgOptions): Promise<RunningDkg> {
  const files = await createDataDirectory(options.dataDirectory);
  const unlock = await lockDirectory(options.dataDirectory);
  try {
    const keystore = await readKeystore(files.keystore, options);
    return await serve(options, keystore, files.keystore, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function serve(
  options: StartDkgOptions,
  keystore: Keystore,
  keystorePath: string,
  unlock: () => Promise<void>,
): Promise<RunningDkg> {
  let hash: Hex | undefined;
  const board = createBoard(() => hash);
  const limits = { connections: CONNECTIONS, requestMilliseconds: REQUEST_MILLISECONDS };
  const server = await listen(board.app, { ...options.listen, ...limits });
  const closing = new AbortController();
  const { log = silentLog, replace = false } = options;
  log("info", "dkg.listening", { port: server.port });
  return {
    url: server.url,
    run: (ceremony) => {
      hash = ceremonyHash(ceremony);
      const { signal } = closing;
      return runDkgCeremony({ ...DEFAULTS, ...options, ceremony, keystore, keystorePath, board, replace, signal, log });
    },
    close: async () => {
      closing.abort();
      await server.close(0);
      wipeKeystore(keystore);
      await unlock();
    },
  };
}
