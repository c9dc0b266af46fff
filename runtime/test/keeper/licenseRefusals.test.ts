import assert from "node:assert/strict";
import { assertRefused } from "./support/assertRefused.ts";
import { NEVER } from "./support/fakeRpc.ts";
import { CAPSULE_ID, LICENSE_ID } from "./support/licensee.ts";
import { NOW, releaseScene } from "./support/releaseScene.ts";

describe("keeper: refusals of POST /v1/release for the capsule and the license", function () {
  this.timeout(30_000);
  const scene = releaseScene();
  const { chain, send, license, capsule } = scene;

  it("an unknown capsule", async () => {
    chain.capsules.clear();
    assertRefused(await send(), "CAPSULE_UNKNOWN", /no capsule 77/);
  });
  it("a capsule that is not sealed, also for its owner", async () => {
    capsule().isSealed = false;
    assertRefused(await send(), "CAPSULE_NOT_SEALED");
    capsule().owner = scene.account.address;
    assertRefused(await send({ licenseId: 0n }), "CAPSULE_NOT_SEALED");
  });
  it("a suspended capsule", async () => {
    capsule().suspended = true;
    assertRefused(await send(), "CAPSULE_SUSPENDED");
  });
  it("without a license, who does not own the capsule; its owner needs none", async () => {
    assertRefused(await send({ licenseId: 0n }), "NOT_OWNER");
    capsule().owner = scene.account.address;
    assert.equal((await send({ licenseId: 0n })).status, 200);
  });
  it("without a license, who is not authorized by the capsule's owner, or no longer", async () => {
    chain.guests.set(CAPSULE_ID, [scene.keeper.identity.operator]);
    assertRefused(await send({ licenseId: 0n }), "NOT_OWNER", /nor is authorized/);
    chain.guests.set(CAPSULE_ID, [scene.keeper.identity.operator, scene.account.address]);
    assert.equal((await send({ licenseId: 0n })).status, 200);
    chain.guests.clear();
    assertRefused(await send({ licenseId: 0n }), "NOT_OWNER");
  });
  it("an authorized account, when the capsule is another one, not sealed or suspended", async () => {
    chain.guests.set(CAPSULE_ID + 1n, [scene.account.address]);
    assertRefused(await send({ licenseId: 0n }), "NOT_OWNER");
    chain.guests.set(CAPSULE_ID, [scene.account.address]);
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
    license().holder = scene.keeper.identity.operator;
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
