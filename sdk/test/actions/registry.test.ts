import assert from "node:assert/strict";
import { computeCapsuleId } from "../../src/capsuleBinding.ts";
import {
  authorizeUsage,
  getAuthorizedUsers,
  getCapsule,
  getVersionDigest,
  isAuthorized,
  isContractRevert,
  isUsageAuthorized,
  publishVersion,
  register,
  revokeUsage,
  seal,
} from "../../src/index.ts";
import {
  clientOf,
  creator,
  keepers,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  randomWord,
  readerOf,
  sealSignatures,
  stranger,
} from "./localProtocol.ts";

describe("registry actions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("register under the id that was computed beforehand, and getCapsule tells all about it", async () => {
    const { deployment, url, config } = local;
    const client = clientOf(url, creator);
    const [salt, manifestDigest] = [randomWord(), randomWord()];
    const event = await register.sync(client, { deployment, salt, manifestDigest, royaltyBps: 700 });
    const expected = computeCapsuleId({
      chainId: 31337,
      registry: deployment.registry,
      creator: creator.address,
      salt,
    });
    assert.equal(event.capsuleId, expected);
    assert.equal(event.receipt.status, "success");
    assert.deepEqual(await getCapsule(client, { deployment, capsuleId: expected }), {
      owner: creator.address,
      version: 1n,
      manifestDigest,
      encrypted: true,
      isSealed: false,
      suspended: false,
      feeBps: config.feeBps,
      royaltyBps: 700,
    });
  });

  it("register.simulate returns the id and sends nothing", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, creator);
    const [salt, manifestDigest] = [randomWord(), randomWord()];
    const block = await client.getBlockNumber({ cacheTime: 0 });
    const capsuleId = await register.simulate(client, { deployment, salt, manifestDigest });
    assert.equal(
      capsuleId,
      computeCapsuleId({ chainId: 31337, registry: deployment.registry, creator: creator.address, salt }),
    );
    assert.equal(await client.getBlockNumber({ cacheTime: 0 }), block);
  });

  it("register.estimateGas is what the transaction then uses at most", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, creator);
    const parameters = { deployment, salt: randomWord(), manifestDigest: randomWord() };
    const estimate = await register.estimateGas(client, parameters);
    const { receipt } = await register.sync(client, parameters);
    assert.ok(receipt.gasUsed <= estimate, `${receipt.gasUsed} > ${estimate}`);
  });

  it("seal opens an encrypted capsule for sale with the signatures of a quorum", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule({ isSealed: false });
    const client = clientOf(url, stranger);
    const { manifestDigest } = await getCapsule(client, { deployment, capsuleId });
    const signatures = await sealSignatures({ capsuleId, version: 1n, manifestDigest });
    const event = await seal.sync(client, { deployment, capsuleId, signatures });
    assert.equal(event.epoch, 1n);
    const signed = keepers.slice(0, 2).map(({ address }) => address);
    assert.deepEqual([...event.keepers].sort(), signed.sort());
    assert.equal((await getCapsule(client, { deployment, capsuleId })).isSealed, true);
  });

  it("publishVersion appends a version and getVersionDigest reads each, at any block", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const client = clientOf(url, creator);
    const before = await client.getBlockNumber({ cacheTime: 0 });
    const second = randomWord();
    const event = await publishVersion.sync(client, { deployment, capsuleId, manifestDigest: second });
    assert.equal(event.version, 2n);
    assert.equal(await getVersionDigest(client, { deployment, capsuleId, version: 2n }), second);
    assert.equal((await getCapsule(client, { deployment, capsuleId })).version, 2n);
    assert.equal((await getCapsule(client, { deployment, capsuleId, blockNumber: before })).version, 1n);
  });

  it("publishVersion with the keepers' signatures keeps the capsule sealed", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const client = clientOf(url, creator);
    const manifestDigest = randomWord();
    const signatures = await sealSignatures({ capsuleId, version: 2n, manifestDigest });
    await publishVersion.sync(client, { deployment, capsuleId, manifestDigest, sealSignatures: signatures });
    assert.equal((await getCapsule(client, { deployment, capsuleId })).isSealed, true);
  });

  it("isAuthorized tells the owner from a stranger", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const client = readerOf(url);
    assert.equal(await isAuthorized(client, { deployment, capsuleId, account: creator.address }), true);
    assert.equal(await isAuthorized(client, { deployment, capsuleId, account: stranger.address }), false);
  });

  it("the owner lets an account use the capsule without a license, and takes that back", async () => {
    const { deployment, url } = local;
    const capsuleId = await newCapsule();
    const [client, user] = [clientOf(url, creator), stranger.address];
    const may = () => isUsageAuthorized(readerOf(url), { deployment, capsuleId, account: user });
    assert.equal(await may(), false);
    const event = await authorizeUsage.sync(client, { deployment, capsuleId, user });
    assert.equal(event.user, user);
    assert.equal(await may(), true);
    assert.deepEqual(await getAuthorizedUsers(client, { deployment, capsuleId }), [user]);
    await assert.rejects(
      authorizeUsage(client, { deployment, capsuleId, user }),
      (error) =>
        isContractRevert(error, "UsageAuthorization_AlreadyAuthorized") && error.contract === "CapsuleRegistry",
    );
    await revokeUsage.sync(client, { deployment, capsuleId, user });
    assert.equal(await may(), false);
    await assert.rejects(authorizeUsage(clientOf(url, stranger), { deployment, capsuleId, user }), (error) =>
      isContractRevert(error, "UsageAuthorization_NotOwner"),
    );
  });
});
