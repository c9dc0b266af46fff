import { settledRunsFunction } from "../../generated/usageMeter.ts";
import { readAction } from "../readAction.ts";

export type GetSettledRunsParameters = { licenseId: bigint };

/** Runs of a metered license that are settled, cumulative; `getLicenseStatus` tells what is left. */
export const getSettledRuns = /*#__PURE__*/ readAction({
  contract: "usageMeter",
  function: settledRunsFunction,
  args: ({ licenseId }: GetSettledRunsParameters) => [licenseId],
});
