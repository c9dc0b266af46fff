import assert from "node:assert/strict";
import {
  FileSizeMismatchError,
  InvalidRangeError,
  listBlocks,
  openFile,
  readFile,
} from "@capsule-protocol/runtime/storage/index.ts";
import fc from "fast-check";
import { exporter } from "ipfs-unixfs-exporter";
import { leaf, parent } from "./handMadeFile.ts";
import { collect } from "./testBlocks.ts";
import { settle, smallTree, stored, watched } from "./testTrees.ts";

const SEED = { seed: 20_250_201, numRuns: 150 };

describe("file read", () => {
  it("returns any part of any tree, exactly", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(600), fc.nat(600), fc.nat(600), fc.boolean(), async (size, a, b, rawLeaves) => {
        const { bytes, blocks, cid } = await smallTree(size, { rawLeaves });
        const offset = Math.min(a, size);
        const length = Math.min(b, size - offset);
        assert.deepEqual(
          await collect(readFile(blocks, cid, { offset, length })),
          bytes.slice(offset, offset + length),
        );
        assert.deepEqual(await collect(readFile(blocks, cid, { offset })), bytes.slice(offset));
      }),
      SEED,
    );
  });

  it("agrees with the IPFS exporter", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.boolean(), async (size, rawLeaves) => {
        const { blockstore, blocks, cid } = await smallTree(size, { rawLeaves });
        const entry = await exporter(cid, blockstore);
        assert.ok(entry.type === "file" || entry.type === "raw");
        assert.deepEqual(await collect(readFile(blocks, cid)), await collect(entry.content()));
      }),
      SEED,
    );
  });

  it("fetches only the blocks that hold the requested part", async () => {
    const { blocks, cid } = await smallTree(16 * 27);
    const { state, reader } = watched(blocks);
    const file = await openFile(reader, cid);
    assert.deepEqual([state.asked, file.size], [1, 16 * 27]);
    await collect(file.read({ offset: 16, length: 16 }));
    assert.equal(state.asked, 1 + 2 + 1); // root; two inner nodes; one leaf
    assert.equal((await collect(file.read({ offset: 20, length: 0 }))).length, 0);
    assert.equal(state.asked, 4);
  });

  it("stays a few blocks ahead of a slow consumer, whatever the file's size", async () => {
    const parts = await Promise.all(Array.from({ length: 200 }, (_, index) => leaf(Uint8Array.of(index))));
    const root = await parent(parts);
    const { state, reader } = watched(await stored(root, ...parts));
    let consumed = 0;
    for await (const chunk of readFile(reader, root.cid)) {
      consumed += chunk.length;
      await settle();
      assert.ok(state.asked <= 1 + consumed + 3, `${state.asked} blocks were asked for after ${consumed}`);
    }
    assert.equal(consumed, 200);
  });

  it("abandons the transfer when the consumer stops", async () => {
    const parts = await Promise.all(Array.from({ length: 50 }, (_, index) => leaf(Uint8Array.of(index))));
    const root = await parent(parts);
    const { state, reader } = watched(await stored(root, ...parts));
    for await (const _ of readFile(reader, root.cid)) break;
    await settle();
    assert.ok(state.asked <= 5);
    assert.ok(state.aborted >= 3);
  });

  it("refuses a range that is not in the file", async () => {
    const { blocks, cid } = await smallTree(100);
    for (const range of [
      { offset: 101 },
      { offset: -1 },
      { length: 101 },
      { offset: 60, length: 41 },
      { offset: 0.5 },
      { length: Number.NaN },
    ]) {
      await assert.rejects(collect(readFile(blocks, cid, range)), InvalidRangeError);
    }
  });

  it("refuses a file whose size isn't the announced one, after one block", async () => {
    const { blocks, cid } = await smallTree(100);
    const { state, reader } = watched(blocks);
    await assert.rejects(collect(readFile(reader, cid, { size: 99 })), (error: unknown) => {
      assert.ok(error instanceof FileSizeMismatchError);
      assert.match(error.message, /has 100 bytes; 99 were announced/);
      return true;
    });
    assert.equal(state.asked, 1);
    assert.equal((await collect(readFile(reader, cid, { size: 100 }))).length, 100);
  });

  it("lists every block of a file once, and fetches inner nodes only", async () => {
    const { blocks, cid } = await smallTree(16 * 27);
    const { state, reader } = watched(blocks);
    const listed: string[] = [];
    for await (const block of listBlocks(reader, cid)) listed.push(block.toString());
    assert.equal(new Set(listed).size, 1 + 3 + 9 + 27);
    assert.equal(listed[0], cid.toString());
    assert.equal(state.asked, 1 + 3 + 9);
  });
});
