import type { Address, Hex } from "viem";
import { authorizeSessionForFunction, sessionAuthorizedEvent } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type AuthorizeSessionForParameters = {
  /** Account that signed, for which the device is to act. */
  authorizer: Address;
  device: Address;
  /** Unix time in seconds, at most 90 days ahead. */
  expiresAt: bigint;
  /** Last second at which it may be mined, Unix time. */
  deadline: bigint;
  /** Made by `signSession`, or an ERC-1271 signature of a contract account. */
  signature: Hex;
};

/**
 * Submits a session that another account signed (`signSession`), so that it needs no gas.
 *
 * @throws ContractRevertError `Sessions_InvalidSignature`, `Sessions_DeadlinePassed`,
 *   `Sessions_InvalidSession`.
 */
export const authorizeSessionFor = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: authorizeSessionForFunction,
  event: sessionAuthorizedEvent,
  args: ({ authorizer, device, expiresAt, deadline, signature }: AuthorizeSessionForParameters) => [
    authorizer,
    device,
    expiresAt,
    deadline,
    signature,
  ],
});
