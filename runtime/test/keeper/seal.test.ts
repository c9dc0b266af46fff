import assert from "node:assert/strict";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { encodeManifest } from "@capsule-protocol/sdk/manifest/index.ts";
import { type Hex, recoverTypedDataAddress } from "viem";
import type { RunningKeeper } from "../../keeper/startKeeper.ts";
import type { RefusalCode } from "../../src/keys/refusals.ts";
import { sealTypedData } from "../../src/keys/sealTypedData.ts";
import { assertRefused } from "./support/assertRefused.ts";
import { cleanUp, later } from "./support/cleanup.ts";
import { CHAIN_ID, type FakeRpc, fakeChain, fakeRpc, REGISTRY } from "./support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "./support/group.ts";
import { CAPSULE_ID, encryptedKey, post } from "./support/licensee.ts";
import { type ManifestChange, manifestFor, sealBody } from "./support/manifest.ts";
import { testKeeper } from "./support/testKeeper.ts";

describe("keeper: POST /v1/seal", function () {
  this.timeout(30_000);
  const group = groupOf(2, 3);
  const groupKey = groupKeyOf(group);
  const { header } = encryptedKey(groupKey);
  let rpc: FakeRpc;
  let keeper: RunningKeeper;

  before(async () => {
    rpc = await fakeRpc(fakeChain());
    later(rpc.close);
    keeper = await testKeeper(group[0] as (typeof group)[number], [rpc.url]);
  });
  after(cleanUp);

  const refused = async (body: unknown, code: RefusalCode, message?: RegExp) =>
    assertRefused(await post(keeper.url, "/v1/seal", body), code, message);
  const changed = (change: ManifestChange) => sealBody(manifestFor(groupKey, header, change));

  it("signs what the registry verifies, with its operator key, without asking the chain", async () => {
    const manifest = manifestFor(groupKey, header);
    rpc.requests.length = 0;
    const { status, json } = await post(keeper.url, "/v1/seal", sealBody(manifest));
    assert.equal(status, 200, JSON.stringify(json));
    const answer = json as unknown as { operator: Hex; epoch: number; signature: Hex };
    const message = {
      capsuleId: CAPSULE_ID,
      version: 1n,
      manifestDigest: manifestDigest(encodeManifest(manifest)),
      epoch: 1n,
    };
    const typedData = sealTypedData({ chainId: CHAIN_ID, registry: REGISTRY }, message);
    const signer = await recoverTypedDataAddress({ ...typedData, signature: answer.signature });
    assert.equal(signer, keeper.identity.operator);
    assert.deepEqual(answer, { operator: keeper.identity.operator, epoch: 1, signature: answer.signature });
    assert.deepEqual(rpc.requests, []);
  });

  it("signs in a later epoch what was encrypted in an earlier one: the group key is the same", async () => {
    const next = await testKeeper(group[1] as (typeof group)[number], [rpc.url], { epoch: 2 });
    const { status, json } = await post(next.url, "/v1/seal", sealBody(manifestFor(groupKey, header)));
    assert.deepEqual([status, json.epoch], [200, 2], JSON.stringify(json));
  });

  it("a body of another form", async () => {
    await refused({}, "REQUEST_MALFORMED");
    await refused(sealBody(new Uint8Array(3), { manifest: "###" }), "REQUEST_MALFORMED", /manifest/);
    await refused(sealBody(new Uint8Array(3), { version: 0 }), "REQUEST_MALFORMED", /version/);
    await refused(sealBody(new Uint8Array(3), { capsuleId: "0x1" }), "REQUEST_MALFORMED", /capsuleId/);
  });
  it("a manifest that is too large", async () => {
    await refused(sealBody(new Uint8Array(262_145).fill(0x20)), "MANIFEST_TOO_LARGE");
  });
  it("a manifest that is no JSON, breaks the schema or is not canonical, naming the field", async () => {
    await refused(sealBody(new Uint8Array(8)), "MANIFEST_MALFORMED");
    const text = new TextDecoder().decode(encodeManifest(manifestFor(groupKey, header)));
    const spaced = new TextEncoder().encode(text.replace(":", ": "));
    await refused(sealBody(spaced), "MANIFEST_MALFORMED", /canonical/);
    const unknown = new TextEncoder().encode(text.replace('"format":"capsule/1"', '"format":"capsule/2"'));
    await refused(sealBody(unknown), "MANIFEST_MALFORMED", /properties\.capsule\.format/);
  });
  it("a manifest of another chain, registry, capsule or version", async () => {
    const changes: ManifestChange[] = [
      (capsule) => (capsule.chainId = 1),
      (capsule) => (capsule.registry = `0x${"99".repeat(20)}`),
      (capsule) => (capsule.capsuleId = `0x${"99".repeat(32)}`),
      (capsule) => (capsule.version = 2),
    ];
    for (const change of changes) await refused(changed(change), "MANIFEST_BINDING_MISMATCH");
  });
  it("a manifest of a capsule in clear", async () => {
    const clear: ManifestChange = (capsule) => {
      capsule.encryption = null;
      for (const file of capsule.files) file.storedSize = file.size;
    };
    await refused(changed(clear), "MANIFEST_NOT_ENCRYPTED");
  });
  it("a content key encrypted to another group, or in an epoch to come", async () => {
    const other = sealBody(manifestFor(`0x${"04".repeat(32)}`, header));
    await refused(other, "GROUP_KEY_MISMATCH");
    const later = changed(({ encryption }) => Object.assign(encryption ?? {}, { epoch: 2 }));
    await refused(later, "GROUP_KEY_MISMATCH", /epoch 2/);
  });
  it("a header made for another capsule, or altered", async () => {
    const foreign = encryptedKey(groupKey, CAPSULE_ID + 1n).header;
    await refused(sealBody(manifestFor(groupKey, foreign)), "HEADER_INVALID");
    const altered = header.slice();
    altered[0] = (altered[0] ?? 0) ^ 1;
    await refused(sealBody(manifestFor(groupKey, altered)), "HEADER_INVALID");
  });
});
