import type { Address } from "viem";
import { approvalForAllEvent, setApprovalForAllFunction } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type ApproveCapsulesParameters = {
  /** Who may transfer and act for all capsules of the sender. */
  operator: Address;
  /** False takes the approval back. */
  approved: boolean;
};

/**
 * Lets an operator, such as the market, transfer the sender's capsules, or no longer (ERC-721). An operator may also
 * publish versions and change offers of them; the market does neither.
 *
 * @throws ContractRevertError `ERC721InvalidOperator`.
 */
export const approveCapsules = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: setApprovalForAllFunction,
  event: approvalForAllEvent,
  args: ({ operator, approved }: ApproveCapsulesParameters) => [operator, approved],
});
