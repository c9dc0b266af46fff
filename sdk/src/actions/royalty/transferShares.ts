import { type Account, type Address, type Client, zeroAddress } from "viem";
import { AccountRequiredError } from "../../errors/contractCall.ts";
import { safeTransferFromFunction, transferSingleEvent } from "../../generated/royaltySplitter.ts";
import { type WriteParameters, writeAction } from "../writeAction.ts";
import { type CollectDueParameters, collectDue, type DueCollected } from "./collectDue.ts";

export type TransferSharesParameters = {
  capsuleId: bigint;
  /** Of the capsule's 1,000,000. */
  units: bigint;
  recipient: Address;
  /** Holder of the units; the sender when left out. Another one must have approved the sender (`approveShares`). */
  from?: Address;
  /**
   * Whether to collect first what descendants owe the capsule, in further transactions; true when left out. Income of
   * descendants goes to who holds the shares when it is collected.
   */
  collect?: boolean;
  /** Told of each collection that was made. */
  onCollected?: (collected: DueCollected) => void;
};

/**
 * Transfers contribution shares. What they have earned stays with who held them (`claim`); what descendants still owe the
 * capsule is collected before (`collectDue`), so that it counts for the present holder too.
 *
 * @throws ContractRevertError `ERC1155InsufficientBalance`, `ERC1155MissingApprovalForAll`, `ERC1155InvalidReceiver`; what
 *   `collectDue` throws.
 */
export const transferShares = /*#__PURE__*/ writeAction({
  contract: "royaltySplitter",
  function: safeTransferFromFunction,
  event: transferSingleEvent,
  args: ({ from, recipient, capsuleId, units }: TransferSharesParameters) => {
    if (from === undefined) throw new AccountRequiredError("transferShares");
    return [from, recipient, capsuleId, units, "0x" as const];
  },
  complete: async (_, parameters) => ({ ...parameters, from: parameters.from ?? parameters.account.address }),
  provide: async (client, parameters, attempt) => {
    if (parameters.collect === false || parameters.recipient === zeroAddress) return;
    await attempt(); // what would be refused is refused before anything is collected
    await collectBefore(client, parameters);
  },
});

async function collectBefore(
  client: Client,
  { deployment, capsuleId, account, onCollected }: WriteParameters<TransferSharesParameters> & { account: Account },
): Promise<void> {
  const parameters: WriteParameters<CollectDueParameters> = { deployment, capsuleId, account };
  for (const collected of await collectDue(client, parameters)) onCollected?.(collected);
}
