import type { Address } from "viem";
import { boughtByFunction } from "../../generated/accessToken.ts";
import { readAction } from "../readAction.ts";

export type GetBoughtParameters = { offerId: bigint; account: Address };

/** Licenses that an account was sold, of an offer that limits them per account (`maxPerAccount`); 0 of any other. */
export const getBought = /*#__PURE__*/ readAction({
  contract: "accessToken",
  function: boughtByFunction,
  args: ({ offerId, account }: GetBoughtParameters) => [offerId, account],
});
