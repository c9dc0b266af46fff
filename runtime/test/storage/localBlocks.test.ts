import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlockStore } from "@capsule-protocol/runtime/storage/index.ts";
import {
  BlockCorruptError,
  BlockNotFoundError,
  BlockWriteError,
  directoryBlocks,
  memoryBlocks,
} from "@capsule-protocol/runtime/storage/index.ts";
import { blocksIn } from "@capsule-protocol/runtime/storage/localBlocks.ts";
import { rawBlock, seededBytes } from "./testBlocks.ts";

const { cid, bytes } = await rawBlock("kept");

describe("local blocks", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "capsule-blocks-"));
  });
  afterEach(() => rm(directory, { recursive: true }));

  const stores: Record<string, () => Promise<BlockStore>> = {
    memory: async () => memoryBlocks(),
    directory: () => directoryBlocks(join(directory, "new", "blocks")),
  };
  for (const [name, open] of Object.entries(stores)) {
    it(`keeps and returns blocks (${name})`, async () => {
      const blocks = await open();
      assert.equal(await blocks.has(cid), false);
      await blocks.put(cid, bytes);
      await blocks.put(cid, bytes);
      assert.equal(await blocks.has(cid), true);
      assert.deepEqual(new Uint8Array(await blocks.get(cid)), bytes);
    });

    it(`names the block it doesn't have (${name})`, async () => {
      const blocks = await open();
      await assert.rejects(
        blocks.get(cid),
        (error: unknown) => error instanceof BlockNotFoundError && error.cid === cid.toString(),
      );
    });
  }

  it("still has the blocks after a restart, large ones too", async () => {
    const large = seededBytes(1_048_576, 11);
    const { importBlock } = await import("@capsule-protocol/runtime/storage/index.ts");
    const largeCid = await importBlock(await directoryBlocks(directory), large);
    assert.deepEqual(new Uint8Array(await (await directoryBlocks(directory)).get(largeCid)), large);
  });

  it("notices that a file on disk was altered", async () => {
    const blocks = await directoryBlocks(directory);
    await blocks.put(cid, bytes);
    const names = await readdir(directory, { recursive: true });
    const file = names.find((name) => name.endsWith(".data"));
    assert.ok(file);
    await writeFile(join(directory, file), "altered");
    await assert.rejects(blocks.get(cid), BlockCorruptError);
  });

  it("says what failed when a block can't be written", async () => {
    const broken = blocksIn(
      {
        get: () => [],
        has: () => false,
        put: () => Promise.reject(new Error("no space left on device")),
      },
      "the disk",
    );
    await assert.rejects(broken.put(cid, bytes), (error: unknown) => {
      assert.ok(error instanceof BlockWriteError);
      assert.match(error.message, /at the disk: no space left on device/);
      return true;
    });
  });

  it("does nothing once aborted", async () => {
    const reason = new Error("stop");
    const blocks = memoryBlocks();
    await assert.rejects(blocks.put(cid, bytes, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
    assert.equal(await blocks.has(cid), false);
    await assert.rejects(blocks.get(cid, { signal: AbortSignal.abort(reason) }), (error) => error === reason);
  });
});
