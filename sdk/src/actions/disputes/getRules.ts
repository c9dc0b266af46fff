import { rulesFunction } from "../../generated/disputeCourt.ts";
import type { ResultOf } from "../call.ts";
import { readAction } from "../readAction.ts";

/** Arbiter, bonds in wei, and periods in seconds. */
export type DisputeRules = ResultOf<typeof rulesFunction>;

/** Rules of disputes that are opened now. */
export const getRules = /*#__PURE__*/ readAction({
  contract: "disputeCourt",
  function: rulesFunction,
  args: () => [],
});
