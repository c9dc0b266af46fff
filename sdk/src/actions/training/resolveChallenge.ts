import { challengeResolvedEvent, resolveChallengeFunction } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";

export type ResolveChallengeParameters = {
  roundId: bigint;
  /** Whether the challenger is right: the round fails then. */
  upheld: boolean;
};

/**
 * Decides a challenge, within 14 days. Only the arbiter that governance appointed. `resolveChallenge.sync` returns who may
 * withdraw the challenger's bond, `bondTo`.
 *
 * @throws ContractRevertError `AccessManagedUnauthorized`, `TrainingPool_WrongState`, `TrainingPool_TooLate`.
 */
export const resolveChallenge = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: resolveChallengeFunction,
  event: challengeResolvedEvent,
  args: ({ roundId, upheld }: ResolveChallengeParameters) => [roundId, upheld],
});
