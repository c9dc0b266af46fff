import { promisedUnitsFunction } from "../../generated/trainingPool.ts";
import { readAction } from "../readAction.ts";

export type GetPromisedUnitsParameters = { capsuleId: bigint };

/**
 * Units of a capsule's owner that rounds which still run may take.
 */
export const getPromisedUnits = /*#__PURE__*/ readAction({
  contract: "trainingPool",
  function: promisedUnitsFunction,
  args: ({ capsuleId }: GetPromisedUnitsParameters) => [capsuleId],
});
