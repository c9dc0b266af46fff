import { allocatedUnitsFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetAllocatedUnitsParameters = {
  capsuleId: bigint;
};

/** Contribution-share units of a capsule that have left its owner, of 1,000,000; the rest is the owner's implicitly. */
export const getAllocatedUnits = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: allocatedUnitsFunction,
  args: ({ capsuleId }: GetAllocatedUnitsParameters) => [capsuleId],
});
