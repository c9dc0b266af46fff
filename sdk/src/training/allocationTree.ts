import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { type Address, getAddress, type Hex, isAddress, zeroAddress } from "viem";
import { InvalidAllocationsError } from "../errors/training.ts";

/** Of which round a tree is: its leaves are worth nothing in any other, on any other contract or chain. */
export type RoundBinding = {
  chainId: number | bigint;
  /** TrainingPool's address. */
  trainingPool: Address;
  capsuleId: bigint;
  roundId: bigint;
};

/** How many units an account gets. */
export type Allocation = { account: Address; units: bigint };

/** One leaf, with all that `claimShares` takes. */
export type AllocationClaim = Allocation & { index: bigint; leaf: Hex; proof: readonly Hex[] };

export type AllocationTree = {
  /** What evaluators sign. */
  root: Hex;
  /** One for each allocation, in the order given. */
  claims: readonly AllocationClaim[];
};

/** Types of a leaf's words. Source: contracts/src/training/TrainingPool.sol. */
const LEAF = ["uint256", "address", "uint256", "uint256", "uint256", "address", "uint256"] as const;

/**
 * The Merkle tree of a round's allocations, as TrainingPool verifies it: leaves are hashed twice over (chain id, pool,
 * capsule, round, index, account, units), sorted, pairs hashed in ascending order (OpenZeppelin's StandardMerkleTree).
 *
 * @param allocations one or more; an account may have several.
 * @param units that the round offers: what isn't allocated could never be claimed by anyone.
 * @throws InvalidAllocationsError when an allocation is none, or they don't add up to `units`.
 */
export function buildAllocationTree(
  binding: RoundBinding,
  { allocations, units }: { allocations: readonly Allocation[]; units: bigint },
): AllocationTree {
  checkAllocations(allocations, units);
  const words = allocations.map(({ account, units: part }, index) => leafWords(binding, BigInt(index), account, part));
  const tree = StandardMerkleTree.of(words, [...LEAF]);
  const claims = allocations.map(({ account, units: part }, index) => ({
    ...{ index: BigInt(index), account: getAddress(account), units: part },
    leaf: tree.leafHash(words[index] as string[]) as Hex,
    proof: tree.getProof(index) as Hex[],
  }));
  return { root: tree.root as Hex, claims };
}

/** The leaf that says that the account at `index` gets units. */
export function allocationLeaf(
  binding: RoundBinding,
  { index, account, units }: Omit<AllocationClaim, "leaf" | "proof">,
): Hex {
  const words = leafWords(binding, index, account, units);
  // The root of a tree of one leaf is the leaf.
  return StandardMerkleTree.of([words], [...LEAF]).root as Hex;
}

/** Whether a claim belongs to the tree with this root. */
export function verifyAllocation(
  binding: RoundBinding,
  { root, claim }: { root: Hex; claim: Omit<AllocationClaim, "leaf"> },
): boolean {
  const words = leafWords(binding, claim.index, claim.account, claim.units);
  return StandardMerkleTree.verify(root, [...LEAF], words, [...claim.proof]);
}

function leafWords(
  { chainId, trainingPool, capsuleId, roundId }: RoundBinding,
  index: bigint,
  account: Address,
  units: bigint,
): string[] {
  const numbers = [capsuleId, roundId, index].map(String);
  return [String(chainId), getAddress(trainingPool), ...numbers, getAddress(account), String(units)];
}

function checkAllocations(allocations: readonly Allocation[], units: bigint): void {
  if (allocations.length === 0) throw new InvalidAllocationsError("There is no allocation.");
  for (const [index, { account, units: part }] of allocations.entries()) {
    if (!isAddress(account, { strict: false }) || account === zeroAddress) {
      throw new InvalidAllocationsError(`Allocation ${index} is for no account: "${account}".`);
    }
    if (part <= 0n) throw new InvalidAllocationsError(`Allocation ${index}, for ${account}, is of ${part} units.`);
  }
  const sum = allocations.reduce((total, allocation) => total + allocation.units, 0n);
  if (sum !== units) throw new InvalidAllocationsError(`${sum} units are allocated; the round offers ${units}.`);
}
