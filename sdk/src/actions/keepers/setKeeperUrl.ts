import { keeperUrlChangedEvent, setUrlFunction } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type SetKeeperUrlParameters = {
  /** Where the keeper answers key requests from now on. */
  url: string;
};

/**
 * Moves a keeper to another address on the network. Only an operator of the current epoch.
 *
 * @throws ContractRevertError `KeeperRegistry_NotKeeper`.
 */
export const setKeeperUrl = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: setUrlFunction,
  event: keeperUrlChangedEvent,
  args: ({ url }: SetKeeperUrlParameters) => [url],
});
