import { flagsOfFunction } from "../../generated/disputeCourt.ts";
import { readAction } from "../readAction.ts";

export type GetFlagsParameters = { capsuleId: bigint };

/** Ids of upheld disputes over suspended capsules that this one was flagged for building on. */
export const getFlags = /*#__PURE__*/ readAction({
  contract: "disputeCourt",
  function: flagsOfFunction,
  args: ({ capsuleId }: GetFlagsParameters) => [capsuleId],
});
