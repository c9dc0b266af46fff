import assert from "node:assert/strict";
import { bytesToHex, type Hex, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { assertRefused } from "./support/assertRefused.ts";
import { sessionKey } from "./support/fakeRpc.ts";
import { ask, CAPSULE_ID, encryptedKey, ownKey, post, postRelease } from "./support/licensee.ts";
import { NOW, releaseScene } from "./support/releaseScene.ts";

describe("keeper: refusals of POST /v1/release", function () {
  this.timeout(30_000);
  const scene = releaseScene();
  const { chain, header, send, license, capsule } = scene;

  it("serves the request that the refusals below differ from in one point each", async () => {
    assert.equal((await send()).status, 200);
  });

  describe("form", () => {
    it("a body that is no JSON", async () => {
      assertRefused(await post(scene.keeper.url, "/v1/release", "{"), "REQUEST_MALFORMED", /not UTF-8 encoded JSON/);
    });
    it("a body of another media type", async () => {
      const answer = await post(scene.keeper.url, "/v1/release", "{}", { "content-type": "text/plain" });
      assertRefused(answer, "UNSUPPORTED_MEDIA_TYPE");
    });
    it("names the fields that are wrong, and one that does not exist", async () => {
      const { body } = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      const wrong = { ...body, header: "0x00", request: { ...(body.request as object), nonce: "0x1", more: 1 } };
      const answer = await post(scene.keeper.url, "/v1/release", wrong);
      assertRefused(answer, "REQUEST_MALFORMED", /request\.nonce: must be 32 bytes.*more.*header: must be 160 bytes/);
    });
    it("integers that do not fit their type", async () => {
      const { body } = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      for (const capsuleId of [(1n << 256n).toString(), "-1", "01", "1e3", 5]) {
        const wrong = { ...body, request: { ...(body.request as object), capsuleId } };
        assertRefused(await post(scene.keeper.url, "/v1/release", wrong), "REQUEST_MALFORMED", /request\.capsuleId/);
      }
    });
    it("a path or method that does not exist", async () => {
      assertRefused(await post(scene.keeper.url, "/v1/other", "{}"), "NOT_FOUND");
      assertRefused(await post(scene.keeper.url, "/key", "{}"), "METHOD_NOT_ALLOWED");
    });
  });

  describe("time and nonce", () => {
    it("a request of 61 s ago is expired, one of 60 s ago is not", async () => {
      assertRefused(await send({ issuedAt: NOW - 61n }), "REQUEST_EXPIRED", /61 s old/);
      assert.equal((await send({ issuedAt: NOW - 60n })).status, 200);
    });
    it("a request of 61 s ahead is not valid yet, one of 60 s ahead is", async () => {
      assertRefused(await send({ issuedAt: NOW + 61n }), "REQUEST_NOT_YET_VALID", /61 s ahead/);
      assert.equal((await send({ issuedAt: NOW + 60n })).status, 200);
    });
    it("a request of a day before or after, and of the ends of time", async () => {
      for (const issuedAt of [0n, NOW - 86_400n]) assertRefused(await send({ issuedAt }), "REQUEST_EXPIRED");
      for (const issuedAt of [NOW + 86_400n, 2n ** 64n - 1n]) {
        assertRefused(await send({ issuedAt }), "REQUEST_NOT_YET_VALID");
      }
    });
    it("the same request twice", async () => {
      const asked = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      assert.equal((await postRelease(scene.keeper.url, asked)).status, 200);
      assertRefused(await postRelease(scene.keeper.url, asked), "NONCE_USED");
    });
    it("another request with the nonce of an answered one", async () => {
      const asked = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      assert.equal((await postRelease(scene.keeper.url, asked)).status, 200);
      assertRefused(await send({ nonce: asked.request.nonce }), "NONCE_USED");
    });
    it("of two identical requests at the same time exactly one is served", async () => {
      const asked = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      const answers = await Promise.all(Array.from({ length: 6 }, () => postRelease(scene.keeper.url, asked)));
      const codes = answers.map(({ status, json }) => (status === 200 ? "OK" : json.error?.code)).sort();
      assert.deepEqual(codes, [...Array(5).fill("NONCE_USED"), "OK"]);
    });
    it("a refused request burns no nonce, and neither does another account's", async () => {
      const nonce = bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(32)));
      capsule().suspended = true;
      assertRefused(await send({ nonce }), "CAPSULE_SUSPENDED");
      capsule().suspended = false;
      const victim = scene.account;
      scene.account = privateKeyToAccount(generatePrivateKey());
      chain.licenses.set(9n, { ...license(), holder: scene.account.address });
      assert.equal((await send({ nonce, licenseId: 9n })).status, 200);
      scene.account = victim;
      assert.equal((await send({ nonce })).status, 200);
    });
  });

  describe("header", () => {
    it("a header made for another capsule, before the chain is asked anything", async () => {
      const other = encryptedKey(scene.groupKey, CAPSULE_ID + 1n).header;
      scene.rpc.requests.length = 0;
      assertRefused(await send({}, { header: bytesToHex(other) }), "HEADER_INVALID");
      assert.deepEqual(scene.rpc.requests, []);
    });
    it("a header of the capsule presented for the asker's own free one", async () => {
      chain.capsules.set(1n, { owner: scene.account.address, isSealed: true, suspended: false });
      assertRefused(await send({ capsuleId: 1n, licenseId: 0n }), "HEADER_INVALID");
    });
    it("any changed bit of the header", async () => {
      for (const position of [0, 40, 75, 100, 159]) {
        const altered = header.slice();
        altered[position] = (altered[position] ?? 0) ^ 1;
        assertRefused(await send({}, { header: bytesToHex(altered) }), "HEADER_INVALID");
      }
    });
    it("a transport key of small order", async () => {
      assertRefused(await send({ transportKey: zeroHash }), "TRANSPORT_KEY_INVALID");
    });
  });

  describe("signature", () => {
    it("another account's", async () => {
      const thief = ownKey(privateKeyToAccount(generatePrivateKey()));
      assertRefused(
        await postRelease(
          scene.keeper.url,
          await ask(thief, header, { account: scene.account.address, issuedAt: NOW }),
        ),
        "SIGNATURE_INVALID",
      );
    });
    it("one for another chain or another registry", async () => {
      for (const changed of [{ chainId: 1 }, { verifyingContract: scene.account.address }]) {
        const sign: ReturnType<typeof ownKey>["sign"] = (typedData) =>
          scene.account.signTypedData({ ...typedData, domain: { ...typedData.domain, ...changed } });
        assertRefused(
          await postRelease(
            scene.keeper.url,
            await ask({ address: scene.account.address, sign }, header, { issuedAt: NOW }),
          ),
          "SIGNATURE_INVALID",
        );
      }
    });
    it("one over other values than the request has", async () => {
      const asked = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      const other = await ask(ownKey(scene.account), header, { issuedAt: NOW });
      assertRefused(
        await postRelease(scene.keeper.url, { ...asked, body: { ...asked.body, signature: other.body.signature } }),
        "SIGNATURE_INVALID",
      );
    });
    it("none, and garbage", async () => {
      for (const signature of ["0x", "0x00", `0x${"ff".repeat(65)}`, `0x${"00".repeat(65)}`] as Hex[]) {
        assertRefused(await send({}, { signature }), "SIGNATURE_INVALID");
      }
    });
  });

  describe("sessions", () => {
    const device = privateKeyToAccount(generatePrivateKey());
    const sendByDevice = async () =>
      postRelease(
        scene.keeper.url,
        await ask(
          ownKey(device),
          header,
          { account: scene.account.address, issuedAt: NOW },
          { signer: device.address },
        ),
      );

    it("a device whose session runs is served", async () => {
      chain.sessions.set(sessionKey(scene.account.address, device.address), NOW + 100n);
      assert.equal((await sendByDevice()).status, 200);
    });
    it("a device without a session, or whose session was revoked", async () => {
      assertRefused(await sendByDevice(), "SESSION_INVALID");
    });
    it("a device whose session has ended", async () => {
      chain.sessions.set(sessionKey(scene.account.address, device.address), NOW);
      assertRefused(await sendByDevice(), "SESSION_INVALID");
    });
    it("a device with the session of another account", async () => {
      chain.sessions.set(sessionKey(device.address, scene.account.address), NOW + 100n);
      assertRefused(await sendByDevice(), "SESSION_INVALID");
    });
    it("a named device whose account signed instead", async () => {
      chain.sessions.set(sessionKey(scene.account.address, device.address), NOW + 100n);
      assertRefused(await send({}, { signer: device.address }), "SIGNATURE_INVALID");
    });
  });
});
