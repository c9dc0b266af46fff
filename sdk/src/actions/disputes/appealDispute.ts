import type { Hex } from "viem";
import { appealFunction, disputeAppealedEvent } from "../../generated/disputeCourt.ts";
import { writeAction } from "../writeAction.ts";
import { getDisputeRules } from "./getDisputeRules.ts";

export type AppealDisputeParameters = {
  disputeId: bigint;
  /** SHA-256 of the grounds, which are one raw IPFS block (`cidToDigest`). */
  evidenceDigest: Hex;
  /** The appeal bond in wei (`getDisputeRules`); read when left out. `appealDispute.call` needs it. */
  bond?: bigint;
};

/**
 * Asks governance to rule again. Only the side that lost the ruling, in the appeal period.
 *
 * @throws ContractRevertError `DisputeCourt_NotLoser`, `DisputeCourt_TooLate`, `DisputeCourt_WrongStage`,
 *   `DisputeCourt_WrongBond`, `DisputeCourt_EmptyDigest`.
 */
export const appealDispute = /*#__PURE__*/ writeAction({
  contract: "disputeCourt",
  function: appealFunction,
  event: disputeAppealedEvent,
  args: ({ disputeId, evidenceDigest }: AppealDisputeParameters) => [disputeId, evidenceDigest],
  value: ({ bond = 0n }) => bond,
  complete: async (client, parameters) => {
    if (parameters.bond !== undefined) return parameters;
    const { appealBond } = await getDisputeRules(client, parameters);
    return { ...parameters, bond: appealBond };
  },
});
