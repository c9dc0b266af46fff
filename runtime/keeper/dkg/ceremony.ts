import { encodeAbiParameters, getAddress, type Hex, keccak256 } from "viem";
import { z } from "zod";
import type { Party } from "../ceremony/message.ts";
import { parseIssues } from "../config.ts";
import { KeeperConfigError } from "../configError.ts";

export const operatorSchema = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, "must be an address")
  .transform((text) => getAddress(text.toLowerCase()));

export const urlSchema = z.url({ protocol: /^https?$/, error: "must be an http or https URL" });

export const participantSchema = z.strictObject({
  operator: operatorSchema,
  transportKey: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/, "must be 32 bytes as 0x and lower-case hex")
    .transform((text) => text as Hex),
  /** Where it serves its messages during the ceremony, and its answers afterwards. */
  url: urlSchema,
});

export const MAX_PARTICIPANTS = 64; // what KeeperRegistry takes

export const ceremonySchema = z
  .strictObject({
    /** Differs from every earlier ceremony's: what was signed in one is worth nothing in another. */
    name: z.string().min(1).max(200),
    chainId: z.int().min(1),
    epoch: z.int().min(1),
    threshold: z.int().min(2),
    /** In the order of their share indices. */
    participants: z.array(participantSchema).min(2).max(MAX_PARTICIPANTS),
  })
  .superRefine(requireThreshold);

/** More than half of the participants, and no more than all; none of them twice. */
export function requireThreshold(
  { threshold, participants }: { threshold: number; participants: readonly z.output<typeof participantSchema>[] },
  context: z.RefinementCtx,
): void {
  const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (threshold > participants.length) issue("threshold", `must be at most ${participants.length}`);
  if (2 * threshold <= participants.length) issue("threshold", "must be more than half of the participants");
  for (const field of ["operator", "transportKey", "url"] as const) {
    const values = new Set(participants.map((participant) => participant[field]));
    if (values.size !== participants.length) issue("participants", `must not name a ${field} twice`);
  }
}

/** What all participants of a key generation agree on beforehand, in exactly the same words. */
export type Ceremony = z.output<typeof ceremonySchema>;

export type Participant = Party & { transportKey: Hex };

/** @throws KeeperConfigError naming each wrong field. */
export function parseCeremony(value: unknown, source = "ceremony"): Ceremony {
  const parsed = ceremonySchema.safeParse(value, { reportInput: false });
  if (parsed.success) return parsed.data;
  throw new KeeperConfigError(source, parseIssues(parsed.error));
}

/** Identifies a ceremony: every message names it, so that all who exchange messages agree on all of it. */
export function ceremonyHash(ceremony: Ceremony): Hex {
  const { name, chainId, epoch, threshold, participants } = ceremony;
  const encoded = encodeAbiParameters(
    [
      { type: "string" },
      { type: "uint256" },
      { type: "uint256" },
      { type: "uint256" },
      {
        type: "tuple[]",
        components: [
          { name: "operator", type: "address" },
          { name: "transportKey", type: "bytes32" },
          { name: "url", type: "string" },
        ],
      },
    ],
    [`capsule-protocol/dkg-ceremony/v1:${name}`, BigInt(chainId), BigInt(epoch), BigInt(threshold), participants],
  );
  return keccak256(encoded);
}

/** The participants with their indices, from 1. */
export function participantsOf(ceremony: Ceremony): Participant[] {
  return ceremony.participants.map((participant, position) => ({ index: position + 1, ...participant }));
}
