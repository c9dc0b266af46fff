import { type Address, concatBytes, getAddress, type Hex, hashTypedData, hexToBytes, stringToBytes } from "viem";
import { z } from "zod";

/**
 * A licensee's request for the key of a capsule. One signature serves all keepers: what they answer can be opened only
 * with the private half of `transportKey`, so nobody gains by passing the request on.
 */
export type KeyRequest = {
  capsuleId: bigint;
  /** The license used; 0 asks as the capsule's owner. */
  licenseId: bigint;
  account: Address;
  /** X25519 public key that the answers are sealed to, 32 bytes. */
  transportKey: Hex;
  /**
   * Of a metered license, the runs leased of it in all after this request: more than before, at most what was bought.
   * 0 for any other. Cumulative, so that keepers who were not asked before can tell what is new.
   */
  leaseRuns: number;
  /** 32 random bytes, never used twice by the same account. */
  nonce: Hex;
  /** Unix time in seconds. */
  issuedAt: bigint;
};

const KEY_REQUEST_TYPES = {
  KeyRequest: [
    { name: "capsuleId", type: "uint256" },
    { name: "licenseId", type: "uint256" },
    { name: "account", type: "address" },
    { name: "transportKey", type: "bytes32" },
    { name: "leaseRuns", type: "uint32" },
    { name: "nonce", type: "bytes32" },
    { name: "issuedAt", type: "uint64" },
  ],
} as const;

const RELEASE_INFO = stringToBytes("capsule-protocol/release/v1");

/** Where a request is meant for: it is valid for one chain and one KeeperRegistry. */
export type KeyRequestDomain = { chainId: number; keeperRegistry: Address };

/** EIP-712 typed data of a key request, as viem's `signTypedData` takes it. */
export type KeyRequestTypedData = ReturnType<typeof keyRequestTypedData>;

/** What the licensee signs (EIP-712). */
export function keyRequestTypedData({ chainId, keeperRegistry }: KeyRequestDomain, request: KeyRequest) {
  return {
    domain: { name: "Capsule Keys", version: "1", chainId, verifyingContract: keeperRegistry },
    types: KEY_REQUEST_TYPES,
    primaryType: "KeyRequest",
    message: request,
  } as const;
}

/** EIP-712 hash of a request. */
export function keyRequestHash(domain: KeyRequestDomain, request: KeyRequest): Hex {
  return hashTypedData(keyRequestTypedData(domain, request));
}

/**
 * HPKE `info` of the answer to one request: "capsule-protocol/release/v1" followed by the request's EIP-712 hash, so an
 * answer can't be passed off as the answer to another request, even one with the same transport key.
 */
export function releaseInfo(requestHash: Hex): Uint8Array {
  return concatBytes([RELEASE_INFO, hexToBytes(requestHash)]);
}

const uintString = (bits: number) =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,77})$/, "must be a decimal integer in a string")
    .transform((text) => BigInt(text))
    .refine((value) => value < 1n << BigInt(bits), `must fit in uint${bits}`);

const bytes32 = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/, "must be 32 bytes as 0x and lower-case hex")
  .transform((text) => text as Hex);

const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "must be an address")
  .transform((text) => getAddress(text.toLowerCase()));

/** A key request in JSON: integers beyond 32 bits as decimal strings, bytes as lower-case hex. No other field is allowed. */
export const keyRequestSchema = z.strictObject({
  capsuleId: uintString(256),
  licenseId: uintString(256),
  account: address,
  transportKey: bytes32,
  leaseRuns: z.int().min(0).max(0xffffffff),
  nonce: bytes32,
  issuedAt: uintString(64),
});

/** A key request as it travels in a body. */
export type KeyRequestJson = z.input<typeof keyRequestSchema>;

/** The inverse of {@link keyRequestSchema}. */
export function keyRequestToJson(request: KeyRequest): KeyRequestJson {
  return {
    capsuleId: request.capsuleId.toString(),
    licenseId: request.licenseId.toString(),
    account: request.account,
    transportKey: request.transportKey,
    leaseRuns: request.leaseRuns,
    nonce: request.nonce,
    issuedAt: request.issuedAt.toString(),
  };
}
