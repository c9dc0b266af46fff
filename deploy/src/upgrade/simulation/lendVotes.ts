import type { Deployment } from "@capsule-protocol/sdk/deployment.ts";
import { totalSupplyFunction } from "@capsule-protocol/sdk/generated/capsuleToken.ts";
import { type Address, encodeAbiParameters, type Hex, hexToBigInt, keccak256, numberToHex } from "viem";
import { getBlock, readContract } from "viem/actions";
import { namespaceRoot } from "../../../../tools/generate/storage.ts";
import type { Fork } from "../../../devnet/fork.ts";

/** Place of the checkpoints of votes by account, in OpenZeppelin's VotesUpgradeable. */
const CHECKPOINTS = hexToBigInt(namespaceRoot("erc7201:openzeppelin.storage.Votes") as Hex) + 1n;

/**
 * Gives an account all votes on a copy of a chain: what is asked there is what happens if the vote is won, not whether.
 */
export async function lendVotes({ node }: Fork, { capsuleToken }: Deployment, account: Address): Promise<void> {
  const read = { address: capsuleToken, abi: [totalSupplyFunction] } as const;
  const [{ timestamp }, supply] = await Promise.all([
    getBlock(node),
    readContract(node, { ...read, functionName: "totalSupply" }),
  ]);
  const list = keccak256(encodeAbiParameters([{ type: "address" }, { type: "uint256" }], [account, CHECKPOINTS]));
  const write = (index: Hex, value: bigint) =>
    node.setStorageAt({ address: capsuleToken, index, value: numberToHex(value, { size: 32 }) });
  // One checkpoint: 48 bits of time, 208 bits of votes.
  await write(list, 1n);
  await write(keccak256(list), (supply << 48n) | timestamp);
  await node.mine({ blocks: 1 });
}
