import type { Hex } from "viem";
import { cleanUp, later } from "./cleanup.ts";
import { type FakeChain, type FakeRpc, fakeChain, fakeRpc } from "./fakeRpc.ts";
import { groupKeyOf, groupOf } from "./group.ts";
import { encryptedKey } from "./licensee.ts";
import { type KeeperOverrides, testKeeper } from "./testKeeper.ts";

export type KeeperScene = {
  groupKey: Hex;
  header: Uint8Array;
  /** Starts the first keeper of the group. */
  start(overrides?: KeeperOverrides): ReturnType<typeof testKeeper>;
  /** New in each test. */
  chain: FakeChain;
  rpc: FakeRpc;
};

/** A chain and a group of three keepers, none of which runs yet, for the `describe` that it is called in. */
export function keeperScene(): KeeperScene {
  const group = groupOf(2, 3);
  const [member] = group as [(typeof group)[number]];
  const groupKey = groupKeyOf(group);
  const { header } = encryptedKey(groupKey);
  const start: KeeperScene["start"] = (overrides = {}) => testKeeper(member, [scene.rpc.url], overrides);
  const scene = { groupKey, header, start } as KeeperScene;

  beforeEach(async () => {
    scene.chain = fakeChain();
    scene.rpc = await fakeRpc(scene.chain);
    later(scene.rpc.close);
  });
  afterEach(cleanUp);
  return scene;
}
