import { mkdir } from "node:fs/promises";
import { bytesToHex, type Hex } from "viem";
import { dataFiles, type KeeperConfigInput, parseKeeperConfig, startKeeper } from "../../../keeper/index.ts";
import type { Log } from "../../../keeper/log.ts";
import { operatorKey } from "../../../keeper/operatorKey.ts";
import type { RunningKeeper } from "../../../keeper/startKeeper.ts";
import { randomSecret, writeKeystore } from "../../../keeper/store/keystore.ts";
import type { DkgKey } from "../../../src/keys/dkg.ts";
import { importTransportKeyPair } from "../../../src/keys/hpke.ts";
import type { KeeperSet } from "../../../src/keys/keeperSet.ts";
import { later, temporaryDirectory } from "./cleanup.ts";
import { ACCESS_TOKEN, CHAIN_ID, KEEPER_REGISTRY, REGISTRY, USAGE_METER } from "./fakeRpc.ts";

export const PASSPHRASE = "correct horse battery staple";
export const TEST_KDF_COST = 10;

export type KeeperOverrides = {
  chain?: Partial<KeeperConfigInput["chain"]>;
  limits?: KeeperConfigInput["limits"];
  trustedProxies?: string[];
  now?: () => number;
  log?: Log;
  directory?: string;
  secrets?: { operator: Uint8Array; transport: Uint8Array };
  /** Of the share; 1 by default. */
  epoch?: number;
};

/** Limits that no test reaches by accident. */
const WIDE = { perAddressPerMinute: 1e6, perAccountPerMinute: 1e6, globalPerSecond: 1e6 };

/** Writes the keystore of one member of a group into a directory, as a key generation leaves it. */
export async function writeShare(directory: string, key: DkgKey, overrides: KeeperOverrides = {}): Promise<void> {
  const operatorSecret = overrides.secrets?.operator.slice() ?? randomSecret();
  const transportSecret = overrides.secrets?.transport.slice() ?? randomSecret();
  const { publicKey } = await importTransportKeyPair(transportSecret);
  await mkdir(directory, { recursive: true });
  const share = {
    epoch: overrides.epoch ?? 1,
    index: key.index,
    threshold: key.threshold,
    groupKey: bytesToHex(key.groupKey),
    verificationShares: key.verificationShares.map((point) => bytesToHex(point)),
    ceremony: bytesToHex(new Uint8Array(32)),
    confirmed: true,
  };
  const operator = operatorKey(operatorSecret).address.toLowerCase() as Hex;
  const info = { operator, transportKey: bytesToHex(publicKey), share };
  const keystore = { public: info, operatorSecret, transportSecret, shareSecret: key.secret.slice() };
  await writeKeystore(dataFiles(directory).keystore, keystore, { passphrase: PASSPHRASE, kdfCost: TEST_KDF_COST });
}

/** Starts a keeper with a share over the given RPC endpoints; stopped by the clean-up. */
export async function testKeeper(
  key: DkgKey,
  endpoints: readonly string[],
  overrides: KeeperOverrides = {},
): Promise<RunningKeeper & { directory: string; restart: (overrides?: KeeperOverrides) => Promise<RunningKeeper> }> {
  const directory = overrides.directory ?? (await temporaryDirectory());
  if (!overrides.directory) await writeShare(directory, key, overrides);
  const config = (changed: KeeperOverrides) =>
    parseKeeperConfig({
      dataDirectory: directory,
      listen: { port: 0 },
      chain: {
        id: CHAIN_ID,
        registry: REGISTRY,
        accessToken: ACCESS_TOKEN,
        keeperRegistry: KEEPER_REGISTRY,
        usageMeter: USAGE_METER,
        endpoints: [...endpoints],
        quorum: Math.floor(endpoints.length / 2) + 1,
        cacheMilliseconds: 0,
        epochMilliseconds: 600_000, // tests have it look when they want it to
        ...changed.chain,
      },
      limits: { ...WIDE, ...changed.limits },
      trustedProxies: changed.trustedProxies ?? [],
      kdfCost: TEST_KDF_COST,
    });
  const start = async (changed: KeeperOverrides) => {
    const { now, log } = changed;
    const keeper = await startKeeper(config(changed), {
      passphrase: PASSPHRASE,
      ...(now ? { now } : {}),
      ...(log ? { log } : {}),
    });
    later(() => keeper.close());
    return keeper;
  };
  const keeper = await start(overrides);
  const restart = async (changed: KeeperOverrides = overrides) => {
    await keeper.close();
    return start(changed);
  };
  return Object.assign(keeper, { directory, restart });
}

/** The keeper set that running keepers form. */
export function keeperSetOf(threshold: number, keepers: readonly RunningKeeper[]): KeeperSet {
  const [first] = keepers as [RunningKeeper];
  return {
    epoch: 1n,
    threshold,
    groupKey: first.identity.groupKey,
    keepers: keepers.map(({ identity, url }) => ({ ...identity, url })),
  };
}
