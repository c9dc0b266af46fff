import assert from "node:assert/strict";
import { verifyBlock } from "@capsule-protocol/runtime/storage/blocks.ts";
import type { BlockReader, BlockStore } from "@capsule-protocol/runtime/storage/index.ts";
import {
  BlockCorruptError,
  BlockNotFoundError,
  FileSizeMismatchError,
  InvalidRangeError,
  listBlocks,
  memoryBlocks,
  NotAFileError,
  openFile,
  readFile,
} from "@capsule-protocol/runtime/storage/index.ts";
import { blocksIn } from "@capsule-protocol/runtime/storage/localBlocks.ts";
import * as dagPb from "@ipld/dag-pb";
import { MemoryBlockstore } from "blockstore-core/memory";
import fc from "fast-check";
import { exporter } from "ipfs-unixfs-exporter";
import { importBytes, importDirectory } from "ipfs-unixfs-importer";
import { fixedSize } from "ipfs-unixfs-importer/chunker";
import { balanced } from "ipfs-unixfs-importer/layout";
import { CID } from "multiformats/cid";
import { sha256 } from "multiformats/hashes/sha2";
import { type FilePart, leaf, parent } from "./handMadeFile.ts";
import { collect, seededBytes } from "./testBlocks.ts";

const SEED = { seed: 20_250_201, numRuns: 150 };

/** A file of `size` bytes in leaves of 16 bytes and nodes of 3: a deep tree from little data. */
async function smallTree(size: number, options: { rawLeaves?: boolean; seed?: number } = {}) {
  const bytes = seededBytes(size, options.seed ?? 7);
  const blockstore = new MemoryBlockstore();
  const { cid } = await importBytes(bytes, blockstore, {
    cidVersion: 1,
    rawLeaves: options.rawLeaves ?? true,
    chunker: fixedSize({ chunkSize: 16 }),
    layout: balanced({ maxChildrenPerNode: 3 }),
  });
  return { bytes, blockstore, blocks: blocksIn(blockstore, "memory"), cid };
}

/** Counts, delays and may replace what a reader is asked for. */
function watched(blocks: BlockReader) {
  const state = { asked: 0, aborted: 0 };
  const reader: BlockReader = {
    async get(cid, options) {
      state.asked += 1;
      options?.signal?.addEventListener("abort", () => (state.aborted += 1));
      await new Promise(setImmediate);
      return blocks.get(cid, options);
    },
  };
  return { state, reader };
}

async function stored(...parts: FilePart[]): Promise<BlockStore> {
  const blocks = memoryBlocks();
  for (const { cid, bytes } of parts) await blocks.put(cid, bytes);
  return blocks;
}

async function settle() {
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
}

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

describe("file read, bad input", () => {
  it("ends in BlockNotFoundError where a block is missing, after the bytes before it", async () => {
    const [first, second] = [await leaf(Uint8Array.of(1)), await leaf(Uint8Array.of(2))];
    const root = await parent([first, second]);
    const blocks = await stored(root, first);
    const received: number[] = [];
    await assert.rejects(
      async () => {
        for await (const chunk of readFile(blocks, root.cid)) received.push(...chunk);
      },
      (error: unknown) => error instanceof BlockNotFoundError && error.cid === second.cid.toString(),
    );
    assert.deepEqual(received, [1]);
  });

  it("ends in BlockCorruptError where a block was altered, before any of its bytes", async () => {
    const [first, second] = [await leaf(Uint8Array.of(1)), await leaf(Uint8Array.of(2))];
    const root = await parent([first, second]);
    const bytes = new Map([root, first, second].map((part) => [part.cid.toString(), part.bytes]));
    bytes.set(second.cid.toString(), Uint8Array.of(3));
    const tampering: BlockReader = {
      get: (cid) => verifyBlock(cid, bytes.get(cid.toString()) ?? new Uint8Array(), "a gateway"),
    };
    const received: number[] = [];
    await assert.rejects(async () => {
      for await (const chunk of readFile(tampering, root.cid)) received.push(...chunk);
    }, BlockCorruptError);
    assert.deepEqual(received, [1]);
  });

  it("refuses a tree whose sizes contradict its leaves", async () => {
    const part = await leaf(Uint8Array.of(1, 2, 3));
    for (const sizes of [[2], [4], []]) {
      const root = await parent([part], sizes);
      await assert.rejects(collect(readFile(await stored(root, part), root.cid)), NotAFileError);
    }
  });

  it("refuses a size beyond what a number holds", async () => {
    const part = await leaf(Uint8Array.of(1));
    const root = await parent([part, part], [2 ** 53 - 1, 2 ** 53 - 1]);
    await assert.rejects(openFile(await stored(root), root.cid), NotAFileError);
  });

  it("refuses a tree that is nested without end", async () => {
    const parts = [await leaf(Uint8Array.of(1))];
    for (let depth = 0; depth < 20; depth++) parts.push(await parent([parts.at(-1) as FilePart]));
    const root = parts.at(-1) as FilePart;
    const blocks = await stored(...parts);
    await assert.rejects(collect(readFile(blocks, root.cid)), /nested too deeply/);
    await assert.rejects(async () => {
      for await (const _ of listBlocks(blocks, root.cid));
    }, NotAFileError);
  });

  it("refuses folders, foreign formats and blocks that don't decode", async () => {
    const blockstore = new MemoryBlockstore();
    const folder = await importDirectory({ path: "folder" }, blockstore);
    const garbage = Uint8Array.of(1, 2, 3);
    const noise = CID.createV1(dagPb.code, await sha256.digest(garbage));
    const cbor = CID.createV1(0x71, await sha256.digest(garbage));
    const empty = dagPb.encode({ Links: [] });
    const hollow = CID.createV1(dagPb.code, await sha256.digest(empty));
    for (const [cid, bytes] of [
      [noise, garbage],
      [cbor, garbage],
      [hollow, empty],
    ] as const)
      await blockstore.put(cid, bytes);
    const blocks = blocksIn(blockstore, "memory");
    const reasons = [
      [folder.cid, /it is a directory/],
      [noise, /decode/],
      [cbor, /codec 0x71/],
      [hollow, /decode/],
    ] as const;
    for (const [cid, reason] of reasons) {
      await assert.rejects(openFile(blocks, cid), (error: unknown) => {
        assert.ok(error instanceof NotAFileError);
        assert.match(error.message, reason);
        return true;
      });
    }
  });

  it("stops with the caller's reason when aborted between chunks", async () => {
    const { blocks, cid } = await smallTree(16 * 27);
    const reason = new Error("stop");
    const controller = new AbortController();
    let received = 0;
    await assert.rejects(
      async () => {
        for await (const chunk of readFile(blocks, cid, { signal: controller.signal })) {
          received += chunk.length;
          controller.abort(reason);
        }
      },
      (error) => error === reason,
    );
    assert.equal(received, 16);
  });
});
