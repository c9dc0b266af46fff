// What a user can get wrong with the contracts: each ends in one typed error and changes nothing.
import assert from "node:assert/strict";
import { createClient, http } from "viem";
import { mainnet } from "viem/chains";
import {
  BaseError,
  type ContractErrorName,
  type ContractRevertError,
  createOffer,
  getCapsule,
  isContractRevert,
  purchase,
  quote,
  setOffer,
  tip,
  WrongChainError,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  newOffer,
  newToken,
  randomWord,
  readerOf,
  TERMS_DIGEST,
  transactionsOf,
} from "./localProtocol.ts";

/** Runs what must be refused; asserts that it sent nothing, and that the error says what happened and what to do. */
async function refused<name extends ContractErrorName>(
  errorName: name,
  attempt: () => Promise<unknown>,
): Promise<ContractRevertError<name>> {
  const before = await transactionsOf(buyer.address);
  const error = await attempt().then(
    () => assert.fail(`nothing was refused; expected ${errorName}`),
    (thrown: unknown) => thrown,
  );
  assert.ok(isContractRevert(error, errorName), `expected ${errorName}, got ${error}`);
  assert.ok(error instanceof BaseError && error.hint.length > 0);
  assert.ok(!/[{}]/.test(error.message), `unfilled sentence: ${error.message}`);
  assert.equal(await transactionsOf(buyer.address), before, "a transaction was sent");
  return error;
}

describe("bad input to the contracts", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("wrong chain: a client configured for another chain is refused without a request", async () => {
    const client = createClient({ account: buyer, chain: mainnet, transport: http("http://127.0.0.1:1") });
    const { deployment } = local;
    const expected = { name: "WrongChainError", code: "WRONG_CHAIN", expected: 31337, actual: 1 };
    await assert.rejects(purchase(client, { deployment, offerId: 1n, maxTotal: 1n }), expected);
    await assert.rejects(getCapsule(client, { deployment, capsuleId: 1n }), expected);
  });

  it("wrong chain: an RPC of another chain is refused before anything is sent", async () => {
    const { url } = local;
    const offerId = await newOffer();
    const before = await transactionsOf(buyer.address);
    const deployment = { ...local.deployment, chainId: 10 };
    const client = createClient({ account: buyer, transport: http(url) });
    const attempt = purchase(client, { deployment, offerId, maxTotal: 1_000n });
    await assert.rejects(attempt, (error) => error instanceof WrongChainError && error.actual === 31337);
    await assert.rejects(quote(client, { deployment, offerId }), WrongChainError);
    assert.equal(await transactionsOf(buyer.address), before);
  });

  it("unknown capsule", async () => {
    const { url, deployment } = local;
    const capsuleId = BigInt(randomWord());
    const error = await refused("CapsuleRegistry_UnknownCapsule", () =>
      getCapsule(readerOf(url), { deployment, capsuleId }),
    );
    assert.deepEqual(error.args, { capsuleId });
    assert.equal(error.contract, "CapsuleRegistry");
    assert.equal(error.code, "CAPSULE_REGISTRY_UNKNOWN_CAPSULE");
    const terms = { rights: 1, termsDigest: TERMS_DIGEST };
    await refused("CapsuleRegistry_UnknownCapsule", () =>
      createOffer(clientOf(url, buyer), { deployment, capsuleId, price: 1n, terms }),
    );
    await refused("CapsuleRegistry_UnknownCapsule", () =>
      tip(clientOf(url, buyer), { deployment, capsuleId, amount: 1n }),
    );
  });

  it("capsule not sealed", async () => {
    const { url, deployment } = local;
    const capsuleId = await newCapsule({ isSealed: false });
    const offerId = await newOffer({ capsuleId });
    const error = await refused("AccessToken_SaleClosed", () =>
      purchase(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n }),
    );
    assert.deepEqual(error.args, { capsuleId });
  });

  it("offer inactive, and nothing is approved for it", async () => {
    const { url, deployment } = local;
    const currency = await newToken(buyer.address, 5_000n);
    const offerId = await newOffer({ currency });
    await setOffer.sync(clientOf(url, creator), { deployment, offerId, price: 1_000n, active: false });
    const error = await refused("AccessToken_OfferInactive", () =>
      purchase(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n }),
    );
    assert.deepEqual(error.args, { offerId });
  });

  it("sold out", async () => {
    const { url, deployment } = local;
    const offerId = await newOffer({ maxSupply: 2 });
    await purchase.sync(clientOf(url, buyer), { deployment, offerId, quantity: 2n, maxTotal: 2_000n });
    const error = await refused("AccessToken_SoldOut", () =>
      purchase(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n }),
    );
    assert.deepEqual(error.args, { offerId, requested: 1n, left: 0n });
  });

  it("price changed after the buyer saw it", async () => {
    const { url, deployment } = local;
    const offerId = await newOffer({ price: 1_000n });
    const { total } = await quote(readerOf(url), { deployment, offerId });
    await setOffer.sync(clientOf(url, creator), { deployment, offerId, price: 1_001n, active: true });
    const error = await refused("AccessToken_PriceAboveMaximum", () =>
      purchase(clientOf(url, buyer), { deployment, offerId, maxTotal: total }),
    );
    assert.deepEqual(error.args, { total: 1_001n, maximum: 1_000n });
  });

  it("wrong currency amount: too little native currency", async () => {
    const { url, deployment } = local;
    const offerId = await newOffer({ price: 1_000n });
    const { currency } = await quote(readerOf(url), { deployment, offerId });
    const error = await refused("AccessToken_InsufficientPayment", () =>
      purchase(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n, quote: { currency, total: 999n } }),
    );
    assert.deepEqual(error.args, { sent: 999n, required: 1_000n });
  });

  it("wrong currency amount: native currency for an offer in a token", async () => {
    const { url, deployment } = local;
    const offerId = await newOffer({ currency: await newToken(buyer.address, 3_000n) });
    // The allowance is there, so that nothing is wrong but what is sent along.
    await purchase.sync(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n, approval: 2_000n });
    const { currency: native } = await quote(readerOf(url), { deployment, offerId: await newOffer() });
    const error = await refused("AccessToken_UnexpectedPayment", () =>
      purchase(clientOf(url, buyer), {
        deployment,
        offerId,
        maxTotal: 1_000n,
        quote: { currency: native, total: 1_000n },
      }),
    );
    assert.deepEqual(error.args, { sent: 1_000n });
  });

  it("unknown offer", async () => {
    const { url, deployment } = local;
    const error = await refused("AccessToken_UnknownOffer", () =>
      purchase(clientOf(url, buyer), { deployment, offerId: 2n ** 63n, maxTotal: 1n }),
    );
    assert.deepEqual(error.args, { offerId: 2n ** 63n });
  });

  it("deadline passed", async () => {
    const { url, deployment } = local;
    const offerId = await newOffer();
    const { timestamp } = await readerOf(url).getBlock();
    await refused("AccessToken_DeadlinePassed", () =>
      purchase(clientOf(url, buyer), { deployment, offerId, maxTotal: 1_000n, deadline: timestamp - 1n }),
    );
  });
});
