import { setTimeout as delay } from "node:timers/promises";
import {
  type Address,
  type Client,
  type Hash,
  type TransactionReceipt,
  WaitForTransactionReceiptTimeoutError,
} from "viem";
import { getTransactionCount, waitForTransactionReceipt } from "viem/actions";
import { TransactionPendingError } from "./errors.ts";

const PATIENCE = 180_000;

/**
 * Waits until nothing that an account sent earlier is still to be mined: it would be sent again otherwise.
 *
 * @param patience in milliseconds.
 * @throws TransactionPendingError
 */
export async function requireMined(client: Client, address: Address, patience = PATIENCE): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const [mined, sent] = await Promise.all([
      getTransactionCount(client, { address, blockTag: "latest" }),
      getTransactionCount(client, { address, blockTag: "pending" }),
    ]);
    if (sent <= mined) return;
    if (Date.now() >= end) throw new TransactionPendingError(`${sent - mined} transactions of ${address} are`);
    await delay(client.pollingInterval);
  }
}

/**
 * Waits for a transaction that was sent.
 *
 * @throws TransactionPendingError
 */
export async function receiptOf(client: Client, hash: Hash): Promise<TransactionReceipt> {
  return waitForTransactionReceipt(client, { hash, timeout: PATIENCE }).catch((error: unknown) => {
    if (!(error instanceof WaitForTransactionReceiptTimeoutError)) throw error;
    throw new TransactionPendingError(`The transaction ${hash} is`, error);
  });
}
