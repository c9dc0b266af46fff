import type { KeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import { combinePublic, decodePoint, Fn } from "@capsule-protocol/runtime/keys/tdh2Group.ts";
import { bytesToHex, hexToBytes } from "viem";

/**
 * Whether the public halves of the keepers' shares say what they should: every `threshold` of them interpolate to the
 * group's key, and no fewer do (Shamir, "How to share a secret", 1979, in the exponent).
 *
 * @returns how many sets of keepers were tried; 0 when one of them is wrong.
 */
export function checkShares({ keepers, threshold, groupKey }: KeeperSet): number {
  const indexes = keepers.map((_, position) => position + 1);
  const opens = (chosen: number[]) => interpolate(keepers, chosen) === groupKey;
  const enough = subsets(indexes, threshold);
  const tooFew = subsets(indexes, threshold - 1);
  return enough.every(opens) && !tooFew.some(opens) ? enough.length + tooFew.length : 0;
}

/** Value at zero of the polynomial through the keepers' verification shares. */
function interpolate(keepers: KeeperSet["keepers"], chosen: number[]): string {
  const points = chosen.map((index) =>
    decodePoint("verificationShare", hexToBytes(keepers[index - 1]?.verificationShare ?? "0x")),
  );
  const weights = chosen.map((index) => {
    const others = chosen.filter((other) => other !== index);
    return others.reduce((weight, other) => {
      const factor = Fn.mul(BigInt(other), Fn.inv(Fn.create(BigInt(other - index))));
      return Fn.mul(weight, factor);
    }, 1n);
  });
  return bytesToHex(combinePublic(points, weights).toBytes());
}

function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, position) => subsets(items.slice(position + 1), size - 1).map((rest) => [item, ...rest]));
}
