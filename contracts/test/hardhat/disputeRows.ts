import { zeroAddress } from "viem";
import {
  baseRows,
  creatorOnly,
  forAll,
  type Matrix,
  managersOnly,
  restricted,
  UNAUTHORIZED,
} from "./accessOutcomes.ts";
import { APPEAL_BOND, BOND, type DisputeScene } from "./disputeScene.ts";
import type { EconomyScene } from "./economyScene.ts";
import { MANIFEST, type Protocol } from "./protocol.ts";

const RULES = "(address,uint96,uint96,uint32,uint32,uint32,uint32)";
const DAY = 86_400;

export function courtRows(protocol: Protocol, { capsuleId, childId }: EconomyScene, scene: DisputeScene): Matrix {
  const { implementations, parties, councilArbiter } = protocol;
  const creator = parties.creator.account.address;
  return {
    ...baseRows(implementations.disputeCourt, [zeroAddress, zeroAddress], "initialize(address,address)"),
    "open(uint256,bytes32)": { args: [capsuleId, MANIFEST], value: BOND, ...forAll("ok") },
    "counter(uint256,bytes32)": {
      args: [scene.open, MANIFEST],
      value: BOND,
      ...managersOnly("DisputeCourt_NotRespondent"),
    },
    "rule(uint256,bool,bytes32,uint256[])": {
      args: [scene.open, false, MANIFEST, []],
      ...forAll("DisputeCourt_NotArbiter"),
    },
    "appeal(uint256,bytes32)": {
      args: [scene.upheld, MANIFEST],
      value: APPEAL_BOND,
      ...managersOnly("DisputeCourt_NotLoser"),
    },
    "ruleAppeal(uint256,bool,bytes32,uint256[])": { args: [scene.appealed, true, MANIFEST, []], ...restricted },
    "conclude(uint256)": { args: [scene.open], ...forAll("DisputeCourt_TooEarly") },
    "flagDescendants(uint256,uint256[])": {
      args: [scene.upheld, [childId]],
      ...forAll("DisputeCourt_NotDescendant"),
    },
    "reinstate(uint256)": {
      args: [scene.suspendedId],
      ...forAll(UNAUTHORIZED, { admin: "DisputeCourt_RulingPending" }),
    },
    "withdraw(address)": { args: [creator], ...forAll("ok") },
    "withdrawTo(address)": { args: [creator], ...creatorOnly("DisputeCourt_NothingToWithdraw") },
    [`setRules(${RULES})`]: { args: [rules(councilArbiter.address)], ...restricted },
  };
}

export function arbiterRows({ implementations }: Protocol, scene: DisputeScene): Matrix {
  return {
    ...baseRows(implementations.councilArbiter, [zeroAddress], "initialize(address)"),
    "rule(uint256,bool,bytes32,uint256[])": {
      args: [scene.open, false, MANIFEST, []],
      ...forAll(UNAUTHORIZED, { council: "ok" }),
    },
  };
}

function rules(arbiter: `0x${string}`) {
  const periods = { responsePeriod: DAY, rulingPeriod: DAY, appealPeriod: DAY, appealRulingPeriod: DAY };
  return { arbiter, bond: BOND, appealBond: APPEAL_BOND, ...periods };
}
