import assert from "node:assert/strict";
import { capsuleLabel, computeCapsuleId, payloadInfo } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { InvalidCapsuleBindingError } from "@capsule-protocol/sdk/errors/capsuleBinding.ts";
import fc from "fast-check";
import { type Address, bytesToHex, type Hex, keccak256 } from "viem";

const REGISTRY: Address = "0x00000000000000000000000000000000000000aa";
const BINDING = { chainId: 31337, registry: REGISTRY, capsuleId: 5n };

/** The ABI encoding of static words, written from the specification: each value right-aligned in 32 bytes. */
const words = (...values: bigint[]): Hex => `0x${values.map((value) => value.toString(16).padStart(64, "0")).join("")}`;

const chainIds = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const addresses = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => bytesToHex(bytes));
const uint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const SEED = { seed: 20_250_101 };

describe("capsule binding", () => {
  it("labels a capsule with the 96 bytes abi.encode(chainId, registry, capsuleId)", () => {
    fc.assert(
      fc.property(chainIds, addresses, uint256, (chainId, registry, capsuleId) => {
        const expected = words(BigInt(chainId), BigInt(registry), capsuleId);
        assert.equal(bytesToHex(capsuleLabel({ chainId, registry, capsuleId })), expected);
      }),
      SEED,
    );
  });

  it("binds a file with the 128 bytes abi.encode(chainId, registry, capsuleId, fileIndex)", () => {
    fc.assert(
      fc.property(chainIds, addresses, uint256, fc.nat(), (chainId, registry, capsuleId, fileIndex) => {
        const expected = words(BigInt(chainId), BigInt(registry), capsuleId, BigInt(fileIndex));
        assert.equal(bytesToHex(payloadInfo({ chainId, registry, capsuleId }, fileIndex)), expected);
      }),
      SEED,
    );
  });

  it("computes a capsule id as keccak256(abi.encode(chainId, registry, creator, salt))", () => {
    fc.assert(
      fc.property(chainIds, addresses, addresses, uint256, (chainId, registry, creator, saltValue) => {
        const salt = words(saltValue);
        const encoded = words(BigInt(chainId), BigInt(registry), BigInt(creator), saltValue);
        assert.equal(computeCapsuleId({ chainId, registry, creator, salt }), BigInt(keccak256(encoded)));
      }),
      SEED,
    );
  });

  it("keeps this capsule id for ever", () => {
    const salt: Hex = `0x${"11".repeat(32)}`;
    assert.equal(
      computeCapsuleId({ chainId: 1, registry: REGISTRY, creator: REGISTRY, salt }),
      70063255027620056752437137217422490246232012536462441185672299122004262338774n,
    );
  });

  it("gives checksummed and lower-case addresses the same bytes", () => {
    const checksummed: Address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    const lower = checksummed.toLowerCase() as Address;
    assert.deepEqual(
      capsuleLabel({ ...BINDING, registry: checksummed }),
      capsuleLabel({ ...BINDING, registry: lower }),
    );
  });

  const refused: [field: string, call: () => unknown][] = [
    ["chainId", () => capsuleLabel({ ...BINDING, chainId: 0 })],
    ["chainId", () => capsuleLabel({ ...BINDING, chainId: 1.5 })],
    ["chainId", () => computeCapsuleId({ ...BINDING, creator: REGISTRY, salt: `0x${"00".repeat(32)}`, chainId: -1 })],
    ["registry", () => capsuleLabel({ ...BINDING, registry: "0x1234" })],
    ["registry", () => capsuleLabel({ ...BINDING, registry: "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed" })],
    ["creator", () => computeCapsuleId({ ...BINDING, creator: "0x", salt: `0x${"00".repeat(32)}` })],
    ["salt", () => computeCapsuleId({ ...BINDING, creator: REGISTRY, salt: "0x00" })],
    ["capsuleId", () => payloadInfo({ ...BINDING, capsuleId: 2n ** 256n }, 0)],
    ["capsuleId", () => payloadInfo({ ...BINDING, capsuleId: -1n }, 0)],
    ["fileIndex", () => payloadInfo(BINDING, -1)],
    ["fileIndex", () => payloadInfo(BINDING, 0.5)],
  ];
  for (const [index, [field, call]] of refused.entries()) {
    it(`refuses a ${field} outside its type (case ${index + 1})`, () => {
      assert.throws(call, (error: unknown) => error instanceof InvalidCapsuleBindingError && error.field === field);
    });
  }
});
