import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile as readDisk, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CacheUnavailableError,
  type CiphertextCacheOptions,
  ciphertextCache,
} from "@capsule-protocol/runtime/cache/index.ts";
import type { CID } from "multiformats/cid";
import { rawBlock, type TestBlock } from "../storage/testBlocks.ts";
import { counting, HUNDRED } from "./countingUpstream.ts";

describe("ciphertext cache, room", () => {
  let directory: string;
  let time: number;
  const open = (options: Partial<CiphertextCacheOptions> = {}) =>
    ciphertextCache({ directory, now: () => (time += 1_000), ...options });
  const kept = async (cids: CID[]) => {
    const cache = open();
    return Promise.all(cids.map((cid) => cache.has(cid)));
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "capsule-cache-"));
    time = 1_700_000_000_000;
  });
  afterEach(() => rm(directory, { recursive: true }));

  it("lists blocks with size and last use, the oldest first", async () => {
    const { upstream } = await counting(...HUNDRED);
    const cache = open();
    for (const { cid } of HUNDRED.slice(0, 3)) await cache.reader(upstream).get(cid);
    await cache.reader(upstream).get((HUNDRED[0] as TestBlock).cid);
    const listed = await cache.ls();
    assert.deepEqual(
      listed.map(({ cid }) => cid.toString()),
      [1, 2, 0].map((index) => HUNDRED[index]?.cid.toString()),
    );
    assert.deepEqual(
      listed.map(({ size }) => size),
      [100, 100, 100],
    );
    assert.ok(listed.every(({ usedAt }) => usedAt > 1_700_000_000_000 && usedAt <= time));
  });

  it("evicts what was unused for the longest time, and tells the bytes freed", async () => {
    const { upstream } = await counting(...HUNDRED);
    const cache = open();
    for (const { cid } of HUNDRED) await cache.reader(upstream).get(cid);
    await cache.reader(upstream).get((HUNDRED[0] as TestBlock).cid);
    assert.equal(await cache.evict(250), 300);
    assert.deepEqual(await kept(HUNDRED.map(({ cid }) => cid)), [true, false, false, false, true]);
    assert.equal(await cache.evict(250), 0);
    assert.equal(await cache.evict(0), 200);
  });

  it("stays below its limit by itself, across restarts", async () => {
    const { upstream } = await counting(...HUNDRED);
    for (const { cid } of HUNDRED) await open({ maxBytes: 350 }).reader(upstream).get(cid);
    const cids = HUNDRED.map(({ cid }) => cid);
    assert.deepEqual(await kept(cids), [false, false, true, true, true]);
    const cache = open({ maxBytes: 350 });
    for (const cid of cids) await cache.reader(upstream).get(cid);
    assert.ok((await cache.ls()).reduce((total, { size }) => total + size, 0) <= 350);
  });

  it("hands through a block larger than the whole cache, and makes no room for it", async () => {
    const [small] = HUNDRED as [TestBlock];
    const large = await rawBlock("x".repeat(200));
    const { upstream } = await counting(small, large);
    const cache = open({ maxBytes: 150 });
    await cache.reader(upstream).get(small.cid);
    assert.deepEqual(await cache.reader(upstream).get(large.cid), large.bytes);
    assert.deepEqual(await kept([small.cid, large.cid]), [true, false]);
  });

  it("removes the blocks it is told to, and ignores those it doesn't have", async () => {
    const { upstream } = await counting(...HUNDRED);
    const cache = open();
    for (const { cid } of HUNDRED.slice(0, 3)) await cache.reader(upstream).get(cid);
    assert.equal(await cache.rm([0, 1, 4].map((index) => (HUNDRED[index] as TestBlock).cid)), 200);
    assert.deepEqual(await kept(HUNDRED.map(({ cid }) => cid)), [false, false, true, false, false]);
  });

  it("touches nothing in its directory that isn't a block", async () => {
    const [block] = HUNDRED as [TestBlock];
    const { upstream } = await counting(block);
    await mkdir(join(directory, "blocks"), { recursive: true });
    await writeFile(join(directory, "blocks", "notes.txt"), "mine");
    const cache = open();
    await cache.reader(upstream).get(block.cid);
    await cache.evict(0);
    assert.equal(await readDisk(join(directory, "blocks", "notes.txt"), "utf8"), "mine");
  });
});

describe("ciphertext cache, out of order", () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "capsule-cache-"));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const [block] = HUNDRED as [TestBlock];

  it("still reads from upstream when the directory can't be used, and says so", async () => {
    const file = join(directory, "a file");
    await writeFile(file, "not a directory");
    const errors: CacheUnavailableError[] = [];
    const cache = ciphertextCache({ directory: file, onError: (error) => errors.push(error) });
    const { upstream } = await counting(block);
    assert.deepEqual(await cache.reader(upstream).get(block.cid), block.bytes);
    assert.ok(errors.length > 0);
    for (const error of errors) {
      assert.equal(error.code, "CACHE_UNAVAILABLE");
      assert.equal(error.directory, file);
      assert.ok(error.cause instanceof Error);
    }
    await assert.rejects(cache.ls(), CacheUnavailableError);
    await assert.rejects(cache.has(block.cid), CacheUnavailableError);
  });

  it("recovers when the directory can be used again", async () => {
    const path = join(directory, "cache");
    await writeFile(path, "in the way");
    const cache = ciphertextCache({ directory: path });
    const { asked, upstream } = await counting(block);
    await cache.reader(upstream).get(block.cid);
    await rm(path);
    await cache.reader(upstream).get(block.cid);
    await cache.reader(upstream).get(block.cid);
    assert.equal(asked.length, 2);
  });

  it("does nothing once aborted", async () => {
    const reason = new Error("stop");
    const cache = ciphertextCache({ directory });
    const { asked, upstream } = await counting(block);
    await cache.reader(upstream).get(block.cid);
    const get = cache.reader(upstream).get(block.cid, { signal: AbortSignal.abort(reason) });
    await assert.rejects(get, (error) => error === reason);
    assert.equal(asked.length, 1);
  });

  it("leaves the rights of a directory that was there before as they are", async () => {
    await chmod(directory, 0o755);
    const { upstream } = await counting(block);
    await ciphertextCache({ directory }).reader(upstream).get(block.cid);
    assert.equal((await stat(directory)).mode & 0o777, 0o755);
    assert.equal((await stat(join(directory, "blocks"))).mode & 0o777, 0o700);
  });
});
