import { capsuleIdToHex } from "../capsuleId.ts";
import { disputesQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Whether a capsule is disputed or built on one that is, and what was decided; null when there is no such capsule. */
export const findDisputes = /*#__PURE__*/ findAction({
  query: disputesQuery,
  variables: ({ capsuleId }: { capsuleId: bigint }) => ({ id: capsuleIdToHex(capsuleId) }),
  result: ({ capsule }) => capsule,
});
