import { isClaimedFunction } from "../../generated/trainingPool.ts";
import { readAction } from "../readAction.ts";

export type IsShareClaimedParameters = {
  roundId: bigint;
  /** Of the leaf. */
  index: bigint;
};

/**
 * Whether the units of a leaf were claimed.
 */
export const isShareClaimed = /*#__PURE__*/ readAction({
  contract: "trainingPool",
  function: isClaimedFunction,
  args: ({ roundId, index }: IsShareClaimedParameters) => [roundId, index],
});
