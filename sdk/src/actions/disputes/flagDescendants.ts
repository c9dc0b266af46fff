import { capsuleFlaggedEvent, flagDescendantsFunction } from "../../generated/disputeCourt.ts";
import { writeManyAction } from "../writeAction.ts";

export type FlagDescendantsParameters = {
  /** An upheld dispute. */
  disputeId: bigint;
  /** Capsules that owe the disputed one (`getDebt`). */
  descendants: readonly bigint[];
};

/**
 * Flags what builds on a capsule that a dispute was upheld against. Anyone may call; nothing else happens to them. Those
 * that are flagged already are passed over.
 *
 * @throws ContractRevertError `DisputeCourt_NotUpheld`, `DisputeCourt_NotDescendant`.
 */
export const flagDescendants = /*#__PURE__*/ writeManyAction({
  contract: "disputeCourt",
  function: flagDescendantsFunction,
  event: capsuleFlaggedEvent,
  args: ({ disputeId, descendants }: FlagDescendantsParameters) => [disputeId, descendants],
});
