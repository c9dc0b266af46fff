import { currenciesOfFunction } from "../../generated/royaltySplitter.ts";
import { readAction } from "../readAction.ts";

export type GetCurrenciesParameters = {
  capsuleId: bigint;
};

/** The ERC-20s that a capsule earns in, beside the native currency; at most 8. */
export const getCurrencies = /*#__PURE__*/ readAction({
  contract: "royaltySplitter",
  function: currenciesOfFunction,
  args: ({ capsuleId }: GetCurrenciesParameters) => [capsuleId],
});
