import type { DkgKey } from "../../src/keys/dkg.ts";
import { encryptKey, partialDecrypt } from "../../src/keys/tdh2.ts";
import { seededCeremony } from "./dkgVectors.ts";
import { fromHex, toHex } from "./hex.ts";
import { seededBytes } from "./seededBytes.ts";

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

export function tdh2Vectors() {
  const items = [
    [2, 3],
    [3, 5],
  ].map(([threshold = 0, participants = 0]) => {
    const { keys } = seededCeremony(threshold, participants, `dkg ${threshold} of ${participants}`);
    const [{ groupKey, verificationShares }] = keys as [DkgKey];
    const random = seededBytes(`tdh2 ${threshold} of ${participants}`);
    const [key, label] = [random(32), random(96)];
    const header = encryptKey({ groupKey, key, label, rng: random });
    const partials = keys.map((share) => partialDecrypt({ share, header, label, rng: random }));
    return {
      threshold,
      participants,
      groupKey: toHex(groupKey),
      secrets: keys.map(({ secret }) => toHex(secret)),
      verificationShares: verificationShares.map(toHex),
      label: toHex(label),
      key: toHex(key),
      header: toHex(header),
      partials: partials.map(toHex),
      refusedHeaders: refusedHeaders(toHex(header)),
    };
  });
  return { scheme: "tdh2-ristretto255", items };
}

/** Headers that must be refused, with the stable code of the refusal. */
function refusedHeaders(header: string) {
  const parts = header.slice(2).match(/.{64}/g) as [string, string, string, string, string];
  const withPart = (part: number, hex: string) => `0x${parts.map((own, i) => (i === part ? hex : own)).join("")}`;
  const plusOrder = (hex: string) => littleEndian(fromLittleEndian(hex) + ORDER);
  const firstByteFlipped = (hex: string) =>
    (Number.parseInt(hex.slice(0, 2), 16) ^ 1).toString(16).padStart(2, "0") + hex.slice(2);
  const input = "TDH2_INPUT_INVALID";
  const proof = "TDH2_HEADER_PROOF_INVALID";
  return [
    { reason: "c altered", header: withPart(0, firstByteFlipped(parts[0])), code: proof },
    { reason: "u is the identity", header: withPart(1, "00".repeat(32)), code: input },
    { reason: "u is negative", header: withPart(1, `01${"00".repeat(31)}`), code: input },
    { reason: "u is the field prime, an unreduced zero", header: withPart(1, `ed${"ff".repeat(30)}7f`), code: input },
    {
      reason: "u is not on the curve",
      header: withPart(1, "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),
      code: input,
    },
    { reason: "u is ū", header: withPart(1, parts[2]), code: proof },
    { reason: "ū is the identity", header: withPart(2, "00".repeat(32)), code: input },
    { reason: "ū is u", header: withPart(2, parts[1]), code: proof },
    { reason: "e + order", header: withPart(3, plusOrder(parts[3])), code: input },
    { reason: "e altered", header: withPart(3, littleEndian((fromLittleEndian(parts[3]) + 1n) % ORDER)), code: proof },
    { reason: "f + order", header: withPart(4, plusOrder(parts[4])), code: input },
    { reason: "f altered", header: withPart(4, littleEndian((fromLittleEndian(parts[4]) + 1n) % ORDER)), code: proof },
    { reason: "f is the order", header: withPart(4, littleEndian(ORDER)), code: input },
    { reason: "one byte short", header: header.slice(0, -2), code: input },
    { reason: "one byte long", header: `${header}00`, code: input },
    { reason: "empty", header: "0x", code: input },
  ];
}

const fromLittleEndian = (hex: string): bigint =>
  BigInt(
    `0x${Buffer.from(fromHex(`0x${hex}`))
      .reverse()
      .toString("hex")}`,
  );

const littleEndian = (value: bigint): string =>
  Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse().toString("hex");
