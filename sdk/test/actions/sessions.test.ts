import assert from "node:assert/strict";
import { privateKeyToAccount } from "viem/accounts";
import {
  authorizeSession,
  authorizeSessionFor,
  getSessionExpiry,
  isContractRevert,
  revokeSession,
  signSession,
} from "../../src/index.ts";
import { buyer, clientOf, type LocalProtocol, localProtocol, randomWord, readerOf, stranger } from "./localProtocol.ts";

describe("session actions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });
  const newDevice = () => privateKeyToAccount(randomWord()).address;
  const inAnHour = async () => (await readerOf(local.url).getBlock()).timestamp + 3_600n;

  it("authorizeSession lets a device act until its end, revokeSession ends it at once", async () => {
    const { deployment, url } = local;
    const [device, expiresAt, client] = [newDevice(), await inAnHour(), clientOf(url, buyer)];
    const event = await authorizeSession.sync(client, { deployment, device, expiresAt });
    assert.deepEqual(
      { account: event.account, device: event.device, expiresAt: event.expiresAt },
      { account: buyer.address, device, expiresAt },
    );
    assert.equal(await getSessionExpiry(client, { deployment, account: buyer.address, device }), expiresAt);
    await revokeSession.sync(client, { deployment, device });
    assert.equal(await getSessionExpiry(client, { deployment, account: buyer.address, device }), 0n);
  });

  it("a signed session is submitted by somebody else, and only once", async () => {
    const { deployment, url } = local;
    const [device, expiresAt] = [newDevice(), await inAnHour()];
    const signed = await signSession(clientOf(url, buyer), { deployment, device, expiresAt });
    assert.equal(signed.authorizer, buyer.address);
    const client = clientOf(url, stranger);
    await authorizeSessionFor.sync(client, { deployment, ...signed });
    assert.equal(await getSessionExpiry(client, { deployment, account: buyer.address, device }), expiresAt);
    await assert.rejects(authorizeSessionFor(client, { deployment, ...signed }), (error) =>
      isContractRevert(error, "Sessions_InvalidSignature"),
    );
  });

  it("a signed session can't be given to another device or another end", async () => {
    const { deployment, url } = local;
    const signed = await signSession(clientOf(url, buyer), {
      deployment,
      device: newDevice(),
      expiresAt: await inAnHour(),
    });
    const client = clientOf(url, stranger);
    for (const change of [{ device: newDevice() }, { expiresAt: signed.expiresAt + 1n }]) {
      await assert.rejects(authorizeSessionFor(client, { deployment, ...signed, ...change }), (error) =>
        isContractRevert(error, "Sessions_InvalidSignature"),
      );
    }
  });

  it("an end in the past, or beyond 90 days, is refused", async () => {
    const { deployment, url } = local;
    const now = (await readerOf(url).getBlock()).timestamp;
    for (const expiresAt of [now, now + 91n * 86_400n]) {
      await assert.rejects(
        authorizeSession(clientOf(url, buyer), { deployment, device: newDevice(), expiresAt }),
        (error) => isContractRevert(error, "Sessions_InvalidSession") && error.args.expiresAt === expiresAt,
      );
    }
  });
});
