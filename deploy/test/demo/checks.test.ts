// The demo's own checks must be able to fail: each is shown something that is not true.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { Tensor } from "@capsule-protocol/runtime/engine/engine.ts";
import type { KeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import { Fn, Point } from "@capsule-protocol/runtime/keys/tdh2Group.ts";
import { bytesToHex, zeroAddress } from "viem";
import { ClaimFailedError, Claims } from "../../devnet/demo/claims.ts";
import { bitsPerByte, leastBitsOfNoise } from "../../devnet/demo/entropy.ts";
import { checkShares } from "../../devnet/demo/keyShares.ts";
import { checkNothingLeft } from "../../devnet/demo/leftovers.ts";
import { largestDifference } from "../../devnet/demo/tensors.ts";

describe("claims", () => {
  it("hold only what is true", () => {
    const claims = new Claims(() => {});
    claims.that("a", true, "yes");
    claims.equal("b", 2n, 2n, "two");
    assert.throws(() => claims.that("c", false, "no"), ClaimFailedError);
    assert.throws(() => claims.equal("d", 2n, 3n, ""), /2 instead of 3/);
    assert.deepEqual(claims.held, [
      { title: "a", detail: "yes" },
      { title: "b", detail: "two" },
    ]);
  });

  it("take a refusal only for one with the right code", async () => {
    const claims = new Claims(() => {});
    const fail = (code: string) => () => Promise.reject(Object.assign(new Error("refused"), { code }));
    await claims.refused("a", ["LICENSE_EXPIRED"], fail("LICENSE_EXPIRED"));
    await assert.rejects(claims.refused("b", ["LICENSE_EXPIRED"], fail("CHAIN_UNREACHABLE")), ClaimFailedError);
    await assert.rejects(
      claims.refused("c", ["LICENSE_EXPIRED"], async () => {}),
      /it was not refused/,
    );
    await assert.rejects(
      claims.refused("d", ["X"], () => Promise.reject(new TypeError("bug"))),
      /bug/,
    );
    assert.equal(claims.held.length, 1);
  });
});

describe("entropy", () => {
  it("takes noise of any length for noise", () => {
    for (const length of [1_000, 10_000, 300_000]) {
      for (let time = 0; time < 20; time++) {
        const bits = bitsPerByte(randomBytes(length));
        assert.ok(bits >= leastBitsOfNoise(length), `${bits} of ${length} bytes`);
      }
    }
  });

  it("does not take text, weights or one repeated byte for noise", () => {
    const weights = Float32Array.from({ length: 50_000 }, (_, index) => Math.sin(index) / 10);
    const texts = [
      Buffer.from("the quick brown fox ".repeat(1000)),
      new Uint8Array(weights.buffer),
      Buffer.alloc(9999),
    ];
    for (const bytes of texts) assert.ok(bitsPerByte(bytes) < leastBitsOfNoise(bytes.length));
    assert.equal(bitsPerByte(Buffer.alloc(100)), 0);
    assert.equal(bitsPerByte(Uint8Array.from({ length: 256 }, (_, byte) => byte)), 8);
  });
});

describe("the check of the key's shares", () => {
  /** Shares of a polynomial of degree 2, as five keepers have them. */
  function set(values: bigint[]): KeeperSet {
    const at = (x: bigint) => Fn.create((values[0] ?? 0n) + (values[1] ?? 0n) * x + (values[2] ?? 0n) * x * x);
    const publicHalf = (secret: bigint) => bytesToHex(Point.BASE.multiply(secret).toBytes());
    const keepers = [1n, 2n, 3n, 4n, 5n].map((x) => ({
      operator: zeroAddress,
      transportKey: "0x" as const,
      url: "",
      verificationShare: publicHalf(at(x)),
    }));
    return { epoch: 1n, threshold: 3, groupKey: publicHalf(values[0] ?? 0n), keepers };
  }

  it("accepts shares of which any three make the key, after trying all triples and pairs", () => {
    assert.equal(checkShares(set([11n, 22n, 33n])), 20);
  });

  it("refuses one wrong share, and a key that two can make", () => {
    const wrong = set([11n, 22n, 33n]);
    const [first, second] = wrong.keepers;
    assert.ok(first && second);
    const keepers = [second, first, ...wrong.keepers.slice(2)];
    assert.equal(checkShares({ ...wrong, keepers }), 0);
    assert.equal(checkShares(set([11n, 22n, 0n])), 0);
  });
});

describe("the comparison of answers", () => {
  const tensor = (...values: number[]): Tensor => {
    return { type: "float32", dims: [values.length], data: Float32Array.from(values) };
  };

  it("is relative to the largest expected value", () => {
    assert.equal(largestDifference({ a: tensor(1, -4) }, { a: tensor(1, -4) }), 0);
    assert.equal(largestDifference({ a: tensor(1, -4) }, { a: tensor(0, -4) }), 0.25);
    assert.equal(largestDifference({ a: tensor(Number.NaN) }, { a: tensor(Number.NaN) }), 0);
  });

  it("is infinite for other names, shapes, types, or a missing number", () => {
    const expected = { a: tensor(1, 2) };
    const shaped: Tensor = { ...tensor(1, 2), dims: [2, 1] };
    const typed: Tensor = { type: "float64", dims: [2], data: Float64Array.of(1, 2) };
    const others: Record<string, Tensor>[] = [{}, { b: tensor(1, 2) }, { a: shaped }, { a: typed }];
    for (const actual of [...others, { a: tensor(1, Number.NaN) }]) {
      assert.equal(largestDifference(actual, expected), Number.POSITIVE_INFINITY);
    }
  });
});

describe("the check for leftovers", () => {
  it("finds an open port", async () => {
    const server = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
    const closed = "http://127.0.0.1:9";
    const stack = { rpcUrl: closed, ipfsUrl: url, keepers: [], directory: "/nonexistent" };
    try {
      await assert.rejects(checkNothingLeft(stack, new Claims(() => {})), /No port is left open/);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("finds a directory", async () => {
    const closed = "http://127.0.0.1:9";
    const stack = { rpcUrl: closed, ipfsUrl: closed, keepers: [], directory: import.meta.dirname };
    await assert.rejects(checkNothingLeft(stack, new Claims(() => {})), /No file is left/);
  });
});
