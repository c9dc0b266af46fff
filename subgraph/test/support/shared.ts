// One graph-node for all tests that can share one: each makes capsules, offers and accounts of its own.
import { type IndexedChain, startIndexedChain } from "./indexedChain.ts";

const START_LIMIT_MS = 300_000;
let running: IndexedChain | undefined;

before(async function () {
  this.timeout(START_LIMIT_MS);
  running = await startIndexedChain();
});
after(async () => running?.stop());

export function sharedChain(): IndexedChain {
  if (running === undefined) throw new Error("It is started by a hook, before the first test.");
  return running;
}
