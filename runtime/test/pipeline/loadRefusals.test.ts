// Every way in which who asks is refused: one typed error that says what happened and what to do, and nothing new on disk
// when it is the chain that refuses.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { publishVersion } from "@capsule-protocol/sdk/actions/registry/publishVersion.ts";
import { viemAccessChain } from "../../src/access/viemAccessChain.ts";
import { buyer, clientOf, creator, type Network, stranger } from "./support/network.ts";
import { refusedLoad } from "./support/refusedLoad.ts";
import { licensedModel, load, publish, randomWord, sell } from "./support/scene.ts";

describe("loadCapsule refuses", function () {
  this.timeout(120_000);
  let net: Network;
  let model: Uint8Array;
  let capsuleId: bigint;
  let licenseId: bigint;

  before(async () => {
    ({ net, model, capsuleId, licenseId } = await licensedModel());
  });
  const refused = refusedLoad(() => ({ net, capsuleId, licenseId }));

  it("a capsule that does not exist", () => refused("UNKNOWN_CAPSULE", /No capsule 0x0{63}7/, { capsuleId: 7n }));

  it("a chain other than the deployment's", () => {
    const deployment = { ...net.deployment, chainId: 1 };
    const chain = viemAccessChain(clientOf(net, buyer), deployment);
    return refused("WRONG_CHAIN", /chain 31337.*chain 1/, { ports: { chain } });
  });

  it("a chain that does not answer", () => {
    const chain = viemAccessChain(clientOf({ rpcUrl: "http://127.0.0.1:9" }, buyer), net.deployment);
    return refused("CHAIN_UNREACHABLE", /could not be asked for the capsule/, { ports: { chain } });
  });

  it("who has no license", () => refused("LICENSE_MISSING", /holds no license/, { licenseId: licenseId + 99n }));

  it("who uses the license of someone else", () => {
    return refused("LICENSE_MISSING", new RegExp(stranger.address), { account: stranger });
  });

  it("who claims to be the owner and is not", () => refused("NOT_CAPSULE_OWNER", /does not own/, { licenseId: 0n }));

  it("a license of another capsule", async () => {
    const other = await publish(net, model, { encrypted: false });
    const bought = await sell(net, other.binding.capsuleId);
    await refused("LICENSE_OF_OTHER_CAPSULE", /is for capsule/, { licenseId: bought.licenseId });
  });

  it("a license without the right to run", async () => {
    const bought = await sell(net, capsuleId, { rights: Rights.TRAIN_ON });
    await refused("LICENSE_RIGHT_MISSING", /RUN/, { licenseId: bought.licenseId });
  });

  it("an expired license", async () => {
    const bought = await sell(net, capsuleId, { duration: 1 });
    await sleep(2500); // a second, and the next block that shows it
    await refused("LICENSE_EXPIRED", /ended at 20/, { licenseId: bought.licenseId });
  });

  it("a device that was not authorized", () => {
    const { address } = stranger;
    const access = { account: buyer.address, licenseId, device: address, sign: () => assert.fail("not asked to sign") };
    return refused("SESSION_NOT_AUTHORIZED", /is not authorized to act/, { access });
  });

  it("a capsule whose current version is not sealed, also to who holds a license of it", async () => {
    const { binding } = await publish(net, model);
    const bought = await sell(net, binding.capsuleId);
    const parameters = { deployment: net.deployment, capsuleId: binding.capsuleId, manifestDigest: randomWord() };
    await publishVersion.sync(clientOf(net, creator), { ...parameters, encrypted: true, sealSignatures: [] });
    const held = { capsuleId: binding.capsuleId, licenseId: bought.licenseId };
    await refused("CAPSULE_NOT_SEALED", /Version 2 of capsule/, held);
  });

  it("when the keepers' quorum is lost, and goes on when one is back", async () => {
    const dead = [0, 2, 4];
    for (const index of dead) await net.keepers[index]?.close();
    try {
      await refused("KEEPER_QUORUM_LOST", /of the 3 keepers needed.*Keeper 1 unreachable/, {}, "ciphertext");
      await net.restartKeeper(0);
      const session = await load(net, { capsuleId, licenseId });
      await session.close();
    } finally {
      for (const index of dead.slice(1)) await net.restartKeeper(index);
    }
  });
});
