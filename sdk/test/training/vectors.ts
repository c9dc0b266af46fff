// Leaves, commitments and digests of training rounds that Solidity and TypeScript must agree on, made by the SDK.
import {
  type Address,
  concat,
  encodeAbiParameters,
  getAddress,
  type Hex,
  hashTypedData,
  hexToBigInt,
  keccak256,
  slice,
  toHex,
} from "viem";
import { RESULT_TYPES } from "../../src/actions/training/signResult.ts";
import { allocationLeaf, buildAllocationTree, computeCommitment, type RoundBinding } from "../../src/training/index.ts";

const CHAIN_ID = 31337;
const POOL = getAddress("0x0b5e7a0a4d3f1c9b8e6d2a7c4f1b3e5d8c6a9f02");
/** Leaves that are compared in bulk: digests of a thousand each. */
const [BULK, CHUNK] = [10_000, 1_000];

const word = (seed: string, ...numbers: number[]): Hex =>
  keccak256(encodeAbiParameters([{ type: "string" }, { type: "uint256[]" }], [seed, numbers.map(BigInt)]));
const accountOf = (hash: Hex): Address => getAddress(slice(hash, 12));

/** Content of contracts/test/vectors/training.json. */
export function trainingVectors() {
  const binding: RoundBinding = {
    ...{ chainId: CHAIN_ID, trainingPool: POOL },
    ...{ capsuleId: hexToBigInt(word("capsule")), roundId: 7n },
  };
  const { chainId, trainingPool, capsuleId, roundId } = binding;
  return {
    ...{ chainId, trainingPool, capsuleId: toHex(capsuleId, { size: 32 }), roundId: Number(roundId) },
    tree: treeVector(binding),
    commitment: commitmentVector(binding),
    result: resultVector(binding),
    bulk: {
      ...{ count: BULK, chunk: CHUNK },
      leaves: bulkDigests((number) => randomLeaf(binding, number)),
      results: bulkDigests((number) => randomResult(binding, number)),
    },
  };
}

/** A round of 11, one account of which has two leaves. */
function treeVector(binding: RoundBinding) {
  const allocations = Array.from({ length: 11 }, (_, index) => ({
    account: accountOf(word("account", index === 10 ? 3 : index)),
    units: BigInt(1 + index * 1_000),
  }));
  const units = allocations.reduce((sum, allocation) => sum + allocation.units, 0n);
  const { root, claims } = buildAllocationTree(binding, { allocations, units });
  return {
    root,
    claims: claims.map((claim) => ({ ...claim, index: Number(claim.index), units: Number(claim.units) })),
  };
}

function commitmentVector(binding: RoundBinding) {
  const [contributor, updateDigest, salt] = [accountOf(word("contributor")), word("update"), word("salt")];
  const commitment = computeCommitment(binding, { contributor, updateDigest, salt });
  return { contributor, updateDigest, salt, commitment };
}

function resultVector({ trainingPool, capsuleId, roundId }: RoundBinding) {
  const [root, manifestDigest, scoreDigest, baseVersion] = [word("root"), word("manifest"), word("scores"), 3];
  const message = { roundId, capsuleId, baseVersion: BigInt(baseVersion), root, manifestDigest, scoreDigest };
  return { root, manifestDigest, scoreDigest, baseVersion, digest: digestOf(trainingPool, message) };
}

type ResultMessage = Record<"roundId" | "capsuleId" | "baseVersion", bigint> &
  Record<"root" | "manifestDigest" | "scoreDigest", Hex>;

function digestOf(verifyingContract: Address, message: ResultMessage): Hex {
  const domain = { name: "Capsule Training", version: "1", chainId: CHAIN_ID, verifyingContract };
  return hashTypedData({ domain, types: RESULT_TYPES, primaryType: "Result", message });
}

/** Each leaf is of a capsule, round, index, account and units of its own, made from its number. */
function randomLeaf({ chainId, trainingPool }: RoundBinding, number: number): Hex {
  const at = (position: number) => word("bulk", number, position);
  const binding = { chainId, trainingPool, capsuleId: hexToBigInt(at(0)), roundId: hexToBigInt(at(1)) };
  const claim = { index: hexToBigInt(at(2)), account: accountOf(at(3)), units: hexToBigInt(at(4)) };
  return allocationLeaf(binding, claim);
}

/** The same of what evaluators sign, of version 3 of each capsule. */
function randomResult({ trainingPool }: RoundBinding, number: number): Hex {
  const at = (position: number) => word("bulk", number, position);
  const round = { capsuleId: hexToBigInt(at(0)), roundId: hexToBigInt(at(1)), baseVersion: 3n };
  return digestOf(trainingPool, { ...round, root: at(2), manifestDigest: at(3), scoreDigest: at(4) });
}

/** Digests of a thousand hashes each. */
function bulkDigests(hashOf: (number: number) => Hex): Hex[] {
  const hashes = Array.from({ length: BULK }, (_, number) => hashOf(number));
  const parts = Array.from({ length: BULK / CHUNK }, (_, part) => hashes.slice(part * CHUNK, (part + 1) * CHUNK));
  return parts.map((part) => keccak256(concat(part)));
}
