import { inboxOfFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetInboxParameters = { capsuleId: bigint };

/** The address at which anyone may pay a capsule; `sweep` makes income of what arrived. It has no code until then. */
export const getInbox = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: inboxOfFunction,
  args: ({ capsuleId }: GetInboxParameters) => [capsuleId],
});
