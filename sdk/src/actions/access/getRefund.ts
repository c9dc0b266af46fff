import { refundOfFunction } from "../../generated/accessToken.ts";
import { readAction } from "../readAction.ts";

export type GetRefundParameters = { licenseId: bigint };

/** What `revoke` would refund for a license now, in the smallest unit of its offer's currency; 0 for what can't be revoked. */
export const getRefund = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: refundOfFunction,
  args: ({ licenseId }: GetRefundParameters) => [licenseId],
});
