import assert from "node:assert/strict";
import { bytesToHex, type Hex, zeroHash } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { RunningKeeper } from "../../keeper/startKeeper.ts";
import type { KeyRequest } from "../../src/keys/keyRequest.ts";
import { REFUSALS, type RefusalCode } from "../../src/keys/refusals.ts";
import { cleanUp, later } from "./support/cleanup.ts";
import { type FakeChain, type FakeRpc, fakeChain, fakeRpc, NEVER, sessionKey } from "./support/fakeRpc.ts";
import { groupKeyOf, groupOf } from "./support/group.ts";
import {
  type Answer,
  ask,
  CAPSULE_ID,
  encryptedKey,
  LICENSE_ID,
  licensee,
  ownKey,
  post,
  postRelease,
} from "./support/licensee.ts";
import { testKeeper } from "./support/testKeeper.ts";

/** The keeper's clock and the chain's stand still, so that every boundary is exact. Unix time in seconds. */
const NOW = 1_800_000_000n;

describe("keeper: refusals of POST /v1/release", function () {
  this.timeout(30_000);
  const group = groupOf(2, 3);
  const { header } = encryptedKey(groupKeyOf(group));
  let chain: FakeChain;
  let rpc: FakeRpc;
  let keeper: RunningKeeper;
  let account: ReturnType<typeof licensee>;

  before(async () => {
    chain = fakeChain();
    chain.headTime = () => Number(NOW);
    rpc = await fakeRpc(chain);
    later(rpc.close);
    keeper = await testKeeper(group[0] as (typeof group)[0], [rpc.url], { now: () => Number(NOW) * 1000 });
  });
  beforeEach(() => {
    chain.capsules.clear();
    chain.guests.clear();
    chain.licenses.clear();
    chain.sessions.clear();
    account = licensee(chain);
  });
  after(cleanUp);

  function assertRefused(answer: Answer, code: RefusalCode, message?: RegExp): void {
    const { error } = answer.json;
    assert.equal(error?.code, code, JSON.stringify(answer.json));
    assert.equal(answer.status, REFUSALS[code].status);
    assert.equal(error?.hint, REFUSALS[code].hint);
    assert.match(error?.message ?? "", message ?? /^[A-Z].*\.$/);
  }

  const send = async (overrides: Partial<KeyRequest> = {}, extra: Record<string, unknown> = {}) =>
    postRelease(keeper.url, await ask(ownKey(account), header, { issuedAt: NOW, ...overrides }, extra));
  const license = () => chain.licenses.get(LICENSE_ID) ?? assert.fail();
  const capsule = () => chain.capsules.get(CAPSULE_ID) ?? assert.fail();

  it("serves the request that the refusals below differ from in one point each", async () => {
    assert.equal((await send()).status, 200);
  });

  describe("form", () => {
    it("a body that is no JSON", async () => {
      assertRefused(await post(keeper.url, "/v1/release", "{"), "REQUEST_MALFORMED", /not UTF-8 encoded JSON/);
    });
    it("a body of another media type", async () => {
      const answer = await post(keeper.url, "/v1/release", "{}", { "content-type": "text/plain" });
      assertRefused(answer, "UNSUPPORTED_MEDIA_TYPE");
    });
    it("names the fields that are wrong, and one that does not exist", async () => {
      const { body } = await ask(ownKey(account), header, { issuedAt: NOW });
      const wrong = { ...body, header: "0x00", request: { ...(body.request as object), nonce: "0x1", more: 1 } };
      const answer = await post(keeper.url, "/v1/release", wrong);
      assertRefused(answer, "REQUEST_MALFORMED", /request\.nonce: must be 32 bytes.*more.*header: must be 160 bytes/);
    });
    it("integers that do not fit their type", async () => {
      const { body } = await ask(ownKey(account), header, { issuedAt: NOW });
      for (const capsuleId of [(1n << 256n).toString(), "-1", "01", "1e3", 5]) {
        const wrong = { ...body, request: { ...(body.request as object), capsuleId } };
        assertRefused(await post(keeper.url, "/v1/release", wrong), "REQUEST_MALFORMED", /request\.capsuleId/);
      }
    });
    it("a path or method that does not exist", async () => {
      assertRefused(await post(keeper.url, "/v1/other", "{}"), "NOT_FOUND");
      assertRefused(await post(keeper.url, "/key", "{}"), "METHOD_NOT_ALLOWED");
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
      const asked = await ask(ownKey(account), header, { issuedAt: NOW });
      assert.equal((await postRelease(keeper.url, asked)).status, 200);
      assertRefused(await postRelease(keeper.url, asked), "NONCE_USED");
    });
    it("another request with the nonce of an answered one", async () => {
      const asked = await ask(ownKey(account), header, { issuedAt: NOW });
      assert.equal((await postRelease(keeper.url, asked)).status, 200);
      assertRefused(await send({ nonce: asked.request.nonce }), "NONCE_USED");
    });
    it("of two identical requests at the same time exactly one is served", async () => {
      const asked = await ask(ownKey(account), header, { issuedAt: NOW });
      const answers = await Promise.all(Array.from({ length: 6 }, () => postRelease(keeper.url, asked)));
      const codes = answers.map(({ status, json }) => (status === 200 ? "OK" : json.error?.code)).sort();
      assert.deepEqual(codes, [...Array(5).fill("NONCE_USED"), "OK"]);
    });
    it("a refused request burns no nonce, and neither does another account's", async () => {
      const nonce = bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(32)));
      capsule().suspended = true;
      assertRefused(await send({ nonce }), "CAPSULE_SUSPENDED");
      capsule().suspended = false;
      const victim = account;
      account = privateKeyToAccount(generatePrivateKey());
      chain.licenses.set(9n, { ...license(), holder: account.address });
      assert.equal((await send({ nonce, licenseId: 9n })).status, 200);
      account = victim;
      assert.equal((await send({ nonce })).status, 200);
    });
  });

  describe("header", () => {
    it("a header made for another capsule, before the chain is asked anything", async () => {
      const other = encryptedKey(groupKeyOf(group), CAPSULE_ID + 1n).header;
      rpc.requests.length = 0;
      assertRefused(await send({}, { header: bytesToHex(other) }), "HEADER_INVALID");
      assert.deepEqual(rpc.requests, []);
    });
    it("a header of the capsule presented for the asker's own free one", async () => {
      chain.capsules.set(1n, { owner: account.address, isSealed: true, suspended: false });
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
        await postRelease(keeper.url, await ask(thief, header, { account: account.address, issuedAt: NOW })),
        "SIGNATURE_INVALID",
      );
    });
    it("one for another chain or another registry", async () => {
      for (const changed of [{ chainId: 1 }, { verifyingContract: account.address }]) {
        const sign: ReturnType<typeof ownKey>["sign"] = (typedData) =>
          account.signTypedData({ ...typedData, domain: { ...typedData.domain, ...changed } });
        assertRefused(
          await postRelease(keeper.url, await ask({ address: account.address, sign }, header, { issuedAt: NOW })),
          "SIGNATURE_INVALID",
        );
      }
    });
    it("one over other values than the request has", async () => {
      const asked = await ask(ownKey(account), header, { issuedAt: NOW });
      const other = await ask(ownKey(account), header, { issuedAt: NOW });
      assertRefused(
        await postRelease(keeper.url, { ...asked, body: { ...asked.body, signature: other.body.signature } }),
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
        keeper.url,
        await ask(ownKey(device), header, { account: account.address, issuedAt: NOW }, { signer: device.address }),
      );

    it("a device whose session runs is served", async () => {
      chain.sessions.set(sessionKey(account.address, device.address), NOW + 100n);
      assert.equal((await sendByDevice()).status, 200);
    });
    it("a device without a session, or whose session was revoked", async () => {
      assertRefused(await sendByDevice(), "SESSION_INVALID");
    });
    it("a device whose session has ended", async () => {
      chain.sessions.set(sessionKey(account.address, device.address), NOW);
      assertRefused(await sendByDevice(), "SESSION_INVALID");
    });
    it("a device with the session of another account", async () => {
      chain.sessions.set(sessionKey(device.address, account.address), NOW + 100n);
      assertRefused(await sendByDevice(), "SESSION_INVALID");
    });
    it("a named device whose account signed instead", async () => {
      chain.sessions.set(sessionKey(account.address, device.address), NOW + 100n);
      assertRefused(await send({}, { signer: device.address }), "SIGNATURE_INVALID");
    });
  });

  describe("capsule and license", () => {
    it("an unknown capsule", async () => {
      chain.capsules.clear();
      assertRefused(await send(), "CAPSULE_UNKNOWN", /no capsule 77/);
    });
    it("a capsule that is not sealed, also for its owner", async () => {
      capsule().isSealed = false;
      assertRefused(await send(), "CAPSULE_NOT_SEALED");
      capsule().owner = account.address;
      assertRefused(await send({ licenseId: 0n }), "CAPSULE_NOT_SEALED");
    });
    it("a suspended capsule", async () => {
      capsule().suspended = true;
      assertRefused(await send(), "CAPSULE_SUSPENDED");
    });
    it("without a license, who does not own the capsule; its owner needs none", async () => {
      assertRefused(await send({ licenseId: 0n }), "NOT_OWNER");
      capsule().owner = account.address;
      assert.equal((await send({ licenseId: 0n })).status, 200);
    });
    it("without a license, who is not authorized by the capsule's owner, or no longer", async () => {
      chain.guests.set(CAPSULE_ID, [keeper.identity.operator]);
      assertRefused(await send({ licenseId: 0n }), "NOT_OWNER", /nor is authorized/);
      chain.guests.set(CAPSULE_ID, [keeper.identity.operator, account.address]);
      assert.equal((await send({ licenseId: 0n })).status, 200);
      chain.guests.clear();
      assertRefused(await send({ licenseId: 0n }), "NOT_OWNER");
    });
    it("an authorized account, when the capsule is another one, not sealed or suspended", async () => {
      chain.guests.set(CAPSULE_ID + 1n, [account.address]);
      assertRefused(await send({ licenseId: 0n }), "NOT_OWNER");
      chain.guests.set(CAPSULE_ID, [account.address]);
      capsule().isSealed = false;
      assertRefused(await send({ licenseId: 0n }), "CAPSULE_NOT_SEALED");
      capsule().isSealed = true;
      capsule().suspended = true;
      assertRefused(await send({ licenseId: 0n }), "CAPSULE_SUSPENDED");
    });
    it("a license that does not exist", async () => {
      assertRefused(await send({ licenseId: 4n }), "LICENSE_INVALID", /4 does not exist/);
    });
    it("a license that the account does not hold", async () => {
      license().holder = keeper.identity.operator;
      assertRefused(await send(), "LICENSE_INVALID", /does not hold/);
    });
    it("a license of another capsule", async () => {
      license().capsuleId = CAPSULE_ID + 1n;
      assertRefused(await send(), "LICENSE_OTHER_CAPSULE");
    });
    it("an expired license, by the keeper's clock even where the final block is older", async () => {
      license().expiresAt = NOW; // the final block is 120 s older: on chain, the license is still valid there
      assertRefused(await send(), "LICENSE_EXPIRED");
      license().expiresAt = NOW + 1n;
      assert.equal((await send()).status, 200);
      license().expiresAt = NEVER;
      assert.equal((await send()).status, 200);
    });
    it("a serial that was never sold, or was revoked, as unknown and not as expired", async () => {
      license().expiresAt = 0n;
      assertRefused(await send(), "LICENSE_INVALID");
    });
    it("a license without the right to run", async () => {
      license().rights = 0xfffe;
      assertRefused(await send(), "LICENSE_LACKS_RUN");
    });
    it("runs of a license that is not metered", async () => {
      assertRefused(await send({ leaseRuns: 1 }), "LEASE_UNSUPPORTED", /not metered.* 1 runs/);
    });
    it("no runs, as many as are leased already, or more than were bought of a metered one", async () => {
      license().runs = 10;
      assertRefused(await send(), "LEASE_NOT_ABOVE", /0 runs leased already.* names 0/);
      assertRefused(await send({ leaseRuns: 11 }), "LEASE_ABOVE_BOUGHT", /has 10 runs.* names 11/);
      assert.equal((await send({ leaseRuns: 9 })).status, 200);
      const again = await send({ leaseRuns: 9 });
      assertRefused(again, "LEASE_NOT_ABOVE", /9 runs leased already/);
      assert.equal(again.json.error?.leased, 9);
      assert.equal((await send({ leaseRuns: 10 })).status, 200);
      assertRefused(await send({ leaseRuns: 11 }), "LICENSE_USED_UP", /All 10 runs/);
    });
    it("runs of a suspended capsule, of which none is counted", async () => {
      // Of a license of its own: the keeper remembers what it leased.
      const licenseId = LICENSE_ID + 1n;
      chain.licenses.set(licenseId, { ...license(), runs: 10 });
      capsule().suspended = true;
      assertRefused(await send({ licenseId, leaseRuns: 4 }), "CAPSULE_SUSPENDED");
      capsule().suspended = false;
      assert.equal((await send({ licenseId, leaseRuns: 1 })).status, 200);
    });
    it("any run of a license that is used up on chain", async () => {
      Object.assign(license(), { runs: 30, settled: 30 });
      assertRefused(await send({ leaseRuns: 30 }), "LICENSE_USED_UP", /All 30 runs/);
    });
  });
});
