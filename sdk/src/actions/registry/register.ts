import type { Hex } from "viem";
import { capsuleRegisteredEvent, registerFunction } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type RegisterParameters = {
  /** 32 bytes chosen by the creator, once per capsule; with the creator's address it makes the id (`computeCapsuleId`). */
  salt: Hex;
  /** SHA-256 of version 1's manifest (`manifestDigest`). */
  manifestDigest: Hex;
  /** Whether the payload is encrypted to the keepers; true when left out. */
  encrypted?: boolean;
  /** Resale royalty of the capsule itself in bps of the price, at most 5,000; 0 when left out. */
  royaltyBps?: number;
};

/**
 * Registers a capsule of the sender's, which becomes its owner. `register.sync` returns the `capsuleId`.
 *
 * @throws ContractRevertError `CapsuleRegistry_AlreadyRegistered`, `CapsuleRegistry_EmptyDigest`,
 *   `CapsuleRegistry_RoyaltyTooHigh`.
 */
export const register = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: registerFunction,
  event: capsuleRegisteredEvent,
  args: ({ salt, manifestDigest, encrypted = true, royaltyBps = 0 }: RegisterParameters) => [
    salt,
    manifestDigest,
    encrypted,
    royaltyBps,
  ],
});
