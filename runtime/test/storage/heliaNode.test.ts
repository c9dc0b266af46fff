import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BlockNotFoundError,
  GatewayUnavailableError,
  gatewayReader,
  type HeliaNode,
  type HeliaNodeOptions,
  heliaNode,
  importFile,
  ipfsServer,
  memoryBlocks,
  PeerUnreachableError,
  readFile,
} from "@capsule-protocol/runtime/storage/index.ts";
import { collect, inPieces, rawBlock, seededBytes } from "./testBlocks.ts";

/** The first node loads libp2p, which takes seconds on a busy machine. */
const TIMEOUT_MS = 60_000;

describe("embedded helia node", function () {
  this.timeout(TIMEOUT_MS);
  const open: HeliaNode[] = [];
  const start = async (options: HeliaNodeOptions = {}) => {
    const node = await heliaNode(options);
    open.push(node);
    return node;
  };
  afterEach(() => Promise.all(open.splice(0).map((node) => node.close())));

  it("exchanges a file of many blocks with another node over bitswap", async () => {
    const publisher = await start();
    const content = seededBytes(9_000_000, 41);
    const { cid } = await importFile(publisher, inPieces(content, 500_000));
    const licensee = await start({ peers: publisher.addresses() });
    assert.equal(await licensee.has(cid), false);
    assert.deepEqual(Buffer.from(await collect(readFile(licensee, cid))), Buffer.from(content));
    assert.equal(await licensee.has(cid), true);
    await publisher.close();
    assert.equal((await collect(readFile(licensee, cid))).length, content.length);
  });

  it("passes on what it received to a third node", async () => {
    const { cid, bytes } = await rawBlock("handed on");
    const first = await start();
    await first.put(cid, bytes);
    const second = await start({ peers: first.addresses() });
    await second.get(cid);
    await first.close();
    const third = await start({ peers: second.addresses() });
    assert.deepEqual(new Uint8Array(await third.get(cid)), bytes);
  });

  it("listens on loopback only", async () => {
    const addresses = (await start()).addresses();
    assert.ok(addresses.length > 0);
    for (const address of addresses) assert.match(address, /^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/p2p\//);
  });

  it("keeps its blocks in its directory", async () => {
    const directory = await mkdtemp(join(tmpdir(), "capsule-helia-"));
    try {
      const { cid, bytes } = await rawBlock("kept");
      const node = await start({ directory });
      await node.put(cid, bytes);
      await node.close();
      const again = await start({ directory });
      assert.deepEqual(new Uint8Array(await again.get(cid)), bytes);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it("says at once that a block is missing when it has nobody to ask", async () => {
    const node = await start();
    const { cid } = await rawBlock("nobody has this");
    await assert.rejects(node.get(cid), BlockNotFoundError);
  });

  it("gives up on a block its peers don't have after the set time", async () => {
    const peer = await start();
    const node = await start({ peers: peer.addresses(), timeoutMs: 200 });
    const { cid } = await rawBlock("nobody has this");
    await assert.rejects(node.get(cid), (error: unknown) => {
      assert.ok(error instanceof BlockNotFoundError);
      assert.match(error.message, /1 connected peers, 200 ms/);
      return true;
    });
  });

  it("takes from the fallback what peers don't have, and keeps it", async () => {
    const { cid, bytes } = await rawBlock("behind a gateway");
    const blocks = memoryBlocks();
    await blocks.put(cid, bytes);
    const server = await ipfsServer({ blocks });
    try {
      const fallback = gatewayReader({ url: server.url });
      const peer = await start();
      const nodes = [await start({ fallback }), await start({ fallback, peers: peer.addresses() })];
      for (const node of nodes) {
        assert.deepEqual(new Uint8Array(await node.get(cid)), bytes);
        assert.equal(await node.has(cid), true);
      }
    } finally {
      await server.close();
    }
  });

  it("passes on why the fallback failed when nobody else could help", async () => {
    const failed = new GatewayUnavailableError([{ gateway: "http://127.0.0.1:1", reason: "ECONNREFUSED" }]);
    const node = await start({ fallback: { get: () => Promise.reject(failed) } });
    const { cid } = await rawBlock("nobody has this");
    await assert.rejects(node.get(cid), (error) => error === failed);
  });

  it("stops with the caller's reason when aborted while it waits for peers", async () => {
    const peer = await start();
    const node = await start({ peers: peer.addresses() });
    const { cid } = await rawBlock("nobody has this");
    const controller = new AbortController();
    const reason = new Error("stop");
    const get = node.get(cid, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await assert.rejects(get, (error) => error === reason);
  });

  it("names the peer that can't be reached, and starts nothing then", async () => {
    const gone = await start();
    const [address] = gone.addresses();
    assert.ok(address);
    await gone.close();
    for (const unreachable of [address, "not a multiaddress"]) {
      await assert.rejects(
        heliaNode({ peers: [unreachable] }),
        (error: unknown) => error instanceof PeerUnreachableError && error.address === unreachable,
      );
    }
  });
});
