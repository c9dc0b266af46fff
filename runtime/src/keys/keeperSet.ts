import { currentEpochFunction, keeperSetFunction } from "@capsule-protocol/sdk/generated/keeperRegistry.ts";
import { type Address, getAddress, type Hex, type PublicClient } from "viem";
import { KeeperSetInvalidError } from "./keyServiceErrors.ts";

/** One keeper: its share index is its position in the set plus 1. */
export type Keeper = {
  operator: Address;
  /** X25519 public key for messages between keepers, 32 bytes. */
  transportKey: Hex;
  /** g^x_i (ristretto255), 32 bytes: what its partial decryptions are checked against. */
  verificationShare: Hex;
  /** Where it answers. */
  url: string;
};

/** The keepers of one epoch, any `threshold` of whom can open a capsule. */
export type KeeperSet = { epoch: bigint; threshold: number; groupKey: Hex; keepers: readonly Keeper[] };

const keeperRegistryAbi = [currentEpochFunction, keeperSetFunction] as const;

/**
 * Reads the current keeper set from KeeperRegistry, or that of `epoch`.
 *
 * @throws KeeperSetInvalidError when it can't be read or makes no sense.
 */
export async function readKeeperSet(
  client: Pick<PublicClient, "readContract">,
  parameters: { keeperRegistry: Address; epoch?: bigint },
): Promise<KeeperSet> {
  const contract = { address: parameters.keeperRegistry, abi: keeperRegistryAbi } as const;
  try {
    const epoch = parameters.epoch ?? (await client.readContract({ ...contract, functionName: "currentEpoch" }));
    const set = await client.readContract({ ...contract, functionName: "keeperSet", args: [epoch] });
    return checkKeeperSet(set);
  } catch (cause) {
    if (cause instanceof KeeperSetInvalidError) throw cause;
    throw new KeeperSetInvalidError("it can't be read from the registry", cause);
  }
}

/** @throws KeeperSetInvalidError unless the threshold is more than half of the keepers, and at most all of them. */
export function checkKeeperSet(set: KeeperSet): KeeperSet {
  const count = set.keepers.length;
  if (set.threshold > count || 2 * set.threshold <= count) {
    throw new KeeperSetInvalidError(`a threshold of ${set.threshold} makes no sense for ${count} keepers`);
  }
  const operators = new Set(set.keepers.map(({ operator }) => getAddress(operator)));
  if (operators.size !== count) throw new KeeperSetInvalidError("an operator holds two shares");
  return set;
}
