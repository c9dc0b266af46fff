import { capsuleQuery } from "../generated/queries.ts";
import { findAction } from "./findAction.ts";
import { capsuleKey } from "./keys.ts";

/** Everything that a capsule's page shows; null when there is no such capsule. */
export const findCapsulePage = /*#__PURE__*/ findAction({
  query: capsuleQuery,
  variables: ({ capsuleId }: { capsuleId: bigint }) => ({ id: capsuleKey(capsuleId) }),
  result: ({ capsule }) => capsule,
});
