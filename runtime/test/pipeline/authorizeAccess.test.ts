import assert from "node:assert/strict";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { authorizeAccess, NEVER_EXPIRES } from "../../src/access/authorizeAccess.ts";
import {
  LicenseExpiredError,
  LicenseMissingError,
  LicenseOfOtherCapsuleError,
  LicenseRightMissingError,
  NotCapsuleOwnerError,
  SessionNotAuthorizedError,
} from "../../src/access/errors.ts";
import { DEVICE, type FakeChain, fakeChain, HOLDER, license, OWNER } from "./support/fakeChain.ts";

describe("authorizeAccess", () => {
  let chain: FakeChain;
  const subject = { capsuleId: 7n, state: { owner: OWNER } };
  const authorize = (access: { account?: typeof HOLDER; licenseId?: bigint; device?: typeof DEVICE } = {}) =>
    authorizeAccess({ chain, subject, access: { account: HOLDER, licenseId: 5n, ...access } });

  beforeEach(() => {
    chain = fakeChain();
    chain.licenses.set(5n, license());
  });

  it("grants what a valid license grants, with its end and the chain's time", async () => {
    assert.deepEqual(await authorize(), { rights: 1, runs: 0, bought: 0, expiresAt: 2_000n, checkedAt: 1_000n });
  });

  it("grants the owner everything for ever, as license 0", async () => {
    const grant = await authorize({ account: OWNER, licenseId: 0n });
    assert.deepEqual(grant, { rights: 255, runs: 0, bought: 0, expiresAt: NEVER_EXPIRES, checkedAt: 1_000n });
  });

  it("refuses license 0 to anyone but the owner, and names the owner", async () => {
    const refused = await authorize({ licenseId: 0n }).catch((error: unknown) => error);
    assert.ok(refused instanceof NotCapsuleOwnerError);
    assert.match(refused.message, new RegExp(OWNER));
  });

  it("grants an account that the owner authorized to run, and nothing else, without a license", async () => {
    chain.authorized.set(7n, HOLDER);
    const grant = await authorize({ licenseId: 0n });
    assert.deepEqual(grant, { rights: Rights.RUN, runs: 0, bought: 0, expiresAt: NEVER_EXPIRES, checkedAt: 1_000n });
    chain.authorized.set(7n, DEVICE);
    await assert.rejects(authorize({ licenseId: 0n }), NotCapsuleOwnerError);
  });

  it("tells the runs of a metered license", async () => {
    chain.licenses.set(5n, license({ runs: 12, bought: 20 }));
    const { runs, bought } = await authorize();
    assert.deepEqual([runs, bought], [12, 20]);
  });

  it("tells that all runs are used, which ends no session that leased its last ones", async () => {
    chain.licenses.set(5n, license({ runs: 0, bought: 20 }));
    const { runs, bought } = await authorize();
    assert.deepEqual([runs, bought], [0, 20]);
  });

  it("refuses a license that does not exist", async () => {
    await assert.rejects(authorize({ licenseId: 6n }), LicenseMissingError);
  });

  it("refuses a serial that was never sold as missing, not as expired", async () => {
    chain.licenses.set(6n, license({ expiresAt: 0n }));
    await assert.rejects(authorize({ licenseId: 6n }), LicenseMissingError);
  });

  it("refuses a license that another account holds", async () => {
    await assert.rejects(authorize({ account: OWNER }), LicenseMissingError);
  });

  it("refuses a license from the second on at which it ends, and accepts it one second before", async () => {
    chain.time = 1_999n;
    await authorize();
    chain.time = 2_000n;
    const refused = await authorize().catch((error: unknown) => error);
    assert.ok(refused instanceof LicenseExpiredError);
    assert.equal(refused.expiresAt, 2_000n);
    assert.equal(refused.code, "LICENSE_EXPIRED");
  });

  it("refuses a license of another capsule, also an expired one", async () => {
    chain.licenses.set(6n, license({ capsuleId: 8n, expiresAt: 1n }));
    await assert.rejects(authorize({ licenseId: 6n }), LicenseOfOtherCapsuleError);
  });

  it("refuses a license without the right to run", async () => {
    chain.licenses.set(6n, license({ rights: 0b1111_1110 }));
    await assert.rejects(authorize({ licenseId: 6n }), LicenseRightMissingError);
  });

  it("accepts a device only before the end of its session", async () => {
    await assert.rejects(authorize({ device: DEVICE }), SessionNotAuthorizedError);
    chain.sessions.set(`${HOLDER}:${DEVICE}`, 1_001n);
    await authorize({ device: DEVICE });
    chain.time = 1_001n;
    await assert.rejects(authorize({ device: DEVICE }), SessionNotAuthorizedError);
  });

  it("does not let a valid session stand in for a license", async () => {
    chain.sessions.set(`${HOLDER}:${DEVICE}`, 1_500n);
    await assert.rejects(authorize({ licenseId: 6n, device: DEVICE }), LicenseMissingError);
  });
});
