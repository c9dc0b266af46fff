import type { Address } from "viem";
import { bondOfFunction } from "../../generated/keeperRegistry.ts";
import { readAction } from "../readAction.ts";

export type GetBondParameters = { operator: Address };

/** Bond of a keeper, in wei. */
export const getBond = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: bondOfFunction,
  args: ({ operator }: GetBondParameters) => [operator],
});
