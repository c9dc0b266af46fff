import { claimSharesFunction, sharesClaimedEvent } from "../../generated/trainingPool.ts";
import type { AllocationClaim } from "../../training/allocationTree.ts";
import { writeAction } from "../writeAction.ts";

export type ClaimSharesParameters = {
  roundId: bigint;
  /** Of the tree whose root was recorded (`buildAllocationTree`). */
  claim: Omit<AllocationClaim, "leaf">;
};

/**
 * Gives an account its units of a finalized round, with all that they earned since. Anyone may call.
 *
 * @throws ContractRevertError `TrainingPool_InvalidProof`, `TrainingPool_AlreadyClaimed`, `TrainingPool_WrongState`,
 *   `ERC1155InvalidReceiver` for a contract that takes no shares.
 */
export const claimShares = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: claimSharesFunction,
  event: sharesClaimedEvent,
  args: ({ roundId, claim: { index, account, units, proof } }: ClaimSharesParameters) => [
    roundId,
    index,
    account,
    units,
    proof,
  ],
});
