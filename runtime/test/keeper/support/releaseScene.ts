import assert from "node:assert/strict";
import type { Hex, PrivateKeyAccount } from "viem";
import type { RunningKeeper } from "../../../keeper/startKeeper.ts";
import type { KeyRequest } from "../../../src/keys/keyRequest.ts";
import { cleanUp, later } from "./cleanup.ts";
import { type FakeCapsule, type FakeChain, type FakeLicense, type FakeRpc, fakeChain, fakeRpc } from "./fakeRpc.ts";
import { groupKeyOf, groupOf } from "./group.ts";
import { type Answer, ask, CAPSULE_ID, encryptedKey, LICENSE_ID, licensee, ownKey, postRelease } from "./licensee.ts";
import { testKeeper } from "./testKeeper.ts";

/** The keeper's clock and the chain's stand still, so that every boundary is exact. Unix time in seconds. */
export const NOW = 1_800_000_000n;

export type ReleaseScene = {
  chain: FakeChain;
  groupKey: Hex;
  header: Uint8Array;
  license(): FakeLicense;
  capsule(): FakeCapsule;
  /** Asks for the key with a request that is served, but for what is changed in it. */
  send(changes?: Partial<KeyRequest>, extra?: Record<string, unknown>): Promise<Answer>;
  /** There once tests run. */
  rpc: FakeRpc;
  keeper: RunningKeeper;
  /** Another one in each test, with a license. */
  account: PrivateKeyAccount;
};

/** One keeper and who asks it, for the `describe` that it is called in. */
export function releaseScene(): ReleaseScene {
  const group = groupOf(2, 3);
  const groupKey = groupKeyOf(group);
  const { header } = encryptedKey(groupKey);
  const chain = fakeChain();
  chain.headTime = () => Number(NOW);
  const license = () => chain.licenses.get(LICENSE_ID) ?? assert.fail();
  const capsule = () => chain.capsules.get(CAPSULE_ID) ?? assert.fail();
  const send: ReleaseScene["send"] = async (changes = {}, extra = {}) => {
    const asked = await ask(ownKey(scene.account), header, { issuedAt: NOW, ...changes }, extra);
    return postRelease(scene.keeper.url, asked);
  };
  const scene = { chain, groupKey, header, license, capsule, send } as ReleaseScene;

  before(async () => {
    scene.rpc = await fakeRpc(chain);
    later(scene.rpc.close);
    const clock = () => Number(NOW) * 1000;
    scene.keeper = await testKeeper(group[0] ?? assert.fail(), [scene.rpc.url], { now: clock });
  });
  beforeEach(() => {
    chain.capsules.clear();
    chain.guests.clear();
    chain.licenses.clear();
    chain.sessions.clear();
    scene.account = licensee(chain);
  });
  after(cleanUp);
  return scene;
}
