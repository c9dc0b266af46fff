import { openRoundFunction, roundOpenedEvent } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";
import { contractRoundTerms, type RoundTerms } from "./terms.ts";

export type OpenRoundParameters = {
  capsuleId: bigint;
  terms: RoundTerms;
};

/**
 * Offers units of a capsule for a round of training. Only the capsule's owner, or who may act for the owner.
 * `openRound.sync` returns the `roundId`.
 *
 * @throws ContractRevertError `TrainingPool_NotAuthorized`, `TrainingPool_Suspended`, `TrainingPool_InvalidTerms`,
 *   `TrainingPool_NotEnoughUnits`, `CapsuleRegistry_UnknownVersion`, `Protocol_Paused`.
 */
export const openRound = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: openRoundFunction,
  event: roundOpenedEvent,
  args: ({ capsuleId, terms }: OpenRoundParameters) => [contractRoundTerms(capsuleId, terms)],
});
