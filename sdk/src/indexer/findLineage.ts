import { capsuleIdToHex } from "../capsuleId.ts";
import { lineageQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** What a capsule is made from, what was made from it, five generations each way, and what it owes; null when there is none. */
export const findLineage = /*#__PURE__*/ findAction({
  query: lineageQuery,
  variables: ({ capsuleId }: { capsuleId: bigint }) => ({ id: capsuleIdToHex(capsuleId) }),
  result: ({ capsule }) => capsule,
});
