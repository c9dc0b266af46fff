import type { Hex } from "viem";
import { challengeFunction, roundChallengedEvent } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";
import { getRound } from "./getRound.ts";

export type ChallengeResultParameters = {
  roundId: bigint;
  /** SHA-256 of one raw IPFS block. */
  evidenceDigest: Hex;
  /** The round's challenge bond in wei; read when left out. `challengeResult.call` needs it, since it asks nobody. */
  bond?: bigint;
};

/**
 * Disputes a recorded result before its window ends, with the round's challenge bond. `challengeResult.sync` returns the
 * `resolutionDeadline`.
 *
 * @throws ContractRevertError `TrainingPool_TooLate`, `TrainingPool_WrongState`, `TrainingPool_WrongBond`,
 *   `TrainingPool_EmptyDigest`.
 */
export const challengeResult = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: challengeFunction,
  event: roundChallengedEvent,
  args: ({ roundId, evidenceDigest }: ChallengeResultParameters) => [roundId, evidenceDigest],
  value: ({ bond = 0n }) => bond,
  complete: async (client, parameters) => {
    const { deployment, roundId, bond } = parameters;
    return { ...parameters, bond: bond ?? (await getRound(client, { deployment, roundId })).challengeBond };
  },
});
