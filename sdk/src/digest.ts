import { base16 } from "multiformats/bases/base16";
import { CID } from "multiformats/cid";
import { create } from "multiformats/hashes/digest";
import { bytesToHex, type Hex, hexToBytes, isHex, sha256, size } from "viem";
import { InvalidCidError, InvalidDigestError } from "./errors/content.ts";

/** Multicodec of a raw block and multihash of SHA-256: https://github.com/multiformats/multicodec/blob/master/table.csv */
const RAW_CODEC = 0x55;
const SHA2_256 = 0x12;

/** CIDv1, raw, sha2-256, 32 bytes, in multibase base16: what stands before the digest in a token URI. */
const TOKEN_URI_PREFIX = "ipfs://f01551220";

/** SHA-256 of a manifest's stored bytes: the word that CapsuleRegistry keeps for a version. */
export function manifestDigest(bytes: Uint8Array): Hex {
  return sha256(bytes);
}

/**
 * Parses a CID in base16, base32, base36 or base58btc.
 *
 * @throws InvalidCidError when it doesn't parse.
 */
export function parseCid(cid: string): CID {
  try {
    return cid.startsWith(base16.prefix) ? CID.parse(cid, base16) : CID.parse(cid);
  } catch (cause) {
    throw new InvalidCidError(cid, "a CID", cause);
  }
}

/**
 * CIDv1 (raw, sha2-256) of the block with this SHA-256 digest.
 *
 * @throws InvalidDigestError when `digest` isn't 32 bytes of hex.
 */
export function digestToCid(digest: Hex): CID {
  return CID.createV1(RAW_CODEC, create(SHA2_256, hexToBytes(checkDigest(digest))));
}

/**
 * SHA-256 digest inside a CIDv1 of one raw block; the inverse of `digestToCid`.
 *
 * @param cid any multibase spelling.
 * @throws InvalidCidError when it doesn't parse or is anything but CIDv1, raw, sha2-256.
 */
export function cidToDigest(cid: string | CID): Hex {
  const parsed = typeof cid === "string" ? parseCid(cid) : cid;
  const { version, code, multihash } = parsed;
  if (version !== 1 || code !== RAW_CODEC || multihash.code !== SHA2_256 || multihash.digest.length !== 32) {
    throw new InvalidCidError(String(cid), "a CIDv1 of a raw block hashed with sha2-256");
  }
  return bytesToHex(multihash.digest);
}

/**
 * Token URI of a manifest digest, as CapsuleRegistry spells it: `ipfs://f01551220` and 64 lower-case hex digits.
 *
 * @throws InvalidDigestError when `digest` isn't 32 bytes of hex.
 */
export function tokenUri(digest: Hex): string {
  return TOKEN_URI_PREFIX + checkDigest(digest).slice(2).toLowerCase();
}

function checkDigest(digest: Hex): Hex {
  if (!isHex(digest) || size(digest) !== 32) throw new InvalidDigestError(digest);
  return digest;
}
