import type { Address } from "viem";
import { sessionExpiryFunction } from "../../generated/keeperRegistry.ts";
import { readAction } from "../readAction.ts";

export type GetSessionExpiryParameters = { account: Address; device: Address };

/** Until when a device may act for an account: Unix time in seconds, 0 for not at all. */
export const getSessionExpiry = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: sessionExpiryFunction,
  args: ({ account, device }: GetSessionExpiryParameters) => [account, device],
});
