import { setTimeout as sleep } from "node:timers/promises";
import { getBlock } from "viem/actions";
import { reader, type Scene } from "./scene.ts";

/** Waits until a block is final: before that keepers don't believe it. */
export async function untilFinal(scene: Scene, what: string, blockNumber: bigint): Promise<void> {
  scene.display.progress(`wait until ${what} is final`, { status: "start" });
  for (;;) {
    const { number } = await getBlock(reader(scene), { blockTag: "finalized" });
    if (number >= blockNumber) return;
    await sleep(100, undefined, { signal: scene.signal });
  }
}
