import type { Address } from "viem";
import { authorizeSessionFunction, sessionAuthorizedEvent } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type AuthorizeSessionParameters = {
  /** Key that may ask for content keys in the sender's name. It gets no right over tokens or money. */
  device: Address;
  /** Unix time in seconds, at most 90 days ahead. */
  expiresAt: bigint;
};

/**
 * Lets a device act for the sender for a time.
 *
 * @throws ContractRevertError `Sessions_InvalidSession`.
 */
export const authorizeSession = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: authorizeSessionFunction,
  event: sessionAuthorizedEvent,
  args: ({ device, expiresAt }: AuthorizeSessionParameters) => [device, expiresAt],
});
