import type { Address } from "viem";
import { NothingDueError } from "../../errors/royalty.ts";

/** Keeps a transaction from being paid for that would move nothing: its result says how much it would. */
export async function requireDue(
  functionName: string,
  currency: Address,
  attempt: () => Promise<{ result: unknown }>,
): Promise<void> {
  const { result } = await attempt();
  if (result === 0n) throw new NothingDueError(functionName, currency);
}
