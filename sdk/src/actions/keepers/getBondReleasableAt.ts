import type { Address } from "viem";
import { bondReleasableAtFunction } from "../../generated/keeperRegistry.ts";
import { readAction } from "../readAction.ts";

export type GetBondReleasableAtParameters = { operator: Address };

/**
 * From when on a keeper may withdraw its bond: Unix time in seconds; 0 if it never served, 2^256 - 1 while it serves.
 */
export const getBondReleasableAt = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: bondReleasableAtFunction,
  args: ({ operator }: GetBondReleasableAtParameters) => [operator],
});
