import { keepersQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Who holds the network's key now, and where they answer: the newest epoch; undefined before the first. */
export const findKeepers = /*#__PURE__*/ findAction({
  query: keepersQuery,
  variables: (_: Record<never, never>) => ({}),
  result: ({ keeperEpoches }) => keeperEpoches[0],
});
