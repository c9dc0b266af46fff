import { runsBoughtFunction } from "../../generated/accessToken.ts";
import { readAction } from "../readAction.ts";

export type GetRunsBoughtParameters = { licenseId: bigint };

/** Runs that were ever bought of a metered license; 0 for an unmetered, unknown or revoked one. */
export const getRunsBought = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: runsBoughtFunction,
  args: ({ licenseId }: GetRunsBoughtParameters) => [licenseId],
});
