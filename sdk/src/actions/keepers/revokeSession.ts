import type { Address } from "viem";
import { revokeSessionFunction, sessionRevokedEvent } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type RevokeSessionParameters = { device: Address };

/** Ends a device's session for the sender at once. */
export const revokeSession = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: revokeSessionFunction,
  event: sessionRevokedEvent,
  args: ({ device }: RevokeSessionParameters) => [device],
});
