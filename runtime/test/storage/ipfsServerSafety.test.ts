import assert from "node:assert/strict";
import { request } from "node:http";
import { connect } from "node:net";
import type { BlockStore, IpfsServer } from "@capsule-protocol/runtime/storage/index.ts";
import { BlockCorruptError, importFile, ipfsServer, memoryBlocks } from "@capsule-protocol/runtime/storage/index.ts";
import { rawBlock, seededBytes } from "./testBlocks.ts";
import { upload } from "./testServer.ts";

const { cid, bytes } = await rawBlock("a block");

/** Status of a request with headers that fetch wouldn't let us set. */
function statusWith(
  server: IpfsServer,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: server.port, method, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

describe("IPFS server, from outside", () => {
  let server: IpfsServer;
  let writes = 0;
  before(async () => {
    const blocks = memoryBlocks();
    await blocks.put(cid, bytes);
    writes = 0;
    const put = async () => {
      writes += 1;
    };
    server = await ipfsServer({ blocks: { ...blocks, put } });
  });
  after(() => server.close());

  const host = () => `127.0.0.1:${server.port}`;
  const write = "/api/v0/block/put";

  it("refuses a name pointed at this machine (DNS rebinding), for reading and writing", async () => {
    for (const foreign of [
      "evil.example",
      "127.0.0.1.evil.example",
      `evil.example:${server.port}`,
      "0.0.0.0",
      "localhost.evil.example",
    ]) {
      assert.equal(await statusWith(server, "POST", write, { host: foreign }), 403, foreign);
      assert.equal(await statusWith(server, "GET", `/ipfs/${cid}`, { host: foreign }), 403, foreign);
    }
    assert.equal(writes, 0);
  });

  it("refuses what a page of another site sends (CSRF)", async () => {
    for (const origin of ["https://evil.example", "http://127.0.0.1.evil.example", "null", "file://"]) {
      const response = await fetch(`${server.url}${write}`, {
        method: "POST",
        headers: { origin },
        body: upload(bytes),
      });
      assert.equal(response.status, 403, origin);
      assert.equal(response.headers.get("access-control-allow-origin"), null);
    }
    assert.equal(writes, 0);
  });

  it("answers programs and pages of this machine", async () => {
    for (const name of [host(), `localhost:${server.port}`, "LOCALHOST", `[::1]:${server.port}`]) {
      assert.equal(await statusWith(server, "GET", `/ipfs/${cid}`, { host: name }), 200, name);
    }
    const origin = "http://localhost:5173";
    const page = await fetch(`${server.url}/ipfs/${cid}`, { headers: { origin } });
    assert.equal(page.status, 200);
    assert.equal(page.headers.get("access-control-allow-origin"), origin);
  });

  it("listens on loopback only", async () => {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(new URL(server.url).port, String(server.port));
  });
});

describe("IPFS server, life", () => {
  /** A store with a file of four blocks, whose reads go through `get`. */
  async function storeWithFile(get: (original: BlockStore) => BlockStore["get"]) {
    const blocks = memoryBlocks();
    const { cid: file } = await importFile(blocks, [seededBytes(3_100_000, 33)]);
    return { file, blocks: { ...blocks, get: get(blocks) } };
  }

  it("cuts an answer short when a later block is corrupt, so that no reader takes it for whole", async () => {
    let reads = 0;
    const { file, blocks } = await storeWithFile((original) => async (wanted, options) => {
      reads += 1;
      if (reads % 4 === 0) throw new BlockCorruptError(wanted, "the disk");
      return original.get(wanted, options);
    });
    const errors: unknown[] = [];
    const server = await ipfsServer({ blocks, onError: (error) => errors.push(error) });
    try {
      await assert.rejects(fetch(`${server.url}/ipfs/${file}`).then((response) => response.bytes()));
      assert.ok(errors[0] instanceof BlockCorruptError);
      const cat = fetch(`${server.url}/api/v0/cat?arg=${file}`, { method: "POST" });
      await assert.rejects(cat.then((response) => response.bytes()));
      assert.equal(errors.length, 2);
    } finally {
      await server.close();
    }
  });

  it("stops reading when the asking side goes away", async () => {
    const controller = new AbortController();
    let aborted: (reason: unknown) => void = () => {};
    const stopped = new Promise((resolve) => {
      aborted = resolve;
    });
    const { file, blocks } = await storeWithFile((original) => (wanted, options) => {
      if (wanted.code === 0x70) return original.get(wanted, options);
      controller.abort();
      return new Promise((_, reject) => {
        options?.signal?.addEventListener("abort", () => {
          aborted(true);
          reject(options.signal?.reason);
        });
      });
    });
    const server = await ipfsServer({ blocks });
    try {
      const answer = fetch(`${server.url}/ipfs/${file}`, { signal: controller.signal });
      await assert.rejects(
        answer.then((response) => response.bytes()),
        { name: "AbortError" },
      );
      assert.equal(await stopped, true);
    } finally {
      await server.close();
    }
  });

  it("hides an unforeseen failure from the asking side and tells the operator", async () => {
    const bug = new TypeError("secret detail");
    const errors: unknown[] = [];
    const blocks: BlockStore = { ...memoryBlocks(), get: () => Promise.reject(bug) };
    const server = await ipfsServer({ blocks, onError: (error) => errors.push(error) });
    try {
      const response = await fetch(`${server.url}/ipfs/${cid}?format=raw`);
      assert.equal(response.status, 500);
      assert.doesNotMatch(await response.text(), /secret/);
      assert.deepEqual(errors, [bug]);
    } finally {
      await server.close();
    }
  });

  it("frees its port on close, even while somebody is connected", async () => {
    const server = await ipfsServer({ blocks: memoryBlocks() });
    const idle = connect(server.port, "127.0.0.1");
    await new Promise((resolve) => idle.once("connect", resolve));
    const closed = new Promise((resolve) => idle.once("close", resolve));
    await server.close();
    await closed;
    await assert.rejects(fetch(server.url), TypeError);
  });

  it("says so when the port is taken", async () => {
    const server = await ipfsServer({ blocks: memoryBlocks() });
    try {
      await assert.rejects(ipfsServer({ blocks: memoryBlocks(), port: server.port }), { code: "EADDRINUSE" });
    } finally {
      await server.close();
    }
  });
});
