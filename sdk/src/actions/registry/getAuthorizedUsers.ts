import { authorizedUsersOfFunction } from "../../generated/capsuleRegistry.ts";
import { readAction } from "../readAction.ts";

export type GetAuthorizedUsersParameters = { capsuleId: bigint };

/** Accounts that a capsule's present owner lets run it without a license, in no particular order. */
export const getAuthorizedUsers = /*#__PURE__*/ readAction({
  contract: "registry",
  function: authorizedUsersOfFunction,
  args: ({ capsuleId }: GetAuthorizedUsersParameters) => [capsuleId],
});
