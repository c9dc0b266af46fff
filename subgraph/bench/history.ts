// A chain with many events of the protocol, mixed as a market would.
import type { Address, Hex } from "viem";
import { BEGINNING, type EmitterChain, type Transaction } from "../test/support/emitterChain.ts";
import { addressOf, log, word } from "../test/support/events.ts";
import { claimed, collected, given, offered, owing, registered, sold, tipped } from "../test/support/story.ts";
import { fullPages } from "./pages.ts";

/** Events of one block. */
const PER_BLOCK = 40;
/** So that all of it takes ten days, and the buckets of the statistics close now and then. */
const SECONDS_PER_BLOCK = 1_800;
const CAPSULES = 500;
/** Derivatives of one capsule: five generations of them are some hundred. */
const CHILDREN = 3n;

/** A capsule, its owner and a buyer of whom there is much to list. */
export const someCapsule = 1n;
export const creatorOf = (capsuleId: bigint): Address => addressOf(0xa0000 + Number(capsuleId % 50n));
export const buyerOf = (number: number): Address => addressOf(0xb0000 + (number % 400));

/**
 * Tells of at least `count` events: each capsule begins with its registration and an offer, then is sold, tipped and paid
 * out. One has whole pages of everything that can be asked.
 *
 * @param store keeps a manifest and says its digest.
 */
export async function makeHistory(
  chain: EmitterChain,
  count: number,
  store: (manifest: Uint8Array) => Promise<Hex>,
): Promise<number> {
  let [told, blocks] = [0, 0];
  let waiting: Transaction[] = [];
  const emit = async () => {
    await chain.emitBlock(waiting, BEGINNING + ++blocks * SECONDS_PER_BLOCK);
    waiting = [];
  };
  const tell = async (transactions: readonly Transaction[]) => {
    for (const logs of transactions) {
      waiting.push(logs);
      told += logs.length;
      if (waiting.flat().length >= PER_BLOCK) await emit();
    }
  };
  for (let id = 1n; id <= CAPSULES; id++) await tell(beginning(id, await store(manifestOf(id))));
  await tell(fullPages(someCapsule, creatorOf(someCapsule), buyerOf(Number(someCapsule))));
  for (let number = 0; told < count; number++) await tell(dealing(number));
  await emit();
  return told;
}

/** As long as those that people write. */
function manifestOf(id: bigint): Uint8Array {
  const card = "What this model does, and what it was trained on.\n".repeat(30);
  const capsule = {
    ...{ capsuleId: word(id), kind: "model", tags: ["flowers", "tiny"], license: { name: "MIT" } },
    files: [{ path: "model.onnx", size: 437_000 }],
    model: { task: "image-classification", card },
  };
  const manifest = { name: `Flower model ${id}`, description: "Tells flowers apart.", properties: { capsule } };
  return new TextEncoder().encode(JSON.stringify(manifest));
}

/** 0 for the first. */
function parentOf(id: bigint): bigint {
  return (id + CHILDREN - 2n) / CHILDREN;
}

/** Registration, what is for sale, and a round of training. */
function beginning(id: bigint, digest: Hex): Transaction[] {
  const creator = creatorOf(id);
  const parentId = parentOf(id);
  const terms = { capsuleId: id, parentId, relation: 0, licenseId: 0n, policy: 0, rateBps: 300 };
  const parent = parentId > 0n ? [log("CapsuleRegistry", "ParentLinked", terms), owing(id, [[parentId, 300]])] : [];
  const open = log("AccessToken", "SalesOpened", { capsuleId: id, open: true });
  return [
    [...registered(id, creator, { digest }), ...parent],
    [open, offered(id, id, creator)],
    given(id, buyerOf(Number(id)), 100_000n),
  ];
}

/** What happens to one capsule: a sale, a tip, a collection, claims of its owner and of a holder. */
function dealing(number: number): Transaction[] {
  const id = BigInt(1 + (number % CAPSULES));
  // What is paid is far below what was earned, whatever came before.
  const payments = [[claimed(id, creatorOf(id), 100n, true)], [claimed(id, buyerOf(Number(id)), 10n, false)]];
  const upward = parentOf(id) > 0n ? [[collected(id, parentOf(id), 1n, 0n)]] : [];
  return [sold(id, id, buyerOf(number), { paid: 10_000n }), [tipped(id, 5_000n)], ...payments, ...upward];
}
