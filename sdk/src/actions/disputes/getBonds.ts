import type { Address } from "viem";
import { creditOfFunction } from "../../generated/disputeCourt.ts";
import { readAction } from "../readAction.ts";

export type GetBondsParameters = { creditor: Address };

/** Bonds that an account may withdraw, its own or won, in wei (`withdrawBonds`). */
export const getBonds = /*#__PURE__*/ readAction({
  contract: "disputeCourt",
  function: creditOfFunction,
  args: ({ creditor }: GetBondsParameters) => [creditor],
});
