import assert from "node:assert/strict";
import { verifyBlock } from "@capsule-protocol/runtime/storage/blocks.ts";
import type { BlockReader } from "@capsule-protocol/runtime/storage/index.ts";
import {
  BlockCorruptError,
  BlockNotFoundError,
  listBlocks,
  NotAFileError,
  openFile,
  readFile,
} from "@capsule-protocol/runtime/storage/index.ts";
import { blocksIn } from "@capsule-protocol/runtime/storage/localBlocks.ts";
import * as dagPb from "@ipld/dag-pb";
import { MemoryBlockstore } from "blockstore-core/memory";
import { importDirectory } from "ipfs-unixfs-importer";
import { CID } from "multiformats/cid";
import { sha256 } from "multiformats/hashes/sha2";
import { type FilePart, leaf, parent } from "./handMadeFile.ts";
import { collect } from "./testBlocks.ts";
import { smallTree, stored } from "./testTrees.ts";

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
