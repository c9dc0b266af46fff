import { currentEpochFunction } from "../../generated/keeperRegistry.ts";
import { readAction } from "../readAction.ts";

/** Number of the current keeper set, from 1. */
export const getCurrentEpoch = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: currentEpochFunction,
  args: () => [],
});
