import { upgradesQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** What governance changed: contracts with every implementation they had, parameters with every value, and roles. */
export const findUpgrades = /*#__PURE__*/ findAction({
  query: upgradesQuery,
  variables: (parameters: {
    /** Changes of parameters, at most 1,000; 100 when left out. */
    first?: number;
  }) => parameters,
});
