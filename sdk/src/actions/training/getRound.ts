import { roundOfFunction } from "../../generated/trainingPool.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

export type GetRoundParameters = { roundId: bigint };

/** Terms and state (`RoundState`) of a round; times are Unix seconds, bonds are in wei. */
export type Round = ResultOf<typeof roundOfFunction>;

/**
 * What the contract keeps of a round; the rest of its terms is in `RoundOpened`.
 *
 * @throws ContractRevertError `TrainingPool_UnknownRound`.
 */
export const getRound = /*#__PURE__*/ readAction({
  contract: "trainingPool",
  function: roundOfFunction,
  args: ({ roundId }: GetRoundParameters) => [roundId],
});
