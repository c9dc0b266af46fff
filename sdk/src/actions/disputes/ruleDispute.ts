import type { Hex } from "viem";
import { ruleFunction } from "../../generated/councilArbiter.ts";
import { disputeRuledEvent } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";

export type RuleDisputeParameters = {
  disputeId: bigint;
  /** Whether the dispute is upheld, which suspends the capsule at once. */
  upheld: boolean;
  /** SHA-256 of the reasons, which are one raw IPFS block (`cidToDigest`). */
  rulingDigest: Hex;
  /** Capsules that owe the disputed one, to be flagged in the same call. */
  descendants?: readonly bigint[];
};

/**
 * Rules on a dispute through CouncilArbiter. Only the council. Upholding waits for an answer, or the end of the response
 * period.
 *
 * @throws ContractRevertError `AccessManagedUnauthorized`, `DisputeCourt_TooEarly`, `DisputeCourt_TooLate`,
 *   `DisputeCourt_WrongStage`, `DisputeCourt_NotArbiter` (the dispute's rules name another), `DisputeCourt_NotUpheld`,
 *   `DisputeCourt_NotDescendant`, `DisputeCourt_EmptyDigest`.
 */
export const ruleDispute = /*#__PURE__*/ writeAction({
  contract: "councilArbiter",
  emitter: "disputeCourt",
  function: ruleFunction,
  event: disputeRuledEvent,
  args: ({ disputeId, upheld, rulingDigest, descendants = [] }: RuleDisputeParameters) => [
    disputeId,
    upheld,
    rulingDigest,
    descendants,
  ],
});
