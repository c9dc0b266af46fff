import type { TriedTransaction } from "./unsignedDeployment.ts";

/** What one transaction may take on any chain, with room to spare: EIP-7825 allows 16,777,216. */
const GAS_OF_A_BATCH = 12_000_000n;

/**
 * A file that Safe's Transaction Builder takes. Source of the format: the app `tx-builder` of
 * https://github.com/safe-global/safe-react-apps
 */
export type SafeBatch = {
  version: "1.0";
  chainId: string;
  /** Unix time in milliseconds. */
  createdAt: number;
  meta: { name: string; description: string };
  transactions: readonly {
    to: string;
    value: string;
    data: string;
    contractMethod: null;
    contractInputsValues: null;
  }[];
};

/** Puts transactions into as few batches as fit, in their order: a Safe executes each batch as one transaction. */
export function safeBatches(
  transactions: readonly TriedTransaction[],
  { chainId, name, createdAt }: { chainId: number; name: string; createdAt: number },
): SafeBatch[] {
  const groups: TriedTransaction[][] = [];
  let gas = GAS_OF_A_BATCH;
  for (const transaction of transactions) {
    gas += transaction.gasUsed;
    if (gas > GAS_OF_A_BATCH) {
      groups.push([]);
      gas = transaction.gasUsed;
    }
    groups.at(-1)?.push(transaction);
  }
  return groups.map((group, index) => ({
    ...{ version: "1.0" as const, chainId: String(chainId), createdAt },
    meta: { name: `${name} (${index + 1} of ${groups.length})`, description: "Execute the batches in their order." },
    transactions: group.map(({ to, value, data }) => ({
      ...{ to, value: String(value), data, contractMethod: null, contractInputsValues: null },
    })),
  }));
}
