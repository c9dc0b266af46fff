import { bytesToHex, type Hex } from "viem";
import { type DkgKey, dkgRound1, dkgRound2, dkgRound3 } from "../../../src/keys/dkg.ts";

const made = new Map<string, DkgKey[]>();

/** A group of keepers' keys, made once per process for each size. */
export function groupOf(threshold: number, participants: number): DkgKey[] {
  const name = `${threshold}/${participants}`;
  const group = made.get(name) ?? generate(threshold, participants);
  made.set(name, group);
  return group.map((key) => ({ ...key, secret: key.secret.slice() }));
}

export const groupKeyOf = (group: readonly DkgKey[]): Hex => bytesToHex((group[0] as DkgKey).groupKey);

function generate(threshold: number, participants: number): DkgKey[] {
  const started = Array.from({ length: participants }, (_, i) => dkgRound1({ index: i + 1, threshold, participants }));
  const round1 = started.map(({ message }) => message);
  const round2 = started.flatMap(({ state }) => dkgRound2({ state, messages: round1 }).messages);
  return started.map(({ state }) => dkgRound3({ state, messages: round2.filter(({ to }) => to === state.index) }));
}
