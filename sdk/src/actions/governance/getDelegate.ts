import type { Address } from "viem";
import { delegatesFunction } from "../../generated/capsuleToken.ts";
import { readAction } from "../readAction.ts";

export type GetDelegateParameters = { account: Address };

/** Who votes with an account's tokens; the zero address while it named nobody. */
export const getDelegate = /*#__PURE__*/ readAction({
  contract: "capsuleToken",
  function: delegatesFunction,
  args: ({ account }: GetDelegateParameters) => [account],
});
