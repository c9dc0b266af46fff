import { type Address, zeroAddress } from "viem";
import { baseRows, creatorOnly, forAll, type Matrix, managersOnly, restricted } from "./accessOutcomes.ts";
import type { EconomyScene } from "./economyScene.ts";
import type { Protocol } from "./protocol.ts";

export function splitterRows({ implementations, parties }: Protocol, scene: EconomyScene): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  const { capsuleId, childId } = scene;
  const move = managersOnly("ERC1155MissingApprovalForAll");
  const parent = { parentId: capsuleId, policy: 0, rateBps: 1, ancestors: [] };
  return {
    ...baseRows(implementations.royaltySplitter, [zeroAddress, stranger], "initialize(address,address)"),
    ...claimRows(creator, stranger, capsuleId),
    "collect(uint256,uint256,address)": { args: [childId, capsuleId, zeroAddress], ...forAll("ok") },
    "collectPath(uint256[],address)": { args: [[childId, capsuleId], zeroAddress], ...forAll("ok") },
    "collectMany((uint256,uint256)[],address)": {
      args: [[{ childId, ancestorId: capsuleId }], zeroAddress],
      ...forAll("ok"),
    },
    "link(uint256,uint16,(uint256,uint8,uint16,uint256[])[])": {
      args: [childId, 0, [parent]],
      ...forAll("RoyaltySplitter_NotRegistry"),
    },
    "freezeOwner(uint256)": { args: [capsuleId], ...forAll("RoyaltySplitter_NotDisputeCourt") },
    "unfreezeOwner(uint256,address)": { args: [capsuleId, stranger], ...forAll("RoyaltySplitter_NotDisputeCourt") },
    "escrow(uint256,uint256,uint256)": {
      args: [capsuleId, 1n, 1n],
      ...forAll("RoyaltySplitter_NotTrainingPool"),
    },
    "handOver(uint256,uint256,address,uint256)": {
      args: [capsuleId, scene.training.toClaim, stranger, 1n],
      ...forAll("RoyaltySplitter_NotTrainingPool"),
    },
    "acceptCurrency(uint256,address)": {
      args: [capsuleId, zeroAddress],
      ...managersOnly("RoyaltySplitter_NotAuthorized"),
    },
    "sweep(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "setTreasury(address)": { args: [stranger], ...restricted },
    "setApprovalForAll(address,bool)": { args: [stranger, true], ...forAll("ok") },
    "safeTransferFrom(address,address,uint256,uint256,bytes)": {
      args: [creator, stranger, capsuleId, 1n, "0x"],
      ...move,
    },
    "safeBatchTransferFrom(address,address,uint256[],uint256[],bytes)": {
      args: [creator, stranger, [capsuleId], [1n], "0x"],
      ...move,
    },
  };
}

/** Anyone hands over what an inbox holds, to the till and nowhere else. */
export const inboxRows: Matrix = { "forward(address)": { args: [zeroAddress], ...forAll("ok") } };

/** Anyone may have the others paid what is theirs; only one's own money may go elsewhere. */
function claimRows(creator: Address, stranger: Address, capsuleId: bigint): Matrix {
  return {
    "claim(uint256,address,address)": { args: [capsuleId, zeroAddress, creator], ...forAll("ok") },
    "claimTo(uint256,address,address)": {
      args: [capsuleId, zeroAddress, stranger],
      ...creatorOnly("RoyaltySplitter_NothingToClaim"),
    },
    "claimOwner(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
    "claimOwnerTo(uint256,address,address)": {
      args: [capsuleId, zeroAddress, stranger],
      ...creatorOnly("RoyaltySplitter_NotOwner"),
    },
    "distribute(uint256,address,address[])": { args: [capsuleId, zeroAddress, [creator]], ...forAll("ok") },
    "collectFee(uint256,address)": { args: [capsuleId, zeroAddress], ...forAll("ok") },
  };
}
