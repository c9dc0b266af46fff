import { isOwnerFrozenFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type IsOwnerFrozenParameters = { capsuleId: bigint };

/** Whether what a capsule's owner earns now is contested by a dispute. */
export const isOwnerFrozen = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: isOwnerFrozenFunction,
  args: ({ capsuleId }: IsOwnerFrozenParameters) => [capsuleId],
});
