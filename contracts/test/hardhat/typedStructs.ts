// Random EIP-712 structs, and what a contract and viem make of them.
import fc from "fast-check";
import { getAddress, type Hex, hashTypedData, type TypedDataDomain, toHex } from "viem";

export type Field = { name: string; type: string };
export type Struct = { primaryType: string; fields: readonly Field[]; domain: TypedDataDomain };
export type Message = Record<string, unknown>;

export const SEAL = [
  { name: "capsuleId", type: "uint256" },
  { name: "version", type: "uint256" },
  { name: "manifestDigest", type: "bytes32" },
  { name: "epoch", type: "uint256" },
] as const;

export const SESSION = [
  { name: "account", type: "address" },
  { name: "device", type: "address" },
  { name: "expiresAt", type: "uint64" },
  { name: "nonce", type: "uint256" },
  { name: "deadline", type: "uint256" },
] as const;

/** As many structs of every type as the project promises to compare. */
export const STRUCTS = 10_000;
const SEED = 712;

const unsigned = (bits: number) => fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
const hex = (bytes: number) => unsigned(8 * bytes).map((value) => toHex(value, { size: bytes }));

/** Values of an EIP-712 type; viem takes integers of up to 48 bits as numbers, of more as bigints. */
function arbitraryOf(type: string): fc.Arbitrary<unknown> {
  const [, kind = "", size = ""] = /^(uint|bytes|address|bool)(\d*)$/.exec(type) ?? [];
  if (kind === "uint") return unsigned(Number(size)).map((value) => (Number(size) <= 48 ? Number(value) : value));
  if (kind === "address") return hex(20).map((value) => getAddress(value));
  if (kind === "bool") return fc.boolean();
  if (kind === "bytes" && size !== "") return hex(Number(size));
  throw new Error(`no random values of type ${type} are known`);
}

/** `count` messages of a struct, the same ones on every run; extremes come more often than by chance. */
export function randomMessages(fields: readonly Field[], count: number = STRUCTS): Message[] {
  const values = Object.fromEntries(fields.map(({ name, type }) => [name, arbitraryOf(type)]));
  return fc.sample(fc.record(values), { seed: SEED, numRuns: count });
}

/** The digest that viem would have signed. */
export function digestOf({ primaryType, fields, domain }: Struct, message: Message): Hex {
  return hashTypedData({ domain, types: { [primaryType]: [...fields] }, primaryType, message });
}

/** Parts of a list, each with its position, for calls that a node would refuse as one. */
export function* batchesOf<T>(values: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < values.length; start += size) yield values.slice(start, start + size);
}
