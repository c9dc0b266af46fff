import assert from "node:assert/strict";
import { mkdtemp, readFile as readDisk, readdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathOf } from "@capsule-protocol/runtime/cache/blockFiles.ts";
import { type CiphertextCacheOptions, ciphertextCache } from "@capsule-protocol/runtime/cache/index.ts";
import { BlockNotFoundError, importFile, memoryBlocks, readFile } from "@capsule-protocol/runtime/storage/index.ts";
import { collect, inPieces, seededBytes, type TestBlock } from "../storage/testBlocks.ts";
import { counting, HUNDRED } from "./countingUpstream.ts";

describe("ciphertext cache", () => {
  let directory: string;
  let time: number;
  const open = (options: Partial<CiphertextCacheOptions> = {}) =>
    ciphertextCache({ directory, now: () => (time += 1_000), ...options });
  const names = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  beforeEach(async () => {
    directory = join(await mkdtemp(join(tmpdir(), "capsule-cache-")), "new", "cache");
    time = 1_700_000_000_000;
  });
  afterEach(() => rm(dirname(dirname(directory)), { recursive: true }));

  it("asks upstream for a block once, and once more for none after a restart", async () => {
    const [block] = HUNDRED as [TestBlock];
    const { asked, upstream } = await counting(block);
    for (const cache of [open(), open()]) {
      for (let time = 0; time < 2; time++) {
        assert.deepEqual(new Uint8Array(await cache.reader(upstream).get(block.cid)), block.bytes);
      }
    }
    assert.deepEqual(asked, [block.cid.toString()]);
  });

  it("resumes an interrupted pull without fetching again what is there", async () => {
    const content = seededBytes(6_500_000, 51);
    const { asked, upstream, store } = await counting();
    const { cid } = await importFile(store, inPieces(content, 1_000_000));
    let received = 0;
    for await (const chunk of readFile(open().reader(upstream), cid)) {
      received += chunk.length;
      if (received >= 3_000_000) break;
    }
    const before = asked.length;
    assert.ok(before >= 4 && before <= 8);
    assert.deepEqual(Buffer.from(await collect(readFile(open().reader(upstream), cid))), Buffer.from(content));
    assert.equal(new Set(asked).size, 8); // root and seven leaves
    assert.ok(
      asked.length - new Set(asked).size <= 3,
      "only blocks in flight at the interruption may be asked for twice",
    );
    const total = asked.length;
    await collect(readFile(open().reader(upstream), cid));
    assert.equal(asked.length, total);
  });

  it("drops a damaged file and fetches the block again", async () => {
    const [block] = HUNDRED as [TestBlock];
    const { asked, upstream } = await counting(block);
    const cache = open();
    await cache.reader(upstream).get(block.cid);
    const path = pathOf(directory, block.cid);
    for (const damage of [new Uint8Array(), block.bytes.slice(1), Uint8Array.from(block.bytes, (byte) => byte ^ 1)]) {
      await writeFile(path, damage);
      assert.deepEqual(new Uint8Array(await cache.reader(upstream).get(block.cid)), block.bytes);
      assert.deepEqual(new Uint8Array(await readDisk(path)), block.bytes);
    }
    assert.equal(asked.length, 4);
  });

  it("drops a damaged file even when the block can't be fetched again", async () => {
    const [block] = HUNDRED as [TestBlock];
    const { upstream } = await counting(block);
    const cache = open();
    await cache.reader(upstream).get(block.cid);
    await writeFile(pathOf(directory, block.cid), "damaged");
    await assert.rejects(cache.reader(memoryBlocks()).get(block.cid), BlockNotFoundError);
    assert.equal(await cache.has(block.cid), false);
  });

  it("keeps nothing that upstream refused", async () => {
    const [block] = HUNDRED as [TestBlock];
    const cache = open();
    await assert.rejects(cache.reader(memoryBlocks()).get(block.cid), BlockNotFoundError);
    assert.equal(await cache.has(block.cid), false);
    assert.deepEqual(await cache.ls(), []);
  });

  it("lets only the owner read the directory and the files", async () => {
    const [block] = HUNDRED as [TestBlock];
    const { upstream } = await counting(block);
    await open().reader(upstream).get(block.cid);
    const path = pathOf(directory, block.cid);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    for (const folder of [dirname(path), join(directory, "blocks"), directory]) {
      assert.equal((await stat(folder)).mode & 0o777, 0o700, folder);
    }
  });

  it("leaves no temporary file behind, and clears those of a crash after an hour", async () => {
    const [block, other] = HUNDRED as [TestBlock, TestBlock];
    const { upstream } = await counting(block);
    const cache = open();
    await cache.reader(upstream).get(block.cid);
    assert.deepEqual(
      (await names()).map((entry) => entry.name),
      [block.cid.toString()],
    );
    const fresh = `${pathOf(directory, block.cid)}.a.tmp`;
    const stale = `${pathOf(directory, block.cid)}.b.tmp`;
    for (const [path, age] of [
      [fresh, 1_800],
      [stale, 7_200],
    ] as const) {
      await writeFile(path, other.bytes);
      await utimes(path, time / 1_000 - age, time / 1_000 - age);
    }
    assert.deepEqual(
      (await cache.ls()).map(({ cid }) => cid.toString()),
      [block.cid.toString()],
    );
    assert.deepEqual(
      (await names()).map((entry) => join(entry.parentPath, entry.name)).sort(),
      [pathOf(directory, block.cid), fresh].sort(),
    );
  });

  it("never shows a half-written block to another reader of the directory", async () => {
    const block = { bytes: seededBytes(1_000_000, 52) };
    const { cid } = await importFile(memoryBlocks(), [block.bytes]);
    const { upstream } = await counting({ cid, bytes: block.bytes });
    const readers = Array.from({ length: 8 }, () => open().reader(upstream));
    const results = await Promise.all(readers.map((reader) => reader.get(cid)));
    for (const result of results) assert.deepEqual(Buffer.from(result), Buffer.from(block.bytes));
    assert.deepEqual(
      (await open().ls()).map(({ size }) => size),
      [1_000_000],
    );
  });
});
