import { rulesOfFunction } from "../../generated/disputeCourt.ts";
import { readAction } from "../readAction.ts";

export type GetDisputeRulesParameters = { disputeId: bigint };

/**
 * Rules that a dispute was opened under, which never change for it.
 *
 * @throws ContractRevertError `DisputeCourt_UnknownDispute`.
 */
export const getDisputeRules = /*#__PURE__*/ readAction({
  contract: "disputeCourt",
  function: rulesOfFunction,
  args: ({ disputeId }: GetDisputeRulesParameters) => [disputeId],
});
