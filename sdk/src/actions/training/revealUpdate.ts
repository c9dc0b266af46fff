import type { Hex } from "viem";
import { contributionRevealedEvent, revealFunction } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type RevealUpdateParameters = {
  roundId: bigint;
  /** SHA-256 of one raw IPFS block. */
  updateDigest: Hex;
  /** The salt of the commitment. */
  salt: Hex;
};

/**
 * Tells the update that the sender committed to, between the round's commit and reveal deadlines.
 *
 * @throws ContractRevertError `TrainingPool_CommitmentMismatch`, `TrainingPool_AlreadyRevealed`, `TrainingPool_TooEarly`,
 *   `TrainingPool_TooLate`.
 */
export const revealUpdate = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: revealFunction,
  event: contributionRevealedEvent,
  args: ({ roundId, updateDigest, salt }: RevealUpdateParameters) => [roundId, updateDigest, salt],
});
