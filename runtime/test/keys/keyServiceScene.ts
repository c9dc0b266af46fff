import assert from "node:assert/strict";
import type { Hex, PrivateKeyAccount } from "viem";
import type { RunningKeeper } from "../../keeper/startKeeper.ts";
import type { KeeperSet } from "../../src/keys/keeperSet.ts";
import type { ReleaseParameters } from "../../src/keys/keyService.ts";
import { thresholdKeyService } from "../../src/keys/thresholdKeyService.ts";
import { keyCommitment } from "../../src/payload/index.ts";
import { cleanUp, later } from "../keeper/support/cleanup.ts";
import { type FakeChain, type FakeRpc, fakeChain, fakeRpc } from "../keeper/support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "../keeper/support/group.ts";
import { bindingOf, DOMAIN, encryptedKey, LICENSE_ID, licensee, ownKey } from "../keeper/support/licensee.ts";
import { keeperSetOf, testKeeper } from "../keeper/support/testKeeper.ts";

export const THRESHOLD = 3;

export type KeyServiceScene = {
  groupKey: Hex;
  /** What is released. */
  key: Uint8Array;
  chain: FakeChain;
  /** One of the five keepers, by its index from 1 on. */
  keeperAt(index: number): RunningKeeper;
  /** Asks a keeper set for the key. */
  release(keepers: KeeperSet, changes?: Partial<ReleaseParameters>, timeoutMilliseconds?: number): Promise<Uint8Array>;
  /** There once tests run. */
  rpc: FakeRpc;
  set: KeeperSet;
  /** Another one in each test, with a license. */
  account: PrivateKeyAccount;
};

/** Five keepers of which three open, and who asks them, for the `describe` that it is called in. */
export function keyServiceScene(): KeyServiceScene {
  const group = groupOf(THRESHOLD, 5);
  const groupKey = groupKeyOf(group);
  const { key, header } = encryptedKey(groupKey);
  const chain = fakeChain();
  let running: RunningKeeper[];
  const keeperAt = (index: number) => running[index - 1] ?? assert.fail();
  const release: KeyServiceScene["release"] = (keepers, changes, timeoutMilliseconds = 20_000) =>
    thresholdKeyService({ ...DOMAIN, keepers, timeoutMilliseconds }).release({
      ...{ binding: bindingOf(), header, licenseId: LICENSE_ID, keyCommitment: keyCommitment(key) },
      ...{ account: scene.account.address, sign: ownKey(scene.account).sign },
      ...changes,
    });
  const scene = { groupKey, key, chain, keeperAt, release } as KeyServiceScene;

  before(async () => {
    scene.rpc = await fakeRpc(chain);
    later(scene.rpc.close);
    running = await Promise.all(group.map((member) => testKeeper(member, [scene.rpc.url])));
    scene.set = keeperSetOf(THRESHOLD, running);
  });
  beforeEach(() => {
    chain.capsules.clear();
    chain.licenses.clear();
    scene.account = licensee(chain);
  });
  after(cleanUp);
  return scene;
}
