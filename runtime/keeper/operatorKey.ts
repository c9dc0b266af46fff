import { secp256k1 } from "@noble/curves/secp256k1.js";
import { type Address, bytesToHex, concatBytes, type Hex, hexToBytes } from "viem";
import { publicKeyToAddress } from "viem/accounts";

/** A keeper's secp256k1 key. It stays in bytes: strings can't be wiped. */
export type OperatorKey = {
  address: Address;
  /** 65-byte Ethereum signature (r ‖ s ‖ v, low s) of a 32-byte digest. */
  sign(digest: Hex): Hex;
};

/** @param secret 32 bytes; read at each signature, so wiping it disables the key. */
export function operatorKey(secret: Uint8Array): OperatorKey {
  const address = publicKeyToAddress(bytesToHex(secp256k1.getPublicKey(secret, false)));
  return {
    address,
    sign: (digest) => {
      const signed = secp256k1.sign(hexToBytes(digest), secret, { prehash: false, lowS: true, format: "recovered" });
      const recovery = signed[0] ?? 0;
      return bytesToHex(concatBytes([signed.subarray(1), Uint8Array.of(27 + recovery)]));
    },
  };
}
