// A chain with many events of the protocol, mixed as a market would.
import type { Address } from "viem";
import type { EmitterChain } from "../test/support/emitterChain.ts";
import { addressOf, type TestLog } from "../test/support/events.ts";
import { claimed, collected, given, offered, owing, registered, sold, tipped } from "../test/support/story.ts";

/** Events of one block. */
const PER_BLOCK = 40;
const CAPSULES = 500;

/** Capsules and accounts of the history, for queries to ask for. */
export const someCapsule = 1n;
export const creatorOf = (capsuleId: bigint): Address => addressOf(0xa0000 + Number(capsuleId % 50n));
const buyerOf = (number: number): Address => addressOf(0xb0000 + (number % 400));

/** At least `count` events: each capsule begins with its registration and an offer, then is sold, tipped and paid out. */
export async function makeHistory(chain: EmitterChain, count: number): Promise<number> {
  let emitted = 0;
  let waiting: TestLog[] = [];
  const tell = async (logs: readonly TestLog[]) => {
    waiting.push(...logs);
    while (waiting.length >= PER_BLOCK) {
      await chain.emit(waiting.slice(0, PER_BLOCK));
      waiting = waiting.slice(PER_BLOCK);
      emitted += PER_BLOCK;
    }
  };
  for (let id = 1n; id <= CAPSULES; id++) await tell(beginning(id));
  for (let number = 0; emitted + waiting.length < count; number++) await tell(dealing(number));
  if (waiting.length > 0) await chain.emit(waiting);
  return emitted + waiting.length;
}

function beginning(id: bigint): TestLog[] {
  const creator = creatorOf(id);
  const parent = id > 10n ? [owing(id, [[id - 10n, 300]])] : [];
  const units = given(id, buyerOf(Number(id)), 100_000n);
  return [...registered(id, creator), ...parent, offered(id, id, creator), ...units];
}

/** What happens to one capsule: a sale, a tip, a collection, claims of its owner and of a holder. */
function dealing(number: number): TestLog[] {
  const id = BigInt(1 + (number % CAPSULES));
  const sale = sold(id, id, buyerOf(number), { paid: 10_000n });
  // What is paid is far below what was earned, whatever came before.
  const payments = [claimed(id, creatorOf(id), 100n, true), claimed(id, buyerOf(Number(id)), 10n, false)];
  const upward = id > 10n ? [collected(id, id - 10n, 1n, 0n)] : [];
  return [...sale, tipped(id, 5_000n), ...payments, ...upward];
}
