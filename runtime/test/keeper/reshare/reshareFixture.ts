import { join } from "node:path";
import { bytesToHex, type Hex } from "viem";
import { type SignedCeremonyMessage, signMessage } from "../../../keeper/ceremony/message.ts";
import {
  initKeeper,
  type KeeperConfig,
  type Log,
  parseKeeperConfig,
  preparePending,
  type ReshareCeremony,
  type Rotation,
  reshareHash,
  startReshare,
} from "../../../keeper/index.ts";
import { operatorKey } from "../../../keeper/operatorKey.ts";
import { type Keystore, readKeystore } from "../../../keeper/store/keystore.ts";
import type { KeeperSet } from "../../../src/keys/keeperSet.ts";
import { type Cheat, cheatingProxy } from "../dkg/dkgFixture.ts";
import { later, temporaryDirectory } from "../support/cleanup.ts";
import {
  ACCESS_TOKEN,
  CHAIN_ID,
  type FakeChain,
  type FakeRpc,
  fakeChain,
  fakeRpc,
  KEEPER_REGISTRY,
  REGISTRY,
  USAGE_METER,
} from "../support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "../support/group.ts";
import { PASSPHRASE, TEST_KDF_COST, writeShare } from "../support/testKeeper.ts";

const OPTIONS = { passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST };

/** A chain with one keeper set, and the directories of its keepers. */
export type Scene = { chain: FakeChain; rpc: FakeRpc; rpcUrl: string; directories: string[]; set: KeeperSet };

export type ResharePartyOptions = {
  /** Makes it a cheater. `sign` signs in its name. */
  cheat?: (sign: (message: SignedCeremonyMessage) => SignedCeremonyMessage) => Cheat;
  log?: Log;
  replace?: boolean;
  timeoutMilliseconds?: number;
  lingerMilliseconds?: number;
  /** URL of an earlier run, to be found where its ceremony says. */
  url?: string;
};

/** One keeper's part: its directory, and what the ceremony file says of it. */
export type ReshareParty = {
  directory: string;
  participant: ReshareCeremony["participants"][number];
  dealer: ReshareCeremony["dealers"][number];
  run(ceremony: ReshareCeremony): Promise<Rotation>;
  close(): Promise<void>;
};

/** A set of `count` keepers of which `threshold` open. */
export async function scene(threshold: number, count: number): Promise<Scene> {
  const chain = fakeChain();
  const rpc = await fakeRpc(chain);
  later(rpc.close);
  const group = groupOf(threshold, count);
  const directories = await Promise.all(group.map(() => temporaryDirectory()));
  await Promise.all(group.map((key, i) => writeShare(directories[i] as string, key)));
  const keystores = await Promise.all(directories.map((directory) => keystoreIn(directory)));
  const keepers = keystores.map(({ operatorSecret, public: { transportKey, share } }, i) => ({
    ...{ operator: operatorKey(operatorSecret).address, transportKey },
    ...{ verificationShare: share?.verificationShares[i] as Hex, url: `https://keeper-${i + 1}.example` },
  }));
  const set = { epoch: 1n, threshold, groupKey: groupKeyOf(group), keepers };
  chain.keeperSets = [set];
  return { chain, rpc, rpcUrl: rpc.url, directories, set };
}

/** A keeper that was in no set before. */
export async function joiner(): Promise<string> {
  const directory = await temporaryDirectory();
  await initKeeper({ dataDirectory: directory, ...OPTIONS });
  return directory;
}

export const keystoreIn = (directory: string, file = "keystore.json"): Promise<Keystore> =>
  readKeystore(join(directory, file), OPTIONS);

export const prepare = (directory: string, replace = false) =>
  preparePending({ dataDirectory: directory, replace, ...OPTIONS });

export async function party(of: Scene, directory: string, options: ResharePartyOptions = {}): Promise<ReshareParty> {
  const { cheat, url, timeoutMilliseconds = 20_000, lingerMilliseconds = 2000, ...rest } = options;
  const times = { pollMilliseconds: 10, timeoutMilliseconds, lingerMilliseconds };
  const listen = { host: "127.0.0.1", port: url ? Number(new URL(url).port) : 0 };
  const reshare = await startReshare(configOf(of, directory), { ...rest, ...times, listen, passphrase: PASSPHRASE });
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= reshare.close();
    return closed;
  };
  later(close);
  const key = operatorKey((await keystoreIn(directory)).operatorSecret);
  let ceremony: ReshareCeremony | undefined;
  const sign = (message: SignedCeremonyMessage) => signMessage(contextOf(of, ceremony), key, message);
  const ceremonyUrl = cheat ? await cheatingProxy(reshare.url, cheat(sign)) : reshare.url;
  const { transportKey } = (await keystoreIn(directory, "pending.json").catch(() => keystoreIn(directory))).public;
  return {
    directory,
    participant: { operator: key.address, transportKey, url: `https://${key.address}.example`, ceremonyUrl },
    dealer: { operator: key.address, ceremonyUrl },
    run: (agreed) => {
      ceremony = agreed;
      return reshare.run(agreed);
    },
    close,
  };
}

function contextOf({ set }: Scene, ceremony: ReshareCeremony | undefined) {
  if (!ceremony) throw new Error("no ceremony yet");
  return { ceremony: reshareHash(ceremony, set.groupKey), chainId: CHAIN_ID };
}

let ceremonies = 0;

export function ceremonyOf(
  parts: { participants: readonly ReshareParty[]; dealers: readonly ReshareParty[]; threshold: number },
  overrides: Partial<ReshareCeremony> = {},
): ReshareCeremony {
  ceremonies += 1;
  const participants = parts.participants.map(({ participant }) => participant);
  const dealers = parts.dealers.map(({ dealer }) => dealer);
  const { threshold } = parts;
  return { name: `test ${ceremonies}`, chainId: CHAIN_ID, epoch: 2, threshold, participants, dealers, ...overrides };
}

export function configOf({ rpcUrl }: Pick<Scene, "rpcUrl">, directory: string): KeeperConfig {
  const contracts = {
    registry: REGISTRY,
    accessToken: ACCESS_TOKEN,
    keeperRegistry: KEEPER_REGISTRY,
    usageMeter: USAGE_METER,
  };
  return parseKeeperConfig({
    dataDirectory: directory,
    listen: { port: 0 },
    chain: { id: CHAIN_ID, ...contracts, endpoints: [rpcUrl], quorum: 1, cacheMilliseconds: 0 },
    kdfCost: TEST_KDF_COST,
  });
}

/** What anybody who has the file could not know, in the form in which it could stand in a log. */
export const secretsOf = ({ operatorSecret, transportSecret, shareSecret }: Keystore): string[] =>
  [operatorSecret, transportSecret, shareSecret ?? operatorSecret].map((bytes) => bytesToHex(bytes).slice(2));

/** A log that ends its process, as far as an in-process test can, at one event. */
export function killedAt(event: string, when: (fields: Record<string, unknown>) => boolean = () => true): Log {
  return (_level, name, fields = {}) => {
    if (name === event && when(fields)) throw new Error("killed");
  };
}
