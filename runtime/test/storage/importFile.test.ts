import assert from "node:assert/strict";
import type { BlockWriter } from "@capsule-protocol/runtime/storage/index.ts";
import { importBlock, importFile, memoryBlocks, readFile } from "@capsule-protocol/runtime/storage/index.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { DAG_PROFILE } from "@capsule-protocol/sdk/manifest/index.ts";
import { leaf, parent } from "./handMadeFile.ts";
import { collect, inPieces, rawBlock, seededBytes } from "./testBlocks.ts";

const MEBIBYTE = 1_048_576;
const SLOW_MS = 120_000;

describe("file import", () => {
  it("uses the profile the manifest records: IPIP-499's unixfs-v1-2025", () => {
    assert.deepEqual(DAG_PROFILE, { layout: "balanced", chunkSize: MEBIBYTE, rawLeaves: true, maxChildren: 1024 });
  });

  const fixed: [name: string, bytes: Uint8Array, cid: string][] = [
    ["nothing", new Uint8Array(), "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"],
    ["hello", new TextEncoder().encode("hello"), "bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq"],
    ["exactly one chunk", seededBytes(MEBIBYTE, 1), "bafkreiaozocq7ts3mwqefava7kslwrvzqxexe3n4ubbobo6ihiy7cdyd74"],
    [
      "one chunk and one byte",
      seededBytes(MEBIBYTE + 1, 2),
      "bafybeig6xb637hze6uy5rkyq7bybca2kuebumuchyzy7ixjapmgtanahcy",
    ],
    [
      "two and a half chunks",
      seededBytes(2.5 * MEBIBYTE, 3),
      "bafybeigrwsheklhdjxtx2ampjn6qt6w3kvxjxkc7eyhd2qzcahyvilk4xu",
    ],
  ];
  for (const [name, bytes, expected] of fixed) {
    it(`gives ${name} the same CID for ever, however the stream is cut`, async () => {
      for (const pieceSize of [65_537, MEBIBYTE, 3 * MEBIBYTE]) {
        const { cid, size } = await importFile(memoryBlocks(), inPieces(bytes, pieceSize));
        assert.equal(cid.toString(), expected);
        assert.equal(size, bytes.length);
      }
    });
  }

  it("builds the tree that the specification asks for", async () => {
    const bytes = seededBytes(2.5 * MEBIBYTE, 3);
    const chunks = await Promise.all(
      [0, 1, 2].map((index) => leaf(bytes.slice(index * MEBIBYTE, (index + 1) * MEBIBYTE))),
    );
    const { cid } = await importFile(memoryBlocks(), [bytes]);
    assert.equal(cid.toString(), (await parent(chunks)).cid.toString());
  });

  it("starts another level after 1024 children, and never holds more than a few blocks", async () => {
    const chunk = new Uint8Array(MEBIBYTE);
    let taken = 0;
    let put = 0;
    let held = 0;
    const writer: BlockWriter = {
      async put() {
        put += 1;
        held = Math.max(held, taken - put);
      },
    };
    function* source() {
      for (taken = 0; taken < 1025; taken++) yield chunk;
    }
    const { cid, size } = await importFile(writer, source());
    const zeros = await leaf(chunk);
    const root = await parent([await parent(Array(1024).fill(zeros)), await parent([zeros])]);
    assert.equal(cid.toString(), root.cid.toString());
    assert.equal(cid.toString(), "bafybeigt7wofv4vnxbg3titijasuw4ptg5kfztec4smsk7opdt7z6djoxq");
    assert.equal(size, 1025 * MEBIBYTE);
    assert.equal(put, 1025 + 3);
    assert.ok(held <= 8, `${held} blocks were held at once`);
  }).timeout(SLOW_MS);

  it("waits for a slow writer instead of reading ahead", async () => {
    const release: (() => void)[] = [];
    const writer: BlockWriter = { put: () => new Promise((resolve) => release.push(resolve)) };
    let taken = 0;
    async function* source() {
      for (; taken < 64; taken++) yield new Uint8Array(MEBIBYTE);
    }
    const done = importFile(writer, source());
    while (release.length < 4) await new Promise(setImmediate);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    assert.ok(taken <= 8, `${taken} chunks were read while four were being written`);
    const pump = setInterval(() => {
      for (const resume of release.splice(0)) resume();
    });
    try {
      assert.equal((await done).size, 64 * MEBIBYTE);
    } finally {
      clearInterval(pump);
    }
  });

  it("tells how much has been stored", async () => {
    const progress: number[] = [];
    await importFile(memoryBlocks(), [seededBytes(2.5 * MEBIBYTE, 3)], {
      onProgress: (stored) => progress.push(stored),
    });
    assert.equal(progress.at(-1), 2.5 * MEBIBYTE);
    assert.deepEqual(
      progress,
      progress.toSorted((left, right) => left - right),
    );
  });

  it("reads back what it stored", async () => {
    const bytes = seededBytes(3 * MEBIBYTE + 17, 4);
    const blocks = memoryBlocks();
    const { cid } = await importFile(blocks, inPieces(bytes, 100_000));
    assert.deepEqual(await collect(readFile(blocks, cid)), bytes);
  });

  it("passes on what the writer or the source throws", async () => {
    const disk = new Error("disk full");
    const full: BlockWriter = { put: () => Promise.reject(disk) };
    await assert.rejects(importFile(full, [seededBytes(2 * MEBIBYTE, 5)]), (error) => error === disk);
    async function* broken() {
      yield new Uint8Array(10);
      throw disk;
    }
    await assert.rejects(importFile(memoryBlocks(), broken()), (error) => error === disk);
  });

  it("stops with the caller's reason when aborted", async () => {
    const reason = new Error("stop");
    const controller = new AbortController();
    let taken = 0;
    async function* endless() {
      for (;;) {
        if (++taken === 3) controller.abort(reason);
        yield new Uint8Array(MEBIBYTE);
      }
    }
    await assert.rejects(
      importFile(memoryBlocks(), endless(), { signal: controller.signal }),
      (error) => error === reason,
    );
    assert.ok(taken <= 4);
  });
});

describe("block import", () => {
  it("stores bytes as one raw block whose digest is that of the bytes", async () => {
    const { cid, bytes } = await rawBlock("a manifest");
    const blocks = memoryBlocks();
    const stored = await importBlock(blocks, bytes);
    assert.equal(stored.toString(), cid.toString());
    assert.equal(`0x${Buffer.from(stored.multihash.digest).toString("hex")}`, manifestDigest(bytes));
    assert.deepEqual(await blocks.get(stored), bytes);
  });
});
