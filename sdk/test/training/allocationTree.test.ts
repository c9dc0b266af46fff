import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { type Address, getAddress, type Hex, keccak256, toHex, zeroAddress } from "viem";
import {
  type Allocation,
  allocationLeaf,
  buildAllocationTree,
  computeCommitment,
  InvalidAllocationsError,
  type RoundBinding,
  verifyAllocation,
} from "../../src/index.ts";
import { trainingVectors } from "./vectors.ts";

const SEED = { seed: 712, numRuns: 50 };
const FILE = new URL("../../../contracts/test/vectors/training.json", import.meta.url);
const POOL = getAddress(`0x${"5".repeat(40)}`);
const ROUND: RoundBinding = { chainId: 1, trainingPool: POOL, capsuleId: 11n, roundId: 3n };

const account = fc.bigInt({ min: 1n, max: 2n ** 160n - 1n }).map((value) => getAddress(toHex(value, { size: 20 })));
const allocation = fc.record({ account, units: fc.bigInt({ min: 1n, max: 3_000n }) });
const sumOf = (allocations: readonly Allocation[]) => allocations.reduce((sum, { units }) => sum + units, 0n);
const treeOf = (allocations: readonly Allocation[], binding = ROUND) =>
  buildAllocationTree(binding, { allocations, units: sumOf(allocations) });
const one = (units: bigint, to: Address = POOL): Allocation => ({ account: to, units });

describe("trees of allocations", function () {
  this.timeout(120_000);

  it("are those of the published vectors, which the contract's tests compute too: 10,000 leaves among them", async () => {
    const published = JSON.parse(await readFile(FILE, "utf8"));
    const computed = JSON.parse(JSON.stringify(trainingVectors()));
    assert.deepEqual(computed, published);
  });

  it("have a claim for each allocation, in order, that verifies against the root and no other", () => {
    const list = fc.array(allocation, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(list, (allocations) => {
        const { root, claims } = treeOf(allocations);
        assert.deepEqual(
          claims.map(({ index, account: to, units }) => ({ index, account: to, units })),
          allocations.map((entry, index) => ({ index: BigInt(index), ...entry })),
        );
        for (const claim of claims) {
          assert.equal(claim.leaf, allocationLeaf(ROUND, claim));
          assert.ok(verifyAllocation(ROUND, { root, claim }));
          assert.ok(!verifyAllocation(ROUND, { root, claim: { ...claim, units: claim.units + 1n } }));
          assert.ok(!verifyAllocation(ROUND, { root, claim: { ...claim, index: claim.index + 1n } }));
          assert.ok(!verifyAllocation(ROUND, { root, claim: { ...claim, account: zeroAddress } }));
        }
      }),
      SEED,
    );
  });

  it("are worth nothing in another round, of another capsule, on another contract or chain", () => {
    const { root, claims } = treeOf([one(1n), one(2n)]);
    const [claim] = claims;
    assert.ok(claim);
    const others: Partial<RoundBinding>[] = [
      ...[{ chainId: 2 }, { capsuleId: 12n }, { roundId: 4n }],
      { trainingPool: getAddress(`0x${"6".repeat(40)}`) },
    ];
    for (const other of others) assert.ok(!verifyAllocation({ ...ROUND, ...other }, { root, claim }));
  });

  it("let no inner node pass for a leaf", () => {
    const { root, claims } = treeOf([one(1n), one(2n), one(3n), one(4n)]);
    for (const claim of claims) {
      const [, ...rest] = claim.proof;
      assert.ok(!verifyAllocation(ROUND, { root, claim: { ...claim, proof: rest } }));
      assert.ok(!verifyAllocation(ROUND, { root, claim: { ...claim, proof: [...claim.proof, root] } }));
    }
  });

  it("are refused when nobody gets anything, or not exactly what the round offers", () => {
    const refusals: [readonly Allocation[], bigint, RegExp][] = [
      [[], 0n, /no allocation/],
      [[one(0n)], 0n, /of 0 units/],
      [[one(2n), one(-1n)], 1n, /of -1 units/],
      [[one(1n, zeroAddress)], 1n, /no account/],
      [[one(1n, "0x12" as Address)], 1n, /no account/],
      [[one(1n)], 2n, /1 units are allocated; the round offers 2/],
      [[one(2n), one(1n)], 2n, /3 units are allocated; the round offers 2/],
    ];
    for (const [allocations, units, message] of refusals) {
      assert.throws(
        () => buildAllocationTree(ROUND, { allocations, units }),
        (error) =>
          error instanceof InvalidAllocationsError &&
          error.code === "INVALID_ALLOCATIONS" &&
          message.test(error.message),
      );
    }
  });
});

describe("commitments", () => {
  it("differ with everything that they bind", () => {
    const [updateDigest, salt]: [Hex, Hex] = [keccak256("0x01"), keccak256("0x02")];
    const update = { contributor: POOL, updateDigest, salt };
    const all = [
      computeCommitment(ROUND, update),
      ...[{ chainId: 2 }, { capsuleId: 12n }, { roundId: 4n }].map((other) =>
        computeCommitment({ ...ROUND, ...other }, update),
      ),
      computeCommitment({ ...ROUND, trainingPool: zeroAddress }, update),
      ...[{ contributor: zeroAddress }, { updateDigest: salt }, { salt: updateDigest }].map((other) =>
        computeCommitment(ROUND, { ...update, ...other }),
      ),
    ];
    assert.equal(new Set(all).size, 8);
  });
});
