// Types of what is signed for the registries, and random values of such types.
import fc from "fast-check";
import { type Address, getAddress, type Hex, toHex } from "viem";

export const SEAL = {
  Seal: [
    { name: "capsuleId", type: "uint256" },
    { name: "version", type: "uint256" },
    { name: "manifestDigest", type: "bytes32" },
    { name: "epoch", type: "uint256" },
  ],
} as const;

export const SESSION = {
  Session: [
    { name: "account", type: "address" },
    { name: "device", type: "address" },
    { name: "expiresAt", type: "uint64" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

export const DELEGATION_FOR = {
  DelegationFor: [
    { name: "account", type: "address" },
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/** What evaluators of a training round sign. */
export const RESULT = {
  Result: [
    { name: "roundId", type: "uint256" },
    { name: "capsuleId", type: "uint256" },
    { name: "baseVersion", type: "uint64" },
    { name: "root", type: "bytes32" },
    { name: "manifestDigest", type: "bytes32" },
    { name: "scoreDigest", type: "bytes32" },
  ],
} as const;

/** As many structs of every type as the project promises to compare. */
export const STRUCTS = 10_000;
const SEED = 712;

export const uint256 = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
export const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
/** Of up to 48 bits, which viem takes as a number. */
export const smallUint = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });
export const bytes32: fc.Arbitrary<Hex> = uint256.map((value) => toHex(value, { size: 32 }));
export const address: fc.Arbitrary<Address> = fc
  .bigInt({ min: 0n, max: 2n ** 160n - 1n })
  .map((value) => getAddress(toHex(value, { size: 20 })));

/** The same values on every run; extremes come more often than by chance. */
export const samplesOf = <T>(values: fc.Arbitrary<T>, count: number = STRUCTS): T[] =>
  fc.sample(values, { seed: SEED, numRuns: count });
