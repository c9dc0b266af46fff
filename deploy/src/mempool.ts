import { setTimeout as delay } from "node:timers/promises";
import { type Address, type Client, type Hash, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
import { getTransactionCount, getTransactionReceipt } from "viem/actions";
import { TransactionPendingError } from "./errors.ts";

const PATIENCE = 180_000;

/**
 * Waits until nothing that an account sent earlier is still to be mined: it would be sent again otherwise.
 *
 * @param patience in milliseconds.
 * @throws TransactionPendingError
 */
export async function requireMined(client: Client, address: Address, patience = PATIENCE): Promise<void> {
  for (const end = Date.now() + patience; ; await delay(client.pollingInterval)) {
    const [mined, sent] = await Promise.all([
      getTransactionCount(client, { address, blockTag: "latest" }),
      getTransactionCount(client, { address, blockTag: "pending" }),
    ]);
    if (sent <= mined) return;
    if (Date.now() >= end) throw new TransactionPendingError(`${sent - mined} transactions of ${address} are`);
  }
}

/**
 * Waits for a transaction that was sent. Ends at once when the node is gone.
 *
 * @throws TransactionPendingError
 */
export async function receiptOf(client: Client, hash: Hash): Promise<TransactionReceipt> {
  for (const end = Date.now() + PATIENCE; ; await delay(client.pollingInterval)) {
    const receipt = await findReceipt(client, hash);
    if (receipt !== undefined) return receipt;
    if (Date.now() >= end) throw new TransactionPendingError(`The transaction ${hash} is`);
  }
}

/** Undefined for a transaction that is not on the chain. */
export function findReceipt(client: Client, hash: Hash): Promise<TransactionReceipt | undefined> {
  return getTransactionReceipt(client, { hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  });
}
