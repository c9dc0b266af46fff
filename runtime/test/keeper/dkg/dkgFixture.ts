import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type SignedCeremonyMessage, signMessage } from "../../../keeper/ceremony/message.ts";
import { type Ceremony, ceremonyHash, initKeeper, type KeySharePublic, startDkg } from "../../../keeper/index.ts";
import { type OperatorKey, operatorKey } from "../../../keeper/operatorKey.ts";
import { type Keystore, readKeystore } from "../../../keeper/store/keystore.ts";
import { later, temporaryDirectory } from "../support/cleanup.ts";
import { CHAIN_ID } from "../support/fakeRpc.ts";
import { PASSPHRASE, TEST_KDF_COST } from "../support/testKeeper.ts";

const OPTIONS = { passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST };

/** Alters a message on its way out; what it returns is signed as if its sender meant it. Undefined sends nothing. */
export type Cheat = (
  message: SignedCeremonyMessage,
) => SignedCeremonyMessage | undefined | Promise<SignedCeremonyMessage | undefined>;

/** One participant: its directory and keys, and whatever serves its messages. */
export type Party = {
  directory: string;
  participant: Ceremony["participants"][number];
  run(ceremony: Ceremony): Promise<KeySharePublic>;
  keystore(): Promise<Keystore>;
  close(): Promise<void>;
};

export type PartyOptions = {
  directory?: string;
  /** Makes it a cheater. `key` signs in its name. */
  cheat?: (key: OperatorKey, sign: (message: SignedCeremonyMessage) => SignedCeremonyMessage) => Cheat;
  replace?: boolean;
  timeoutMilliseconds?: number;
  lingerMilliseconds?: number;
  /** Port and URL of an earlier run, to be found where its ceremony says. */
  port?: number;
  url?: string;
};

let ceremonies = 0;

export function ceremonyOf(parties: readonly Party[], threshold: number, overrides: Partial<Ceremony> = {}): Ceremony {
  ceremonies += 1;
  const participants = parties.map(({ participant }) => participant);
  return { name: `test ${ceremonies}`, chainId: CHAIN_ID, epoch: 1, threshold, participants, ...overrides };
}

export async function party(options: PartyOptions = {}): Promise<Party> {
  const directory = options.directory ?? (await temporaryDirectory());
  if (!options.directory) await initKeeper({ dataDirectory: directory, ...OPTIONS });
  const dkg = await startDkg({
    ...{ dataDirectory: directory, listen: { host: "127.0.0.1", port: options.port ?? 0 }, ...OPTIONS },
    ...{
      pollMilliseconds: 10,
      lingerMilliseconds: options.lingerMilliseconds ?? 2000,
      timeoutMilliseconds: options.timeoutMilliseconds ?? 20_000,
    },
    replace: options.replace ?? false,
  });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= dkg.close();
    return closed;
  };
  later(close);
  const keystore = () => readKeystore(join(directory, "keystore.json"), OPTIONS);
  const { operatorSecret, public: info } = await keystore();
  let ceremony: Ceremony | undefined;
  let url = options.url ?? dkg.url;
  if (options.cheat) {
    const key = operatorKey(operatorSecret);
    const cheat = options.cheat(key, (message) => {
      if (!ceremony) throw new Error("no ceremony yet");
      return signMessage({ ceremony: ceremonyHash(ceremony), chainId: CHAIN_ID }, key, message);
    });
    url = await cheatingProxy(dkg.url, cheat);
  }
  return {
    directory,
    participant: { operator: operatorKey(operatorSecret).address, transportKey: info.transportKey, url },
    run: (agreed) => {
      ceremony = agreed;
      return dkg.run(agreed);
    },
    keystore,
    close,
  };
}

/** Passes the board's messages on as the cheat changes them. */
export async function cheatingProxy(board: string, cheat: Cheat): Promise<string> {
  const server = createServer(async (request, response) => {
    const answer = await fetch(`${board}${request.url}`).catch(() => undefined);
    const message = answer?.status === 200 ? await cheat((await answer.json()) as SignedCeremonyMessage) : undefined;
    if (message) response.end(JSON.stringify(message));
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  later(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve(undefined)));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
