import { type Address, type Hex, hashTypedData, isAddressEqual, keccak256, recoverAddress } from "viem";
import { z } from "zod";
import type { OperatorKey } from "../operatorKey.ts";

/**
 * round1: commitments, and in a key generation their proof. transcript: which round-1 messages the sender saw. round2: a
 * sealed share for one participant. confirmation: the result. acceptance: in a resharing, the sender's signature for
 * KeeperRegistry. done: nobody need wait for the sender. abort: who broke the protocol, and how.
 */
export const MESSAGE_KINDS = ["round1", "transcript", "round2", "confirmation", "acceptance", "done", "abort"] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message of a ceremony. `to` is 0 for everyone. Indices count from 1. */
export type CeremonyMessage = { kind: MessageKind; from: number; to: number; payload: Hex };

/** A message with its sender's signature (EIP-712, operator key). */
export type SignedCeremonyMessage = CeremonyMessage & { signature: Hex };

const index = z.int().min(0).max(0xffff);

export const signedMessageSchema = z.strictObject({
  kind: z.enum(MESSAGE_KINDS),
  from: index,
  to: index,
  payload: z.string().regex(/^0x([0-9a-f]{2})*$/),
  signature: z.string().regex(/^0x[0-9a-f]{130}$/),
});

const TYPES = {
  KeyGenerationMessage: [
    { name: "ceremony", type: "bytes32" },
    { name: "kind", type: "string" },
    { name: "from", type: "uint16" },
    { name: "to", type: "uint16" },
    { name: "payloadHash", type: "bytes32" },
  ],
} as const;

/** Who takes part: where its messages are. Indices count from 1. */
export type Party = { index: number; operator: Address; url: string };

/** Where messages belong to: a ceremony on a chain. */
export type MessageContext = { ceremony: Hex; chainId: number };

/** What the sender signs; the payload counts by its hash, so that its signature can be shown without it. */
export function messageDigest(
  context: MessageContext,
  message: Pick<CeremonyMessage, "kind" | "from" | "to"> & { payloadHash: Hex },
): Hex {
  return hashTypedData({
    domain: { name: "Capsule Key Generation", version: "1", chainId: context.chainId },
    types: TYPES,
    primaryType: "KeyGenerationMessage",
    message: { ceremony: context.ceremony, ...message },
  });
}

export function signMessage(
  context: MessageContext,
  key: OperatorKey,
  message: CeremonyMessage,
): SignedCeremonyMessage {
  const payloadHash = keccak256(message.payload);
  return { ...message, signature: key.sign(messageDigest(context, { ...message, payloadHash })) };
}

/** Whether `operator` signed a message with this payload hash. */
export async function isSignedBy(
  context: MessageContext,
  operator: Address,
  message: Pick<CeremonyMessage, "kind" | "from" | "to"> & { payloadHash: Hex; signature: Hex },
): Promise<boolean> {
  const hash = messageDigest(context, message);
  const signer = await recoverAddress({ hash, signature: message.signature }).catch(() => undefined);
  return signer !== undefined && isAddressEqual(signer, operator);
}
