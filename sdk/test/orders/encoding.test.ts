import assert from "node:assert/strict";
import fc from "fast-check";
import { type Address, getAddress, type Hex, toHex } from "viem";
import {
  encodeOrder,
  type ItemKind,
  OrderElsewhereError,
  OrderMalformedError,
  parseOrder,
  type SignedOrder,
} from "../../src/index.ts";

const uint = (bits: bigint) => fc.bigInt({ min: 0n, max: 2n ** bits - 1n });
const address = uint(160n).map((value) => getAddress(toHex(value, { size: 20 })));
const signedOrder: fc.Arbitrary<SignedOrder> = fc.record({
  order: fc.record({
    seller: address,
    kind: fc.constantFrom<ItemKind[]>("license", "capsule", "shares"),
    id: uint(256n),
    quantity: uint(256n),
    currency: address,
    unitPrice: uint(256n),
    startsAt: uint(64n),
    expiresAt: uint(64n),
    salt: uint(256n),
    counter: uint(256n),
    departures: uint(256n),
    taker: address,
  }),
  signature: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((bytes) => toHex(bytes)),
});
const place = { chainId: 31_337, market: getAddress(toHex(7n, { size: 20 })) };

/** Addresses in one spelling. */
function lower({ order, signature }: SignedOrder): SignedOrder {
  const of = (value: Address) => value.toLowerCase() as Address;
  const { seller, currency, taker } = order;
  return { order: { ...order, seller: of(seller), currency: of(currency), taker: of(taker) }, signature };
}

/** The JSON of one order, with something in it changed. */
function altered(change: (json: { order: Record<string, unknown> } & Record<string, unknown>) => void): string {
  const [sample] = fc.sample(signedOrder, { seed: 1, numRuns: 1 });
  assert.ok(sample);
  const json = JSON.parse(encodeOrder(sample, place));
  change(json);
  return JSON.stringify(json);
}

const issueOf = (json: string): string => {
  try {
    parseOrder(json, place);
  } catch (error) {
    if (error instanceof OrderMalformedError) return error.issues.map(({ path }) => path).join();
    throw error;
  }
  return "none";
};

describe("signed orders as JSON", () => {
  it("come back as they were, whatever is in them", () => {
    fc.assert(
      fc.property(signedOrder, (signed) => {
        assert.deepEqual(parseOrder(encodeOrder(signed, place), place), lower(signed));
      }),
    );
  });

  it("name each field that is wrong", () => {
    const wrong: Record<string, unknown> = {
      "order.unitPrice": 1,
      "order.id": "01",
      "order.quantity": (2n ** 256n).toString(),
      "order.startsAt": (2n ** 64n).toString(),
      "order.kind": "song",
      "order.seller": "0x1",
      chainId: 0.5,
      format: "capsule-order/2",
      signature: "0x",
    };
    for (const [path, value] of Object.entries(wrong)) {
      const [first = "", second] = path.split(".");
      const json = altered((order) => {
        if (second === undefined) order[first] = value;
        else order.order[second] = value;
      });
      assert.equal(issueOf(json), path);
    }
  });

  it("have no field more and none less, and are JSON", () => {
    assert.equal(issueOf(altered((json) => Object.assign(json.order, { discount: "1" }))), "order");
    assert.equal(
      issueOf(
        altered((json) => {
          delete json.order.salt;
        }),
      ),
      "order.salt",
    );
    assert.equal(issueOf("{"), "");
  });

  it("are refused for another chain or market", () => {
    const json = altered(() => undefined);
    const elsewhere = [
      { ...place, chainId: 1 },
      { ...place, market: getAddress(toHex(8n, { size: 20 })) },
    ];
    for (const deployment of elsewhere) {
      assert.throws(
        () => parseOrder(json, deployment),
        (error) => error instanceof OrderElsewhereError && error.actual.chainId === place.chainId,
      );
    }
  });

  it("can't be written from what the contract could not take", () => {
    const [sample] = fc.sample(signedOrder, { seed: 2, numRuns: 1 });
    assert.ok(sample);
    const order = { ...sample.order, unitPrice: -1n };
    assert.throws(() => encodeOrder({ order, signature: "0x00" as Hex }, place), OrderMalformedError);
  });
});
