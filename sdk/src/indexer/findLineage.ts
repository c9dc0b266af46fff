import { lineageQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";
import { capsuleKey } from "./keys.ts";

/** What a capsule is made from, what was made from it, five generations each way, and what it owes; null when there is none. */
export const findLineage = /*#__PURE__*/ findAction({
  query: lineageQuery,
  variables: ({ capsuleId }: { capsuleId: bigint }) => ({ id: capsuleKey(capsuleId) }),
  result: ({ capsule }) => capsule,
});
