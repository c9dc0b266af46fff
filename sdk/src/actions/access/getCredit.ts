import type { Address } from "viem";
import { creditOfFunction } from "../../generated/accessToken.ts";
import { readAction } from "../readAction.ts";

export type GetCreditParameters = {
  account: Address;
  /** The zero address for the native currency. */
  currency: Address;
};

/** What `withdrawCredit` would pay an account now, in the currency's smallest unit. */
export const getCredit = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: creditOfFunction,
  args: ({ account, currency }: GetCreditParameters) => [account, currency],
});
