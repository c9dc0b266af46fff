import type { Address } from "viem";
import { approvalForAllEvent, setApprovalForAllFunction } from "../../generated/royaltySplitter.ts";
import { writeAction } from "../writeAction.ts";

export type ApproveSharesParameters = {
  /** Who may transfer the sender's contribution shares, of every capsule. */
  operator: Address;
  /** False takes the approval back. */
  approved: boolean;
};

/**
 * Lets an operator, such as a market, transfer the sender's contribution shares of every capsule, or no longer (ERC-1155).
 *
 * @throws ContractRevertError `ERC1155InvalidOperator`.
 */
export const approveShares = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: setApprovalForAllFunction,
  event: approvalForAllEvent,
  args: ({ operator, approved }: ApproveSharesParameters) => [operator, approved],
});
