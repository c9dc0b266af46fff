import { IndexerBehindError } from "../errors/indexer.ts";
import { indexerQuery } from "../generated/queries.ts";
import { type Indexer, queryIndexer } from "./queryIndexer.ts";

const POLL_MS = 50;
const LIMIT_MS = 60_000;

/**
 * Waits until the subgraph has worked through a block, such as that of a transaction's receipt.
 *
 * @param timeout in milliseconds; a minute when left out.
 * @throws IndexerBehindError after `timeout`; what `queryIndexer` throws.
 */
export async function waitForBlock(
  indexer: Indexer,
  { blockNumber, timeout = LIMIT_MS, signal }: { blockNumber: bigint; timeout?: number; signal?: AbortSignal },
): Promise<void> {
  const end = Date.now() + timeout;
  for (;;) {
    const { _meta } = await queryIndexer(indexer, indexerQuery, {}, signal ? { signal } : {});
    const block = BigInt(_meta?.block.number ?? 0);
    if (block >= blockNumber) return;
    if (Date.now() > end) throw new IndexerBehindError(blockNumber, block);
    await pause(POLL_MS, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
