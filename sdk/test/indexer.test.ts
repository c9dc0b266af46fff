import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { licensesQuery, paymentsQuery } from "../src/generated/queries.ts";
import { claimableNow, collectableNow, type Indexer, queryIndexer, waitForBlock } from "../src/indexer/index.ts";

describe("indexer", () => {
  let server: Server;
  let answer: { status?: number; body: string };
  let received: { body: string; headers: Record<string, unknown> }[];
  let indexer: Indexer;

  beforeEach(async () => {
    received = [];
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (text) => {
        body += text;
      });
      request.on("end", () => {
        received.push({ body, headers: request.headers });
        response.writeHead(answer.status ?? 200).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    indexer = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/q`, headers: { "x-key": "1" } };
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("sends the query with its variables, and gives numbers of the chain as bigint", async () => {
    const flow = { id: "0x01", sequence: "4294967297", kind: "TIP", amount: "5", account: null, timestamp: "7" };
    answer = { body: JSON.stringify({ data: { flows: [flow] } }) };
    const { flows } = await queryIndexer(indexer, paymentsQuery, { capsule: "0x02", after: 2n ** 70n });
    assert.deepEqual(flows, [{ ...flow, sequence: 4294967297n, amount: 5n, timestamp: 7n }]);
    const [{ body = "", headers = {} } = {}] = received;
    assert.deepEqual(JSON.parse(body), {
      query: paymentsQuery.text,
      variables: { capsule: "0x02", after: String(2n ** 70n) },
    });
    assert.equal(headers["x-key"], "1");
  });

  it("what is null stays null, at every depth", async () => {
    const license = { id: "0x", expiresAt: null, runs: "0", offer: null };
    answer = { body: JSON.stringify({ data: { licenseHoldings: [{ balance: "1", license }] } }) };
    const { licenseHoldings } = await queryIndexer(indexer, licensesQuery, { account: "0x1" });
    assert.deepEqual(licenseHoldings, [{ balance: 1n, license: { ...license, runs: 0n } }]);
  });

  it("an answer that isn't one is a typed error", async () => {
    const asking = () => queryIndexer(indexer, paymentsQuery, { capsule: "0x" });
    answer = { body: JSON.stringify({ errors: [{ message: "no field x" }, { message: "no y" }] }) };
    await assert.rejects(asking(), { code: "INDEXER_QUERY_REFUSED", reasons: ["no field x", "no y"] });
    answer = { status: 503, body: "busy" };
    await assert.rejects(asking(), { code: "INDEXER_UNREACHABLE", message: /HTTP status 503/ });
    for (const body of ["<html>", "null", "{}", "7"]) {
      answer = { body };
      await assert.rejects(asking(), { code: "INDEXER_UNREACHABLE" });
    }
    await assert.rejects(queryIndexer({ url: "http://127.0.0.1:9" }, paymentsQuery, { capsule: "0x" }), {
      code: "INDEXER_UNREACHABLE",
    });
  });

  it("ends with the signal's reason", async () => {
    answer = { body: "{}" };
    const reason = new Error("enough");
    const asking = queryIndexer(indexer, paymentsQuery, { capsule: "0x" }, { signal: AbortSignal.abort(reason) });
    await assert.rejects(asking, reason);
    answer = { body: JSON.stringify({ data: { _meta: { block: { number: 1 } } } }) };
    const controller = new AbortController();
    const waiting = waitForBlock(indexer, { blockNumber: 2n, signal: controller.signal });
    controller.abort(reason);
    await assert.rejects(waiting, reason);
  });

  it("waits for a block, and says when it doesn't come", async () => {
    answer = { body: JSON.stringify({ data: { _meta: { block: { number: 7 } } } }) };
    await waitForBlock(indexer, { blockNumber: 7n });
    await assert.rejects(waitForBlock(indexer, { blockNumber: 8n, timeout: 0 }), { code: "INDEXER_BEHIND", block: 7n });
  });

  it("what units earned doesn't depend on when they were settled", () => {
    const amount = fc.bigInt({ min: 0n, max: 2n ** 104n });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 0, max: 1_000_000 }), (start, first, second, units) => {
        const net = start + first + second;
        const at = (checkpoint: bigint, accrued: bigint) => claimableNow({ checkpoint, accrued }, { net, units });
        assert.equal(at(start, 0n), ((first + second) * BigInt(units)) / 1_000_000n);
        assert.equal(at(start, 0n), at(start + first, first * BigInt(units)));
        assert.equal(at(start, 0n), at(net, (first + second) * BigInt(units)));
      }),
      { seed: 1 },
    );
  });

  it("what is collected in between changes nothing of what is due in all", () => {
    const amount = fc.bigInt({ min: 0n, max: 2n ** 104n });
    const bps = fc.integer({ min: 0, max: 5000 });
    fc.assert(
      fc.property(amount, amount, bps, bps, (direct, pulledRelative, absoluteBps, relativeBps) => {
        const income = { direct, fee: direct / 40n, pulledRelative };
        const due = (collected: { absolute: bigint; relative: bigint }) =>
          collectableNow({ absoluteBps, relativeBps, collected }, income);
        const all = due({ absolute: 0n, relative: 0n });
        assert.equal(due({ absolute: all / 3n, relative: all / 5n }), all - all / 3n - all / 5n);
      }),
      { seed: 2 },
    );
  });
});
