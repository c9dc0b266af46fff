import assert from "node:assert/strict";
import { keccak256, toHex, zeroAddress } from "viem";
import { deployProtocol, MANIFEST, PRICE, type Protocol, publish, TERMS } from "./protocol.ts";
import { allocate } from "./rounds.ts";

const LATER = 2n ** 40n;
const DERIVE_AND_FINE_TUNE = 6;
const INCOME = 10_007n;

describe("a derivative through Genesis, from its license to the payment of all who share in it", () => {
  let protocol: Protocol;
  let parentId: bigint;
  let childId: bigint;

  /** The buyer licenses the creator's capsule for derivatives (10 % of all that comes from it) and registers one. */
  before(async () => {
    protocol = await deployProtocol();
    const { registry, accessToken, parties } = protocol;
    const { creator, buyer } = parties;
    ({ capsuleId: parentId } = await publish(protocol));
    const terms = { ...TERMS, rights: DERIVE_AND_FINE_TUNE, derivativeRateBps: 1000 };
    await accessToken.write.createOffer([parentId, PRICE, terms], { account: creator.account });
    const purchase = [2n, 1n, buyer.account.address, PRICE, LATER, zeroAddress] as const;
    await accessToken.write.purchase(purchase, { account: buyer.account, value: PRICE });
    const parent = { capsuleId: parentId, licenseId: 2n << 64n, relation: 0, ancestors: [] };
    const salt = keccak256(toHex("child"));
    await registry.write.registerDerivative([salt, MANIFEST, false, 0, [parent]], { account: buyer.account });
    childId = await registry.read.capsuleIdOf([buyer.account.address, salt]);
    await allocate(protocol, childId, parties.guardian.account.address, 300_000);
    await accessToken.write.tip([childId, zeroAddress, INCOME], { account: parties.stranger.account, value: INCOME });
  });

  const balanceOf = (party: keyof Protocol["parties"]) =>
    protocol.publicClient.getBalance({ address: protocol.parties[party].account.address });

  it("owes what its license said", async () => {
    assert.deepEqual(await protocol.splitter.read.debtOf([childId, parentId]), [1000, 0]);
  });

  it("hands over a tenth of what the fee leaves, and its owner and contributor share the rest to the wei: no fee is taken twice", async () => {
    const { splitter, parties } = protocol;
    const { account } = parties.stranger;
    // 10,007 less a fee of 250 (2.5 % are 250.175) leave 9,757, of which 975 go up; 30 % of the other 8,782 are 2,634.6.
    assert.equal(await splitter.read.collectable([childId, parentId, zeroAddress]), 975n);
    await splitter.write.collect([childId, parentId, zeroAddress], { account });
    const direct = PRICE - (PRICE * 250n) / 10_000n;
    assert.equal(await splitter.read.claimableOwner([parentId, zeroAddress]), direct + 975n);
    const before = [await balanceOf("buyer"), await balanceOf("guardian"), await balanceOf("treasury")];
    await splitter.write.distribute([childId, zeroAddress, [parties.guardian.account.address]], { account });
    await splitter.write.collectFee([childId, zeroAddress], { account });
    const after = [await balanceOf("buyer"), await balanceOf("guardian"), await balanceOf("treasury")];
    assert.deepEqual(
      after.map((balance, index) => balance - (before[index] ?? 0n)),
      [6_147n, 2_634n, 250n],
    );
  });
});
