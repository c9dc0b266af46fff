import assert from "node:assert/strict";
import { type Address, erc20Abi, zeroAddress } from "viem";
import {
  isContractRevert,
  PermitRequiredError,
  PermitUnsupportedError,
  purchaseWithPermit,
  setOffer,
  signPermit,
} from "../../src/index.ts";
import {
  allowanceOf,
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newOffer,
  newToken,
  readerOf,
  stranger,
} from "./localProtocol.ts";

describe("purchase with a permit", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  let token: Address;
  before(async () => {
    local = await localProtocol();
    token = await newToken(buyer.address, 10_000n, "PermitToken");
  });
  const balanceOf = (account: Address) =>
    readerOf(local.url).readContract({ address: token, abi: erc20Abi, functionName: "balanceOf", args: [account] });

  it("pays in one transaction, by the sender's signature, and leaves no allowance", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ currency: token, price: 700n });
    const client = clientOf(url, buyer);
    const [balance, transactions] = [await balanceOf(buyer.address), await client.getTransactionCount(buyer)];
    const sold = await purchaseWithPermit.sync(client, { deployment, offerId, quantity: 2n, maxTotal: 1_400n });
    assert.deepEqual({ paid: sold.paid, recipient: sold.recipient }, { paid: 1_400n, recipient: buyer.address });
    assert.equal(await balanceOf(buyer.address), balance - 1_400n);
    assert.equal(await client.getTransactionCount(buyer), transactions + 1);
    assert.equal(await allowanceOf(token, buyer.address), 0n);
  });

  it("takes a permit that was signed before, also one that somebody else has submitted by now", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ currency: token, price: 300n });
    const client = clientOf(url, buyer);
    const permit = await signPermit(client, { deployment, token, value: 300n });
    assert.equal(permit.value, 300n);
    const { abi, args } = {
      abi: [
        {
          type: "function",
          name: "permit",
          stateMutability: "nonpayable",
          outputs: [],
          inputs: ["address", "address", "uint256", "uint256", "uint8", "bytes32", "bytes32"].map((type) => ({ type })),
        },
      ],
      args: [buyer.address, deployment.accessToken, 300n, permit.deadline, permit.v, permit.r, permit.s],
    };
    const other = clientOf(url, stranger);
    const hash = await other.writeContract({ address: token, abi, functionName: "permit", args });
    await other.waitForTransactionReceipt({ hash });
    const { paid } = await purchaseWithPermit.sync(client, { deployment, offerId, maxTotal: 300n, permit });
    assert.equal(paid, 300n);
  });

  it("a permit of somebody else gives no allowance", async () => {
    const { deployment, url } = local;
    const offerId = await newOffer({ currency: token, price: 300n });
    const permit = await signPermit(clientOf(url, creator), { deployment, token, value: 300n });
    const balance = await balanceOf(buyer.address);
    await assert.rejects(
      purchaseWithPermit(clientOf(url, buyer), { deployment, offerId, maxTotal: 300n, permit }),
      /allowance|reverted/i,
    );
    assert.equal(await balanceOf(buyer.address), balance);
  });

  it("what would be refused, or can't be paid, is told before anything is signed", async () => {
    const { deployment, url } = local;
    const client = clientOf(url, { ...buyer, signTypedData: () => assert.fail("a signature was asked for") });
    const stopped = await newOffer({ currency: token, price: 300n });
    await setOffer.sync(clientOf(url, creator), { deployment, offerId: stopped, price: 300n, active: false });
    await assert.rejects(purchaseWithPermit(client, { deployment, offerId: stopped, maxTotal: 300n }), (error) =>
      isContractRevert(error, "AccessToken_OfferInactive"),
    );
    const dear = await newOffer({ currency: token, price: 20_000n });
    await assert.rejects(purchaseWithPermit(client, { deployment, offerId: dear, maxTotal: 20_000n }), {
      code: "INSUFFICIENT_BALANCE",
      currency: token,
      required: 20_000n,
    });
  });

  it("a token without permits, and the native currency, are told before anything is signed", async () => {
    const { deployment, url } = local;
    const currency = await newToken(buyer.address, 500n);
    for (const offerId of [await newOffer({ currency, price: 300n }), await newOffer({ price: 300n })]) {
      await assert.rejects(
        purchaseWithPermit(clientOf(url, buyer), { deployment, offerId, maxTotal: 300n }),
        PermitUnsupportedError,
      );
    }
  });

  it("the contract refuses a permit for an offer in the native currency", async () => {
    const { deployment, url } = local;
    const permit = await signPermit(clientOf(url, buyer), { deployment, token, value: 300n });
    const offerId = await newOffer({ price: 300n });
    await assert.rejects(
      purchaseWithPermit(clientOf(url, buyer), { deployment, offerId, maxTotal: 300n, permit }),
      (error) => isContractRevert(error, "AccessToken_PermitForNative"),
    );
  });

  it(".call needs the permit, and the recipient, since it asks nobody", () => {
    const { deployment } = local;
    const order = { deployment, offerId: 7n, maxTotal: 11n };
    assert.throws(() => purchaseWithPermit.call(order), PermitRequiredError);
    const permit = { value: 11n, deadline: 5n, v: 27, r: `0x${"11".repeat(32)}`, s: `0x${"22".repeat(32)}` } as const;
    const call = purchaseWithPermit.call({ ...order, recipient: buyer.address, permit });
    const contractOrder = { offerId: 7n, quantity: 1n, recipient: buyer.address, maxTotal: 11n, referrer: zeroAddress };
    assert.deepEqual(call.args, [contractOrder, 2n ** 256n - 1n, permit]);
    assert.throws(() => purchaseWithPermit.call({ ...order, permit }), { code: "ACCOUNT_REQUIRED" });
  });
});
