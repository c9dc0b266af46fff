import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import { z } from "zod";
import type { Party } from "../ceremony/message.ts";
import { parseIssues } from "../config.ts";
import { KeeperConfigError } from "../configError.ts";
import { MAX_PARTICIPANTS, operatorSchema, participantSchema, requireThreshold, urlSchema } from "../dkg/ceremony.ts";

const newKeeperSchema = participantSchema.extend({
  /** Where it serves its messages during the ceremony; at `url` when left out. */
  ceremonyUrl: urlSchema.optional(),
});

const dealerSchema = z.strictObject({
  operator: operatorSchema,
  /** Where it serves its messages during the ceremony. */
  ceremonyUrl: urlSchema,
});

export const reshareCeremonySchema = z
  .strictObject({
    /** Differs from every earlier ceremony's: what was signed in one is worth nothing in another. */
    name: z.string().min(1).max(200),
    chainId: z.int().min(1),
    /** The number that the new set will have: one more than the current one. */
    epoch: z.int().min(2),
    /** Of the new set. */
    threshold: z.int().min(2),
    /** The new set, in the order of its share indices, with what KeeperRegistry will have of each. */
    participants: z.array(newKeeperSchema).min(2).max(MAX_PARTICIPANTS),
    /** Keepers of the current set that hand the key over: exactly as many as its threshold. */
    dealers: z.array(dealerSchema).min(2).max(MAX_PARTICIPANTS),
  })
  .superRefine((ceremony, context) => {
    requireThreshold(ceremony, context);
    const dealers = new Set(ceremony.dealers.map(({ operator }) => operator));
    const issue = (message: string) => context.addIssue({ code: "custom", path: ["dealers"], message });
    if (dealers.size !== ceremony.dealers.length) issue("must not name an operator twice");
    for (const { operator, url, ceremonyUrl = url } of ceremony.participants) {
      const dealer = ceremony.dealers.find((one) => one.operator === operator);
      if (dealer && dealer.ceremonyUrl !== ceremonyUrl) issue(`must name ${operator} at its participant's ceremonyUrl`);
    }
  });

/** What all who take part in a resharing agree on beforehand, in exactly the same words. */
export type ReshareCeremony = z.output<typeof reshareCeremonySchema>;

/** @throws KeeperConfigError naming each wrong field. */
export function parseReshareCeremony(value: unknown, source = "ceremony"): ReshareCeremony {
  const parsed = reshareCeremonySchema.safeParse(value, { reportInput: false });
  if (parsed.success) return parsed.data;
  throw new KeeperConfigError(source, parseIssues(parsed.error));
}

/** Identifies a resharing of one set's key: every message names it, so that all agree on all of it, the old set too. */
export function reshareHash(ceremony: ReshareCeremony, groupKey: Hex): Hex {
  const { name, chainId, epoch, threshold } = ceremony;
  const participants = ceremony.participants.map((one) => ({ ...one, ceremonyUrl: one.ceremonyUrl ?? one.url }));
  const encoded = encodeAbiParameters(
    [
      { type: "string" },
      { type: "uint256" },
      { type: "uint256" },
      { type: "uint256" },
      { type: "bytes32" },
      {
        type: "tuple[]",
        components: [
          { name: "operator", type: "address" },
          { name: "transportKey", type: "bytes32" },
          { name: "url", type: "string" },
          { name: "ceremonyUrl", type: "string" },
        ],
      },
      {
        type: "tuple[]",
        components: [
          { name: "operator", type: "address" },
          { name: "ceremonyUrl", type: "string" },
        ],
      },
    ],
    [
      `capsule-protocol/reshare-ceremony/v1:${name}`,
      ...([BigInt(chainId), BigInt(epoch), BigInt(threshold)] as const),
      ...([groupKey, participants, ceremony.dealers] as const),
    ],
  );
  return keccak256(encoded);
}

/** Who exchanges messages: the new set with its share indices, then the dealers that leave. */
export function partiesOf({ participants, dealers }: ReshareCeremony): Party[] {
  const staying = new Set(participants.map(({ operator }) => operator));
  const leaving = dealers.filter(({ operator }) => !staying.has(operator));
  return [
    ...participants.map(({ operator, url, ceremonyUrl }) => ({ operator, url: ceremonyUrl ?? url })),
    ...leaving.map(({ operator, ceremonyUrl }) => ({ operator, url: ceremonyUrl })),
  ].map((party, position) => ({ index: position + 1, ...party }));
}
