import { type Address, type Client, type TransactionReceipt, zeroAddress } from "viem";
import type { WaitOptions, WriteParameters } from "../writeAction.ts";
import { collectMany } from "./collectMany.ts";
import { type CollectableHop, getCollectableHops } from "./getCollectableHops.ts";
import { getCurrencies } from "./getCurrencies.ts";

export type CollectDueParameters = {
  /** Capsule that is owed. */
  capsuleId: bigint;
  /** Currencies to collect in; all that the capsule earns in when left out. */
  currencies?: readonly Address[];
};

/** One transaction that collected. */
export type DueCollected = {
  currency: Address;
  hops: readonly CollectableHop[];
  /** What arrived at the capsule itself, in the currency's smallest unit. */
  amount: bigint;
  receipt: TransactionReceipt;
};

/** Hops of one transaction: some two million gas. */
const HOPS_AT_ONCE = 40;

/**
 * Collects all that descendants owe a capsule, hop by hop in the right order (`getCollectableHops`), one transaction for
 * each currency and 40 hops; none where nothing is due. To be called before contribution shares change hands: income of
 * descendants goes to who holds the shares when it is collected.
 *
 * @returns what was collected, in the order of the transactions.
 * @throws CapsuleRegistry's and RoyaltySplitter's reverts as `collectMany`; AccountRequiredError, WrongChainError.
 */
export async function collectDue(
  client: Client,
  parameters: WriteParameters<CollectDueParameters> & WaitOptions,
): Promise<DueCollected[]> {
  const { capsuleId, currencies, ...options } = parameters;
  const { deployment } = options;
  const collected: DueCollected[] = [];
  const all = currencies ?? [zeroAddress, ...(await getCurrencies(client, { deployment, capsuleId }))];
  for (const currency of all) {
    const hops = await getCollectableHops(client, { deployment, capsuleId, currency });
    for (let start = 0; start < hops.length; start += HOPS_AT_ONCE) {
      const part = hops.slice(start, start + HOPS_AT_ONCE);
      const { events, receipt } = await collectMany.sync(client, { ...options, hops: part, currency });
      const arrived = events.filter(({ ancestorId }) => ancestorId === capsuleId);
      const amount = arrived.reduce((sum, event) => sum + event.absoluteAmount + event.relativeAmount, 0n);
      collected.push({ currency, hops: part, amount, receipt });
    }
  }
  return collected;
}
