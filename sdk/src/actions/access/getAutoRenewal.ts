import { type Address, zeroAddress } from "viem";
import { autoRenewalOfFunction } from "../../generated/accessToken.ts";
import { readAction } from "../readAction.ts";

export type GetAutoRenewalParameters = { licenseId: bigint };

/** Account that lets anyone renew a license from its allowance; undefined when nobody does. */
export const getAutoRenewal = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: autoRenewalOfFunction,
  args: ({ licenseId }: GetAutoRenewalParameters) => [licenseId],
  result: (account): Address | undefined => (account === zeroAddress ? undefined : account),
});
