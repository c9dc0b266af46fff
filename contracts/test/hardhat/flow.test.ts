import assert from "node:assert/strict";
import { getAddress, parseEventLogs, zeroAddress } from "viem";
import { deployProtocol, FEE_BPS, PRICE, type Protocol, publish, sealSignatures } from "./protocol.ts";

const DEADLINE = 2n ** 64n;

describe("the protocol through Genesis, from publication to payment", () => {
  let protocol: Protocol;
  let capsule: Awaited<ReturnType<typeof publish>>;

  before(async () => {
    protocol = await deployProtocol();
    capsule = await publish(protocol);
  });

  const buy = (quantity: bigint, value: bigint) => {
    const { accessToken, parties } = protocol;
    const { account } = parties.buyer;
    return accessToken.write.purchase(
      [capsule.offerId, quantity, account.address, PRICE * quantity, DEADLINE, zeroAddress],
      { account, value },
    );
  };

  it("stands where Genesis said it would, under one authority", async () => {
    const { genesis, registry, accessToken, splitter, keeperRegistry, priceOracle } = protocol;
    const predicted = await genesis.read.predict();
    const { capsuleRegistry, royaltySplitter } = predicted;
    assert.deepEqual([registry.address, splitter.address], [capsuleRegistry, royaltySplitter]);
    assert.deepEqual([accessToken.address, keeperRegistry.address], [predicted.accessToken, predicted.keeperRegistry]);
    assert.equal(priceOracle.address, predicted.priceOracle);
    for (const contract of [registry, accessToken, splitter, keeperRegistry, priceOracle]) {
      assert.equal(await contract.read.version(), "0.3.0");
      assert.equal(await contract.read.authority(), predicted.accessManager);
    }
  });

  it("sells a license that is valid for its holder, and for nobody else", async () => {
    const { accessToken, parties, publicClient } = protocol;
    const receipt = await publicClient.waitForTransactionReceipt({ hash: await buy(1n, PRICE) });
    const [sold] = parseEventLogs({ abi: accessToken.abi, logs: receipt.logs, eventName: "LicenseSold" });
    assert.deepEqual(sold?.args, {
      offerId: capsule.offerId,
      capsuleId: capsule.capsuleId,
      recipient: getAddress(parties.buyer.account.address),
      buyer: getAddress(parties.buyer.account.address),
      referrer: zeroAddress,
      licenseId: capsule.licenseId,
      quantity: 1n,
      paid: PRICE,
      received: PRICE,
      expiresAt: 2n ** 64n - 1n,
    });
    const status = (account: `0x${string}`) => accessToken.read.licenseStatus([capsule.licenseId, account]);
    assert.deepEqual(await status(parties.buyer.account.address), [capsule.capsuleId, 1, 2n ** 64n - 1n, 0, true]);
    assert.equal((await status(parties.stranger.account.address))[4], false);
  });

  it("sends back what a buyer paid too much", async () => {
    const { accessToken, publicClient } = protocol;
    const before = await publicClient.getBalance({ address: accessToken.address });
    await buy(2n, PRICE * 2n + 12345n);
    assert.equal(await publicClient.getBalance({ address: accessToken.address }), before + PRICE * 2n);
  });

  it("refuses a payment that is too small, with both amounts", async () => {
    await assert.rejects(
      buy(1n, PRICE - 1n),
      new RegExp(`AccessToken_InsufficientPayment\\(${PRICE - 1n}, ${PRICE}\\)`),
    );
  });

  it("pays the creator and the treasury to the wei, once", async () => {
    const { splitter, accessToken, publicClient, parties } = protocol;
    await buy(1n, PRICE);
    const income = await accessToken.read.incomeOf([capsule.capsuleId, zeroAddress]);
    const fee = (income * FEE_BPS) / 10_000n;
    const balances = () =>
      Promise.all(
        [parties.creator, parties.treasury].map(({ account }) => publicClient.getBalance({ address: account.address })),
      );
    const [creatorBefore = 0n, treasuryBefore = 0n] = await balances();
    const { account } = parties.stranger;
    await splitter.write.claimOwner([capsule.capsuleId, zeroAddress], { account });
    await splitter.write.collectFee([capsule.capsuleId, zeroAddress], { account });
    assert.deepEqual(await balances(), [creatorBefore + income - fee, treasuryBefore + fee]);
    assert.equal(await publicClient.getBalance({ address: accessToken.address }), 0n);
    await assert.rejects(
      splitter.write.claimOwner([capsule.capsuleId, zeroAddress], { account }),
      /RoyaltySplitter_NothingToClaim/,
    );
  });

  it("closes sales with an unsealed version and opens them with its seal", async () => {
    const { registry, accessToken, parties } = protocol;
    const digest = await registry.read.versionDigest([capsule.capsuleId, 1n]);
    await registry.write.publishVersion([capsule.capsuleId, digest, true, []], { account: parties.creator.account });
    await assert.rejects(buy(1n, PRICE), /AccessToken_SaleClosed/);
    await registry.write.seal([capsule.capsuleId, await sealSignatures(protocol, capsule.capsuleId, 2n)]);
    await buy(1n, PRICE);
    assert.equal(await accessToken.read.salesOpen([capsule.capsuleId]), true);
  });
});
