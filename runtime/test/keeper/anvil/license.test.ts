import assert from "node:assert/strict";
import { revoke } from "@capsule-protocol/sdk/actions/access/revoke.ts";
import { authorizeSession } from "@capsule-protocol/sdk/actions/keepers/authorizeSession.ts";
import { revokeSession } from "@capsule-protocol/sdk/actions/keepers/revokeSession.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { capsuleRegistryAbi } from "@capsule-protocol/sdk/generated/capsuleRegistry.ts";
import type { Account, LocalAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { ReleaseParameters } from "../../../src/keys/keyService.ts";
import { KeyReleaseRefusedError } from "../../../src/keys/keyServiceErrors.ts";
import { thresholdKeyService } from "../../../src/keys/thresholdKeyService.ts";
import { cleanUp } from "../support/cleanup.ts";
import {
  buyer,
  clientOf,
  creator,
  finalize,
  keeperSet,
  type LocalChain,
  localChain,
  newCapsule,
  newLicense,
  startKeepers,
  stranger,
  type TestCapsule,
} from "./localChain.ts";

describe("keepers on a real chain: licenses, ownership, sessions, finality", function () {
  this.timeout(120_000);
  let chain: LocalChain;
  let capsule: TestCapsule;

  before(async () => {
    chain = await localChain();
    await startKeepers(chain);
    capsule = await newCapsule(chain);
  });
  after(cleanUp);

  function release(account: LocalAccount, licenseId: bigint, overrides: Partial<ReleaseParameters> = {}) {
    const service = thresholdKeyService({ ...chain.deployment, keepers: () => keeperSet(chain) });
    const { binding, header, keyCommitment } = capsule;
    const sign: ReleaseParameters["sign"] = (typedData) => account.signTypedData(typedData);
    return service.release({
      ...{ binding, header, keyCommitment, licenseId, account: account.address, sign },
      ...overrides,
    });
  }
  const refused = (code: string) => (error: Error) => {
    assert.ok(error instanceof KeyReleaseRefusedError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  };
  const send = async (account: Account, call: Parameters<ReturnType<typeof clientOf>["writeContract"]>[0]) => {
    const client = clientOf(chain.url, account);
    await client.waitForTransactionReceipt({ hash: await client.writeContract(call) });
  };

  it("keepers found in the registry sealed the capsule, and release its key to its owner and to nobody else", async () => {
    assert.deepEqual(await release(creator, 0n), capsule.key);
    await assert.rejects(release(stranger, 0n), refused("NOT_OWNER"));
    await assert.rejects(release(stranger, 1n << 64n), refused("LICENSE_INVALID"));
  });

  it("a license counts when its purchase is final, and not before", async () => {
    const licenseId = await newLicense(chain, capsule, buyer.address);
    await assert.rejects(release(buyer, licenseId), refused("LICENSE_INVALID"));
    await finalize(chain);
    assert.deepEqual(await release(buyer, licenseId), capsule.key);
    await assert.rejects(release(stranger, licenseId), refused("LICENSE_INVALID"));
  });

  it("a license that changed hands serves its new holder, and no longer its old one, from finality on", async () => {
    const licenseId = await newLicense(chain, capsule, buyer.address);
    await finalize(chain);
    await send(buyer, {
      address: chain.deployment.accessToken,
      abi: accessTokenAbi,
      functionName: "safeTransferFrom",
      args: [buyer.address, stranger.address, licenseId, 1n, "0x"],
      account: buyer,
      chain: null,
    });
    assert.deepEqual(await release(buyer, licenseId), capsule.key); // the transfer is not final yet
    await finalize(chain);
    await assert.rejects(release(buyer, licenseId), refused("LICENSE_INVALID"));
    assert.deepEqual(await release(stranger, licenseId), capsule.key);
  });

  it("a license of another capsule opens nothing", async () => {
    const other = await newCapsule(chain);
    const licenseId = await newLicense(chain, other, buyer.address);
    await finalize(chain);
    await assert.rejects(release(buyer, licenseId), refused("LICENSE_OTHER_CAPSULE"));
  });

  it("a license ends at its second, though the final block is older", async () => {
    const licenseId = await newLicense(chain, capsule, buyer.address, { duration: 4 });
    await finalize(chain);
    assert.deepEqual(await release(buyer, licenseId), capsule.key);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    await assert.rejects(release(buyer, licenseId), refused("LICENSE_EXPIRED"));
  });

  it("a serial that was never sold is unknown, and so is a license once its revocation is final", async () => {
    const licenseId = await newLicense(chain, capsule, buyer.address, { duration: 600, revocable: true });
    await finalize(chain);
    await assert.rejects(release(buyer, licenseId + 1n), refused("LICENSE_INVALID"));
    const { deployment, url } = chain;
    await revoke.sync(clientOf(url, creator), { deployment, licenseId, holder: buyer.address });
    assert.deepEqual(await release(buyer, licenseId), capsule.key); // not final yet
    await finalize(chain);
    await assert.rejects(release(buyer, licenseId), refused("LICENSE_INVALID"));
  });

  it("a device acts for an account while its session runs, and not after it was revoked", async () => {
    const licenseId = await newLicense(chain, capsule, buyer.address);
    const device = privateKeyToAccount(generatePrivateKey());
    const asDevice = { account: buyer.address, signer: device.address };
    const { deployment, url } = chain;
    const client = clientOf(url, buyer);
    await finalize(chain);
    await assert.rejects(release(device, licenseId, asDevice), refused("SESSION_INVALID"));
    const expiresAt = BigInt(Math.floor(Date.now() / 1000) + 3600);
    await authorizeSession.sync(client, { deployment, device: device.address, expiresAt });
    await finalize(chain);
    assert.deepEqual(await release(device, licenseId, asDevice), capsule.key);
    await revokeSession.sync(client, { deployment, device: device.address });
    await finalize(chain);
    await assert.rejects(release(device, licenseId, asDevice), refused("SESSION_INVALID"));
  });

  it("an owner who sold the capsule is no longer its owner", async () => {
    const sold = await newCapsule(chain);
    const { binding, header, keyCommitment } = sold;
    assert.deepEqual(await release(creator, 0n, { binding, header, keyCommitment }), sold.key);
    await send(creator, {
      address: chain.deployment.registry,
      abi: capsuleRegistryAbi,
      functionName: "transferFrom",
      args: [creator.address, stranger.address, binding.capsuleId],
      account: creator,
      chain: null,
    });
    await finalize(chain);
    await assert.rejects(release(creator, 0n, { binding, header, keyCommitment }), refused("NOT_OWNER"));
    assert.deepEqual(await release(stranger, 0n, { binding, header, keyCommitment }), sold.key);
  });

  it("an account that the owner authorized is served, until it is revoked or the capsule changes hands", async () => {
    const lent = await newCapsule(chain);
    const { binding, header, keyCommitment } = lent;
    const { registry: address } = chain.deployment;
    const usage = { address, abi: capsuleRegistryAbi, account: creator, chain: null } as const;
    const args = [binding.capsuleId, buyer.address] as const;
    const ask = () => release(buyer, 0n, { binding, header, keyCommitment });
    await assert.rejects(ask(), refused("NOT_OWNER"));
    await send(creator, { ...usage, functionName: "authorizeUsage", args });
    await assert.rejects(ask(), refused("NOT_OWNER")); // not final yet
    await finalize(chain);
    assert.deepEqual(await ask(), lent.key);

    await send(creator, { ...usage, functionName: "revokeAuthorization", args });
    await finalize(chain);
    await assert.rejects(ask(), refused("NOT_OWNER"));

    await send(creator, { ...usage, functionName: "authorizeUsage", args });
    const sale = [creator.address, stranger.address, binding.capsuleId] as const;
    await send(creator, { ...usage, functionName: "transferFrom", args: sale });
    await finalize(chain);
    await assert.rejects(ask(), refused("NOT_OWNER"));
    assert.deepEqual(await release(stranger, 0n, { binding, header, keyCommitment }), lent.key);
  });

  it("a purchase that a reorganisation undid gave no key, whatever the depth at which keepers read", async () => {
    const cautious = await startKeepers(chain, { finality: { confirmations: 3 } });
    const licenseId = await newLicense(chain, capsule, stranger.address);
    await assert.rejects(release(stranger, licenseId), refused("LICENSE_INVALID"));
    await chain.node.request({ method: "anvil_reorg", params: [2, []] } as never);
    await chain.node.mine({ blocks: 6 });
    await assert.rejects(release(stranger, licenseId), refused("LICENSE_INVALID"));
    assert.deepEqual(await release(creator, 0n), capsule.key);
    const released = cautious.map((keeper) => keeper.releases.head().entries);
    assert.ok(released.filter((entries) => entries === 1).length >= 2, String(released)); // the owner's, nothing else
    await startKeepers(chain); // in whose place the cautious ones stood
  });
});
