import { CEREMONY_TIMES, serveBoard } from "../ceremony/serveBoard.ts";
import { createDataDirectory } from "../dataDirectory.ts";
import { type Log, silentLog } from "../log.ts";
import { lockDirectory } from "../store/directoryLock.ts";
import { type KeySharePublic, type Keystore, readKeystore, wipeKeystore } from "../store/keystore.ts";
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
  const { board, closing: signal, ...server } = await serveBoard(options.listen);
  const { log = silentLog, replace = false } = options;
  log("info", "dkg.listening", { port: server.port });
  return {
    url: server.url,
    run: (ceremony) => {
      server.open(ceremonyHash(ceremony));
      const parts = { ceremony, keystore, keystorePath, board, replace, signal, log };
      return runDkgCeremony({ ...CEREMONY_TIMES, ...options, ...parts });
    },
    close: async () => {
      await server.close();
      wipeKeystore(keystore);
      await unlock();
    },
  };
}
