import assert from "node:assert/strict";
import fc from "fast-check";
import { zeroAddress } from "viem";
import {
  accessTokenAbi,
  type ContractTerms,
  type CreateOfferParameters,
  createOffer,
  DerivativePolicy,
  decodeRevert,
  InvalidOfferTermsError,
  isContractRevert,
  type OfferTerms,
  Rights,
  Transferability,
} from "../../src/index.ts";
import {
  buyer,
  clientOf,
  creator,
  type LocalProtocol,
  localProtocol,
  newCapsule,
  TERMS_DIGEST,
} from "./localProtocol.ts";
import { nowhere } from "./nowhere.ts";

function call(terms: Partial<OfferTerms>, price = 100n) {
  const parameters: CreateOfferParameters = {
    capsuleId: 1n,
    price,
    terms: { rights: Rights.RUN, termsDigest: TERMS_DIGEST, ...terms },
  };
  return createOffer.call({ deployment: nowhere, ...parameters }).args[2];
}

describe("terms of an offer", () => {
  it("are those of a plain license where nothing is said", () => {
    assert.deepEqual(call({}), {
      currency: zeroAddress,
      pricedInUsd: false,
      duration: 0,
      runs: 0,
      maxSupply: 0,
      maxPerAccount: 0,
      trial: 0,
      revocable: false,
      transferability: Transferability.FREE,
      resaleRoyaltyBps: 0,
      referralBps: 0,
      derivativePolicy: DerivativePolicy.ABSOLUTE,
      derivativeRateBps: 0,
      rights: Rights.RUN,
      termsDigest: TERMS_DIGEST,
    });
  });

  const refused: [string, string, Partial<OfferTerms>, bigint?][] = [
    ["a price of 2^88", "price", {}, 2n ** 88n],
    ["a negative price", "price", {}, -1n],
    ["no right", "rights", { rights: 0 }],
    ["a right that does not exist", "rights", { rights: 256 }],
    ["a duration of 2^32 seconds", "duration", { duration: 2 ** 32 }],
    ["half a second", "duration", { duration: 0.5 }],
    ["2^32 runs", "runs", { runs: 2 ** 32 }],
    ["a supply of 2^32", "maxSupply", { maxSupply: 2 ** 32 }],
    ["2^24 licenses per account", "maxPerAccount", { maxPerAccount: 2 ** 24 }],
    ["more per account than there will be", "maxPerAccount", { maxPerAccount: 3, maxSupply: 2 }],
    ["an unknown transferability", "transferability", { transferability: 3 }],
    ["an unknown policy", "derivativePolicy", { derivativePolicy: 2 }],
    ["a resale royalty above 50 %", "resaleRoyaltyBps", { resaleRoyaltyBps: 5_001 }],
    ["a derivative rate above 50 %", "derivativeRateBps", { derivativeRateBps: 5_001 }],
    ["a referral share above 50 %", "referralBps", { referralBps: 5_001 }],
    ["a referral share of nothing", "referralBps", { referralBps: 1 }, 0n],
    ["a trial of a license that never ends", "trial", { trial: 60 }],
    ["a trial of metered runs", "trial", { trial: 60, duration: 600, runs: 5 }],
    ["a trial longer than a license", "trial", { trial: 601, duration: 600 }],
    ["revocation of a license that never ends", "revocable", { revocable: true }],
    ["revocation of metered runs", "revocable", { revocable: true, duration: 600, runs: 5 }],
  ];
  for (const [title, field, terms, price] of refused) {
    it(`refuses ${title}`, () => {
      assert.throws(
        () => call(terms, price),
        (error) =>
          error instanceof InvalidOfferTermsError && error.field === field && error.code === "INVALID_OFFER_TERMS",
      );
    });
  }

  it("takes each of them at its bound", () => {
    const largest = { resaleRoyaltyBps: 5_000, derivativeRateBps: 5_000, referralBps: 5_000, rights: 255 };
    const counted = { duration: 2 ** 32 - 1, trial: 2 ** 32 - 1, maxSupply: 2 ** 24, maxPerAccount: 2 ** 24 - 1 };
    const terms = { ...largest, ...counted, revocable: true };
    const { revocable, trial } = call(terms, 2n ** 88n - 1n);
    assert.deepEqual({ revocable, trial }, { revocable: true, trial: 2 ** 32 - 1 });
  });
});

describe("terms of an offer, on a chain", function () {
  this.timeout(300_000);
  let local: LocalProtocol;
  before(async () => {
    local = await localProtocol();
  });

  it("that contradict each other are refused before the chain is asked for anything", async () => {
    const client = clientOf(local.url, buyer);
    const terms = { rights: Rights.RUN, termsDigest: TERMS_DIGEST, trial: 5 };
    const capsuleId = await newCapsule({ encrypted: false });
    const before = await client.getTransactionCount(buyer);
    const parameters = { deployment: local.deployment, capsuleId, price: 1n, terms };
    await assert.rejects(createOffer(client, parameters), InvalidOfferTermsError);
    assert.equal(await client.getTransactionCount(buyer), before);
  });

  it("are judged as the contract judges them; only what can't be meant is refused although it would take it", async () => {
    const capsuleId = await newCapsule({ encrypted: false });
    const client = clientOf(local.url, creator);
    const contract = {
      address: local.deployment.accessToken,
      abi: accessTokenAbi,
      functionName: "createOffer",
    } as const;
    const verdictOfContract = (price: bigint, terms: ContractTerms) =>
      client.simulateContract({ ...contract, args: [capsuleId, price, terms] }).then(
        () => undefined,
        (error: unknown) => {
          const decoded = decodeRevert(error, { contract: "AccessToken", functionName: "createOffer" });
          assert.ok(isContractRevert(decoded, "AccessToken_InvalidTerms"), String(decoded));
          return decoded.args.field;
        },
      );
    await fc.assert(
      fc.asyncProperty(termsArbitrary, fc.constantFrom(0n, 1n, 2n ** 88n - 1n, 2n ** 88n), async (terms, price) => {
        const ours = verdict(price, terms);
        const its = await verdictOfContract(price, terms);
        if (its !== undefined) assert.notEqual(ours, undefined, `the contract refuses ${its}`);
        if (ours !== undefined && its === undefined) assert.ok(STRICTER.includes(ours), `refused ${ours}`);
      }),
      { seed: 20_262, numRuns: 150 },
    );
  });
});

/** What the contract would take although it can't be meant. */
const STRICTER = ["trial", "maxPerAccount", "referralBps"];

const atBounds = (...values: number[]) => fc.constantFrom(0, ...values);
const termsArbitrary: fc.Arbitrary<ContractTerms> = fc.record({
  currency: fc.constant(zeroAddress),
  pricedInUsd: fc.boolean(),
  duration: atBounds(60, 2 ** 32 - 1),
  runs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(7) }),
  maxSupply: atBounds(5),
  maxPerAccount: atBounds(4, 6),
  trial: atBounds(59, 61),
  revocable: fc.boolean(),
  transferability: fc.constantFrom(0, 1, 2),
  resaleRoyaltyBps: atBounds(5_000, 5_001),
  referralBps: atBounds(5_000, 5_001),
  derivativePolicy: fc.constantFrom(0, 1),
  derivativeRateBps: atBounds(5_000, 5_001),
  rights: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 256) },
    { weight: 5, arbitrary: fc.constantFrom(1, 255) },
  ),
  termsDigest: fc.constant(TERMS_DIGEST),
});

/** The term that we refuse; undefined when we refuse none. */
function verdict(price: bigint, terms: ContractTerms): string | undefined {
  try {
    call(terms, price);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof InvalidOfferTermsError);
    return error.field;
  }
}
