import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { renew } from "@capsule-protocol/sdk/actions/access/renew.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { type LoadedSampleModel, sampleModel, sampleTolerance } from "../../models/index.ts";
import { LicenseExpiredError, LicenseMissingError } from "../../src/access/errors.ts";
import type { LicenseGuardOptions } from "../../src/access/licenseGuard.ts";
import { SessionClosedError } from "../../src/load/errors.ts";
import type { CapsuleSession } from "../../src/load/session.ts";
import { buyer, clientOf, type Network, network, stranger } from "./support/network.ts";
import { engineProcesses } from "./support/processes.ts";
import { load, publish, sell } from "./support/scene.ts";
import { assertClose } from "./support/tensors.ts";

describe("a session", function () {
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

  const open = async (licenseId: bigint, guard?: LicenseGuardOptions) => {
    session = await load(net, { capsuleId, licenseId, ...(guard && { guard }) });
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
  const seconds = () => Date.now() / 1000;

  it("ends by itself when the license does: not before, its process gone, its runs refused", async () => {
    const { licenseId, expiresAt } = await sell(net, capsuleId, { duration: 10 });
    const running = await open(licenseId);
    assert.equal(running.expiresAt, expiresAt);
    await run(running);
    assert.equal((await engineProcesses()).length, 1);
    const reason = await ended(running);
    assert.ok(reason instanceof LicenseExpiredError);
    assert.equal(reason.expiresAt, expiresAt);
    const late = seconds() - Number(expiresAt);
    assert.ok(late >= -0.1 && late < 3, `${late} s after the license's end`);
    await assert.rejects(run(running), LicenseExpiredError);
    await sleep(200); // its process is killed, not asked
    assert.deepEqual(await engineProcesses(), []);
  });

  it("refuses a run that is under way when the license ends, with the license as the reason", async () => {
    const { licenseId } = await sell(net, capsuleId, { duration: 8 });
    const running = await open(licenseId);
    const [sample] = model.samples;
    assert.ok(sample);
    let completed = 0;
    const endless = (async () => {
      for (;;) {
        await running.run(sample.inputs);
        completed++;
      }
    })();
    await assert.rejects(endless, LicenseExpiredError);
    assert.ok(completed > 0);
  });

  it("is refused when the license ends while it is being loaded", async () => {
    const { licenseId } = await sell(net, capsuleId, { duration: 3 });
    const slow = {
      open: async (_: Uint8Array, { signal }: { signal?: AbortSignal } = {}) => {
        await sleep(20_000, undefined, { signal });
        return assert.fail("it may not be opened");
      },
    };
    await assert.rejects(load(net, { capsuleId, licenseId, ports: { engine: slow } }), LicenseExpiredError);
  });

  it("goes on when the license is renewed in time", async () => {
    const { licenseId, expiresAt } = await sell(net, capsuleId, { duration: 8 });
    const running = await open(licenseId);
    const { deployment } = net;
    await renew.sync(clientOf(net, buyer), { deployment, licenseId, maxTotal: 1_000n });
    await sleep(Number(expiresAt) * 1000 - Date.now());
    // The chain's clock, which counts, is behind this machine's by up to the time between blocks.
    while (running.expiresAt === expiresAt && seconds() < Number(expiresAt) + 6) {
      await run(running);
      await sleep(100);
    }
    assert.equal(running.expiresAt, expiresAt + 8n);
    assert.ok((await ended(running)) instanceof LicenseExpiredError);
    assert.ok(seconds() >= Number(expiresAt) + 7.9);
  });

  it("ends at the next use once the license was given away", async () => {
    const { licenseId } = await sell(net, capsuleId, { duration: 600 });
    const running = await open(licenseId, { recheckSeconds: 0.2 });
    await run(running);
    const client = clientOf(net, buyer);
    const hash = await client.writeContract({
      address: net.deployment.accessToken,
      abi: accessTokenAbi,
      functionName: "safeTransferFrom",
      args: [buyer.address, stranger.address, licenseId, 1n, "0x"],
    });
    await client.waitForTransactionReceipt({ hash });
    await sleep(300);
    // Starts the check, unless the one that the first run started was slow enough to see the transfer.
    await run(running).catch((error: unknown) => assert.ok(error instanceof LicenseMissingError));
    assert.ok((await ended(running)) instanceof LicenseMissingError);
    await assert.rejects(run(running), LicenseMissingError);
  });

  it("that was closed says so, and may be closed again", async () => {
    const { licenseId } = await sell(net, capsuleId);
    const running = await open(licenseId);
    await running.close();
    await running.close();
    await assert.rejects(run(running), SessionClosedError);
    assert.deepEqual(await engineProcesses(), []);
  });
});
