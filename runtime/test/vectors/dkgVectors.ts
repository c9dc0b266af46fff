import { type DkgKey, dkgRound1, dkgRound2, dkgRound3 } from "../../src/keys/dkg.ts";
import { toHex } from "./hex.ts";
import { seededBytes } from "./seededBytes.ts";

/** Runs a whole ceremony with fixed randomness, one seed per participant. */
export function seededCeremony(threshold: number, participants: number, seed: string) {
  const indices = Array.from({ length: participants }, (_, i) => i + 1);
  const started = indices.map((index) =>
    dkgRound1({ index, threshold, participants, rng: seededBytes(`${seed} ${index}`) }),
  );
  const round1 = started.map(({ message }) => message);
  const round2 = started.flatMap(({ state }) => dkgRound2({ state, messages: round1 }).messages);
  const keys: DkgKey[] = started.map(({ state }) =>
    dkgRound3({ state, messages: round2.filter(({ to }) => to === state.index) }),
  );
  return { round1, round2, keys };
}

export function dkgVectors() {
  const items = [
    [2, 2],
    [2, 3],
    [3, 5],
  ].map(([threshold = 0, participants = 0]) => {
    const seed = `dkg ${threshold} of ${participants}`;
    const { round1, round2, keys } = seededCeremony(threshold, participants, seed);
    const [first] = keys as [DkgKey];
    return {
      threshold,
      participants,
      seed,
      round1: round1.map((m) => ({ index: m.index, commitment: m.commitment.map(toHex), proof: toHex(m.proof) })),
      round2: round2.map(({ from, to, share }) => ({ from, to, share: toHex(share) })),
      transcriptHash: toHex(first.transcriptHash),
      groupKey: toHex(first.groupKey),
      verificationShares: first.verificationShares.map(toHex),
      secrets: keys.map(({ secret }) => toHex(secret)),
    };
  });
  return { scheme: "frost-dkg-ristretto255-sha512", items };
}
