import type { Address } from "viem";
import { approvalForAllEvent, setApprovalForAllFunction } from "../../generated/accessToken.ts";
import { writeAction } from "../writeAction.ts";

export type ApproveLicensesParameters = {
  /** Who may transfer the sender's licenses, as far as their offers let them be transferred. */
  operator: Address;
  /** False takes the approval back. */
  approved: boolean;
};

/**
 * Lets an operator, such as the market, transfer the sender's licenses, or no longer (ERC-1155).
 *
 * @throws ContractRevertError `ERC1155InvalidOperator`.
 */
export const approveLicenses = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: setApprovalForAllFunction,
  event: approvalForAllEvent,
  args: ({ operator, approved }: ApproveLicensesParameters) => [operator, approved],
});
