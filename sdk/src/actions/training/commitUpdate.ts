import type { Hex } from "viem";
import { commitFunction, contributionCommittedEvent } from "../../generated/trainingPool.ts";
import { writeAction } from "../writeAction.ts";
import { getRound } from "./getRound.ts";

export type CommitUpdateParameters = {
  roundId: bigint;
  /** Made by `computeCommitment` for the sender. */
  commitment: Hex;
  /** The round's bond in wei; read when left out. `commitUpdate.call` needs it, since it asks nobody. */
  bond?: bigint;
};

/**
 * Commits the sender to an update that it reveals later (`revealUpdate`), with the round's bond.
 *
 * @throws ContractRevertError `TrainingPool_TooLate`, `TrainingPool_AlreadyCommitted`, `TrainingPool_WrongBond`,
 *   `TrainingPool_WrongState`, `TrainingPool_UnknownRound`.
 */
export const commitUpdate = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: commitFunction,
  event: contributionCommittedEvent,
  args: ({ roundId, commitment }: CommitUpdateParameters) => [roundId, commitment],
  value: ({ bond = 0n }) => bond,
  complete: async (client, parameters) => {
    const { deployment, roundId, bond } = parameters;
    return { ...parameters, bond: bond ?? (await getRound(client, { deployment, roundId })).contributorBond };
  },
});
