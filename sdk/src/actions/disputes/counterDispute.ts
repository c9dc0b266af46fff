import type { Hex } from "viem";
import { counterFunction, disputeCounteredEvent } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";
import { getDisputeRules } from "./getDisputeRules.ts";

export type CounterDisputeParameters = {
  disputeId: bigint;
  /** SHA-256 of the answer, which is one raw IPFS block (`cidToDigest`). */
  evidenceDigest: Hex;
  /** The bond in wei (`getDisputeRules`); read when left out. `counterDispute.call` needs it, since it asks nobody. */
  bond?: bigint;
};

/**
 * Answers a dispute with the same bond, in the response period. Only the capsule's owner, or who may act for the owner.
 *
 * @throws ContractRevertError `DisputeCourt_NotRespondent`, `DisputeCourt_AlreadyCountered`, `DisputeCourt_TooLate`,
 *   `DisputeCourt_WrongStage`, `DisputeCourt_WrongBond`, `DisputeCourt_EmptyDigest`.
 */
export const counterDispute = /*#__PURE__*/ writeAction({
  contract: "disputeCourt",
  function: counterFunction,
  event: disputeCounteredEvent,
  args: ({ disputeId, evidenceDigest }: CounterDisputeParameters) => [disputeId, evidenceDigest],
  value: ({ bond = 0n }) => bond,
  complete: async (client, parameters) => {
    if (parameters.bond !== undefined) return parameters;
    const { bond } = await getDisputeRules(client, parameters);
    return { ...parameters, bond };
  },
});
