import { minimumBondFunction } from "../../generated/keeperRegistry.ts";
import { readAction } from "../readAction.ts";

/** What each keeper of the next epoch needs, in wei. */
export const getMinimumBond = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: minimumBondFunction,
  args: () => [],
});
