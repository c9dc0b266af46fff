import type { Address } from "viem";
import { isApprovedForAllFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetShareApprovalParameters = {
  account: Address;
  operator: Address;
};

/** Whether an operator may transfer an account's contribution shares (`approveShares`). */
export const getShareApproval = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: isApprovedForAllFunction,
  args: ({ account, operator }: GetShareApprovalParameters) => [account, operator],
});
