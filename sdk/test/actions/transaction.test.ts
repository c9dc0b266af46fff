import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, createPublicClient, createWalletClient, http, parseGwei, zeroAddress } from "viem";
import { anvil } from "viem/chains";
import {
  capsuleActions,
  EventMissingError,
  getCapsule,
  isContractRevert,
  NotDeployedError,
  purchase,
  register,
  TransactionRevertedError,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  randomWord,
  readerOf,
  stranger,
} from "./localProtocol.ts";

describe("transactions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("an action returns the hash at once; extractEvent reads the event from its receipt", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, creator);
    const manifestDigest = randomWord();
    const hash = await register(client, { deployment, salt: randomWord(), manifestDigest });
    const { logs } = await client.waitForTransactionReceipt({ hash });
    assert.equal(register.extractEvent(logs, { deployment }).manifestDigest, manifestDigest);
  });

  it("an event of another contract that looks the same is not taken for it", async () => {
    const { deployment, url } = local;
    const { receipt } = await register.sync(clientOf(url, creator), {
      deployment,
      salt: randomWord(),
      manifestDigest: randomWord(),
    });
    const forged = receipt.logs.map((log) => ({ ...log, address: stranger.address }));
    assert.throws(() => register.extractEvent(forged, { deployment }), EventMissingError);
  });

  it("the call's own account and gas win over the client's", async () => {
    const { deployment, url } = local;
    const { creator: registrant, receipt } = await register.sync(clientOf(url, creator), {
      deployment,
      salt: randomWord(),
      manifestDigest: randomWord(),
      account: stranger,
      gas: 222_222n,
    });
    assert.equal(registrant, stranger.address);
    const { gas } = await readerOf(url).getTransaction({ hash: receipt.transactionHash });
    assert.equal(gas, 222_222n);
  });

  it("without an account the error says that one is needed", async () => {
    const { deployment, url } = local;
    await assert.rejects(register(readerOf(url), { deployment, salt: randomWord(), manifestDigest: randomWord() }), {
      code: "ACCOUNT_REQUIRED",
    });
  });

  it("a client without a chain works, since the deployment names the chain", async () => {
    const { deployment, url } = local;
    const client = createClient({ account: creator, transport: http(url), pollingInterval: 20 });
    const { receipt } = await register.sync(client, {
      deployment,
      salt: randomWord(),
      manifestDigest: randomWord(),
    });
    assert.equal(receipt.status, "success");
  });

  it("an address without a contract is told apart from an answer", async () => {
    const { deployment, url } = local;
    const wrong = { ...deployment, registry: stranger.address };
    await assert.rejects(
      getCapsule(readerOf(url), { deployment: wrong, capsuleId: 1n }),
      (error) => error instanceof NotDeployedError && error.address === stranger.address,
    );
  });

  it("the last license goes to one of two buyers; the other's mined revert says why", async () => {
    const { deployment, url, node } = local;
    const offerId = await newOffer({ maxSupply: 1 });
    // With the gas given, nothing is estimated: that would show the pending sale.
    const parameters = { deployment, offerId, maxTotal: 1_000n, gas: 300_000n };
    await node.setAutomine(false);
    try {
      const fees = { maxFeePerGas: parseGwei("20"), maxPriorityFeePerGas: parseGwei("10") };
      const first = await purchase(clientOf(url, buyer), { ...parameters, ...fees });
      const second = purchase.sync(clientOf(url, stranger), parameters);
      second.catch(() => undefined);
      for (let round = 0; round < 500 && (await node.getTxpoolStatus()).pending < 2; round++) await sleep(20);
      await node.mine({ blocks: 1 });
      const { status } = await readerOf(url).waitForTransactionReceipt({ hash: first });
      assert.equal(status, "success");
      const error = await second.then(
        () => assert.fail("both were sold"),
        (thrown: unknown) => thrown,
      );
      assert.ok(error instanceof TransactionRevertedError);
      assert.ok(isContractRevert(error.cause, "AccessToken_SoldOut"), String(error.cause));
    } finally {
      await node.setAutomine(true);
    }
  });
});

describe("capsuleActions", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("binds every action of every domain to the client and the deployment", async () => {
    const { deployment, url } = local;
    const reader = createPublicClient({ chain: anvil, transport: http(url) }).extend(capsuleActions({ deployment }));
    const wallet = createWalletClient({ account: buyer, chain: anvil, transport: http(url) }).extend(
      capsuleActions({ deployment }),
    );
    const capsuleId = await newCapsule();
    const offerId = await newOffer({ capsuleId, price: 30n });
    assert.equal((await reader.registry.getCapsule({ capsuleId })).owner, creator.address);
    assert.equal(await reader.keepers.getCurrentEpoch(), 1n);
    assert.equal(await reader.oracle.getSequencerFeed(), undefined);
    assert.deepEqual(await reader.royalty.getAncestors({ capsuleId }), []);
    const { licenseId } = await wallet.access.purchase.sync({ offerId, maxTotal: 30n });
    assert.equal((await reader.access.getLicenseStatus({ licenseId, account: buyer.address })).valid, true);
    assert.equal(await reader.royalty.getNetIncome({ capsuleId, currency: zeroAddress }), 30n);
    assert.equal(await wallet.royalty.claimOwner.simulate({ capsuleId, currency: zeroAddress }), 30n);
  });

  it("what an action carries is bound too", async () => {
    const { deployment, url } = local;
    const wallet = createWalletClient({ account: buyer, chain: anvil, transport: http(url) }).extend(
      capsuleActions({ deployment }),
    );
    const offerId = await newOffer({ price: 30n });
    const parameters = { offerId, maxTotal: 30n };
    assert.ok((await wallet.access.purchase.estimateGas(parameters)) > 21_000n);
    const { receipt } = await wallet.access.purchase.sync(parameters);
    assert.equal(wallet.access.purchase.extractEvent(receipt.logs).paid, 30n);
    const batch = await wallet.access.purchaseBatch.sync({ orders: [parameters, parameters] });
    const sales = wallet.access.purchaseBatch.extractEvents(batch.receipt.logs);
    assert.deepEqual(
      sales.map(({ paid }) => paid),
      [30n, 30n],
    );
    const call = wallet.access.purchase.call({ ...parameters, recipient: buyer.address });
    assert.equal(call.address, deployment.accessToken);
    assert.deepEqual(wallet.registry.getCapsule.call({ capsuleId: 5n }).args, [5n]);
  });
});
