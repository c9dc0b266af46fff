import { docketOfFunction } from "../../generated/disputeCourt.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

export type GetDocketParameters = { capsuleId: bigint };

/** How many disputes are open, how many of them are upheld so far, and whether one that was upheld still stands. */
export type Docket = ResultOf<typeof docketOfFunction>;

/** What the disputes over a capsule amount to. */
export const getDocket = /*#__PURE__*/ readAction({
  contract: "disputeCourt",
  function: docketOfFunction,
  args: ({ capsuleId }: GetDocketParameters) => [capsuleId],
});
