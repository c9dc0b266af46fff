import { capsuleIdToHex } from "../capsuleId.ts";
import { capsuleQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";

/** Everything that a capsule's page shows; null when there is no such capsule. */
export const findCapsulePage = /*#__PURE__*/ findAction({
  query: capsuleQuery,
  variables: ({ capsuleId }: { capsuleId: bigint }) => ({ id: capsuleIdToHex(capsuleId) }),
  result: ({ capsule }) => capsule,
});
