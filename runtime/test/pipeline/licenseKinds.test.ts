import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { revoke } from "@capsule-protocol/sdk/actions/access/revoke.ts";
import { startTrial } from "@capsule-protocol/sdk/actions/access/startTrial.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { authorizeUsage } from "@capsule-protocol/sdk/actions/registry/authorizeUsage.ts";
import { revokeUsage } from "@capsule-protocol/sdk/actions/registry/revokeUsage.ts";
import { type LoadedSampleModel, sampleModel, sampleTolerance } from "../../models/index.ts";
import { LicenseExpiredError, LicenseMissingError, NotCapsuleOwnerError } from "../../src/access/errors.ts";
import type { LicenseGuardOptions } from "../../src/access/licenseGuard.ts";
import { KeyReleaseRefusedError } from "../../src/keys/keyServiceErrors.ts";
import type { CapsuleSession } from "../../src/load/session.ts";
import { buyer, clientOf, creator, type Network, network } from "./support/network.ts";
import { load, publish, sell, TERMS_DIGEST } from "./support/scene.ts";
import { assertClose } from "./support/tensors.ts";

describe("loading by every kind of license", function () {
  this.timeout(120_000);
  let net: Network;
  let model: LoadedSampleModel;
  let capsuleId: bigint;
  let session: CapsuleSession | undefined;

  before(async () => {
    net = await network();
    model = await sampleModel("digits").load();
    ({ capsuleId } = (await publish(net, model.bytes)).binding);
  });
  afterEach(async () => {
    await session?.close();
    session = undefined;
  });
  const open = async (
    licenseId: bigint,
    guard?: LicenseGuardOptions,
    id = capsuleId,
    options: { leaseRuns?: number } = {},
  ) => {
    session = await load(net, { capsuleId: id, licenseId, ...(guard && { guard }), ...options });
    return session;
  };
  const run = async (running: CapsuleSession) => {
    const [sample] = model.samples;
    assert.ok(sample);
    assertClose(await running.run(sample.inputs), sample.outputs, sampleTolerance);
  };
  const ended = (running: CapsuleSession) =>
    new Promise<unknown>((resolve) => {
      const { signal } = running;
      if (signal.aborted) resolve(signal.reason);
      signal.addEventListener("abort", () => resolve(signal.reason), { once: true });
    });

  it("a metered license tells its runs; an unmetered one has 0", async () => {
    const { binding } = await publish(net, model.bytes, { encrypted: false });
    const metered = await sell(net, binding.capsuleId, { runs: 12 });
    assert.equal((await open(metered.licenseId, undefined, binding.capsuleId)).info.runs, 12);
    await session?.close();
    const { licenseId } = await sell(net, capsuleId);
    assert.equal((await open(licenseId)).info.runs, 0);
  });

  it("a metered license runs as often as was bought, over all sessions, and is then used up", async () => {
    const { licenseId } = await sell(net, capsuleId, { runs: 3 });
    const first = await open(licenseId, undefined, capsuleId, { leaseRuns: 2 });
    assert.equal(first.runsLeft, 3);
    await run(first);
    assert.equal(first.runsLeft, 2);
    await session?.close();
    const second = await open(licenseId, undefined, capsuleId, { leaseRuns: 2 });
    assert.equal(second.runsLeft, 1, "the run that the first session leased and did not use is lost");
    await run(second);
    const usedUp = (error: unknown) => error instanceof KeyReleaseRefusedError && error.code === "LICENSE_USED_UP";
    await assert.rejects(run(second), usedUp);
    await session?.close();
    await assert.rejects(open(licenseId), usedUp);
  });

  it("a trial runs the capsule until its end", async () => {
    const { deployment } = net;
    const terms = { rights: Rights.RUN, termsDigest: TERMS_DIGEST, duration: 600, trial: 8 };
    const client = clientOf(net, creator);
    const { offerId } = await createOffer.sync(client, { deployment, capsuleId, price: 1_000n, terms });
    const { licenseId, expiresAt } = await startTrial.sync(clientOf(net, buyer), { deployment, offerId });
    const running = await open(licenseId);
    assert.equal(running.expiresAt, expiresAt);
    await run(running);
    assert.ok((await ended(running)) instanceof LicenseExpiredError);
  });

  it("a session ends at the next use once the license was revoked, and loading again is refused", async () => {
    const { licenseId } = await sell(net, capsuleId, { duration: 600, revocable: true });
    const running = await open(licenseId, { recheckSeconds: 0.2 });
    await run(running);
    const { deployment } = net;
    await revoke.sync(clientOf(net, creator), { deployment, licenseId, holder: buyer.address });
    await sleep(300);
    // Starts the check, unless the one that the first run started was slow enough to see the revocation.
    await run(running).catch((error: unknown) => assert.ok(error instanceof LicenseMissingError));
    assert.ok((await ended(running)) instanceof LicenseMissingError);
    await assert.rejects(run(running), LicenseMissingError);
    await assert.rejects(open(licenseId), LicenseMissingError);
  });

  it("an account that the owner authorized runs the capsule without a license, until that is taken back", async () => {
    const { deployment } = net;
    const parameters = { deployment, capsuleId, user: buyer.address };
    await assert.rejects(open(0n), NotCapsuleOwnerError);
    await authorizeUsage.sync(clientOf(net, creator), parameters);
    const running = await open(0n, { recheckSeconds: 0.2 });
    assert.equal(running.info.rights, Rights.RUN);
    await run(running);
    await revokeUsage.sync(clientOf(net, creator), parameters);
    await sleep(300);
    await run(running).catch((error: unknown) => assert.ok(error instanceof NotCapsuleOwnerError));
    assert.ok((await ended(running)) instanceof NotCapsuleOwnerError);
  });
});
