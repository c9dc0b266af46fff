import { zeroAddress } from "viem";
import { baseRows, forAll, type Matrix, managersOnly, pauseRows, UNAUTHORIZED } from "./accessOutcomes.ts";
import type { EconomyScene } from "./economyScene.ts";
import { MANIFEST, PRICE, type Protocol } from "./protocol.ts";
import { UNITS, UPDATE } from "./rounds.ts";

const RESULT = "(bytes32,bytes32,bytes32)";
const ROUND_TERMS =
  "(uint256,bytes32,uint64,uint24,uint40,uint40,uint40,uint32,uint8,uint96,uint96,uint32,uint8,address[])";

/** Owners open rounds, contributors reveal what they committed to, the arbiter decides; all else anyone may bring about. */
export function trainingRows({ implementations, parties }: Protocol, { training }: EconomyScene): Matrix {
  const { toOpen, toCommit, toReveal, toExpire, toRecord, toChallenge, toResolve, toFinalize, toClaim } = training;
  const contributor = parties.contributor.account.address;
  return {
    ...baseRows(implementations.trainingPool, [zeroAddress], "initialize(address)"),
    ...pauseRows,
    [`openRound(${ROUND_TERMS})`]: { args: [toOpen], ...managersOnly("TrainingPool_NotAuthorized") },
    "cancelRound(uint256)": { args: [toCommit], ...managersOnly("TrainingPool_NotAuthorized") },
    "commit(uint256,bytes32)": { args: [toCommit, MANIFEST], ...forAll("ok") },
    "reveal(uint256,bytes32,bytes32)": {
      args: [toReveal, UPDATE.updateDigest, UPDATE.salt],
      ...forAll("TrainingPool_CommitmentMismatch", { contributor: "ok" }),
    },
    [`recordResult(uint256,${RESULT},(address,bytes)[])`]: { args: toRecord, ...forAll("ok") },
    "challenge(uint256,bytes32)": { args: [toChallenge, MANIFEST], value: PRICE, ...forAll("ok") },
    "resolveChallenge(uint256,bool)": { args: [toResolve, true], ...forAll(UNAUTHORIZED, { admin: "ok" }) },
    "finalize(uint256)": { args: [toFinalize], ...forAll("ok") },
    "expire(uint256)": { args: [toExpire], ...forAll("ok") },
    "claimShares(uint256,uint256,address,uint256,bytes32[])": {
      args: [toClaim, 0n, contributor, BigInt(UNITS), []],
      ...forAll("ok"),
    },
    "withdrawBond(uint256,address)": { args: [toClaim, contributor], ...forAll("ok") },
    "withdrawCredit(address)": { args: [parties.creator.account.address], ...forAll("ok") },
  };
}
