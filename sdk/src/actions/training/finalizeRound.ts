import { finalizeFunction, roundFinalizedEvent } from "../../generated/trainingPool.ts";
import { collectDue, type DueCollected } from "../royalty/collectDue.ts";
import { writeAction } from "../writeAction.ts";
import { getRound } from "./getRound.ts";

export type FinalizeRoundParameters = {
  roundId: bigint;
  /**
   * Whether to collect first what descendants owe the capsule, in further transactions; true when left out. What is
   * collected later counts for the round too.
   */
  collect?: boolean;
  /** Told of each collection that was made. */
  onCollected?: (collected: DueCollected) => void;
};

/**
 * Ends a round whose window passed unchallenged, or whose challenge nobody decided in 14 days: its units leave the owner
 * and earn from that block on. What descendants owe the capsule by then is collected before, so that it is still the
 * owner's. Anyone may call.
 *
 * @throws ContractRevertError `TrainingPool_TooEarly`, `TrainingPool_WrongState`; what `collectDue` throws.
 */
export const finalizeRound = /*#__PURE__*/ writeAction({
  contract: "trainingPool",
  function: finalizeFunction,
  event: roundFinalizedEvent,
  args: ({ roundId }: FinalizeRoundParameters) => [roundId],
  provide: async (client, { deployment, account, roundId, collect, onCollected }, attempt) => {
    if (collect === false) return;
    await attempt(); // what would be refused is refused before anything is collected
    const { capsuleId } = await getRound(client, { deployment, roundId });
    for (const collected of await collectDue(client, { deployment, capsuleId, account })) onCollected?.(collected);
  },
});
