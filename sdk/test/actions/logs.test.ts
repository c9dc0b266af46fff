// An RPC that allows a bounded range of blocks only, as most public ones do.
import assert from "node:assert/strict";
import { createClient, custom, encodeAbiParameters, encodeEventTopics, type Hex, numberToHex } from "viem";
import { findEvents } from "../../src/actions/logs.ts";
import { withAncestors } from "../../src/actions/registry/parents.ts";
import { lineageFixedEvent } from "../../src/generated/royaltySplitter.ts";
import { getLineage, WrongChainError } from "../../src/index.ts";
import { nowhere } from "./nowhere.ts";

const SPLITTER = "0x00000000000000000000000000000000000000A1";
const START = 1_000n;
const deployment = { ...nowhere, chainId: 7, royaltySplitter: SPLITTER, startBlock: START } as const;

type Query = { address: Hex; fromBlock: Hex; toBlock: Hex; topics: readonly (Hex | readonly Hex[] | null)[] };

/** A client of a chain whose block `START + n * 1000` linked the capsule n; asking for more than `range` blocks fails. */
function chain({ range, latest, chainId = 7 }: { range: bigint; latest: bigint; chainId?: number }) {
  const asked: bigint[] = [];
  const getLogs = ({ address, fromBlock, toBlock, topics }: Query) => {
    const [from, to] = [BigInt(fromBlock), BigInt(toBlock)];
    assert.equal(address, SPLITTER);
    assert.ok(from >= START && to <= latest);
    asked.push(to - from + 1n);
    if (to - from + 1n > range) throw Object.assign(new Error("range too large"), { code: -32005 });
    const logs = [];
    for (let block = START; block <= to; block += 1_000n) if (block >= from) logs.push(logAt(block));
    const wanted = topics[1] === undefined ? undefined : [topics[1]].flat();
    return logs.filter(({ topics: [, childId] }) => wanted?.includes(childId as Hex) ?? true);
  };
  const request = async ({ method, params }: { method: string; params?: unknown }) => {
    if (method === "eth_chainId") return numberToHex(chainId);
    if (method === "eth_blockNumber") return numberToHex(latest);
    assert.equal(method, "eth_getLogs");
    return getLogs((params as [Query])[0]);
  };
  const client = createClient({ transport: custom({ request } as never, { retryCount: 0 }) });
  return { client, asked };
}

function logAt(block: bigint) {
  const childId = (block - START) / 1_000n;
  const debts = [{ capsuleId: 5n, rateBps: 100 }];
  const lists = lineageFixedEvent.inputs.slice(1);
  return {
    address: SPLITTER,
    topics: encodeEventTopics({ abi: [lineageFixedEvent], args: { childId } }) as Hex[],
    data: encodeAbiParameters(lists, [debts, []] as never),
    blockNumber: numberToHex(block),
    ...{ logIndex: "0x0", transactionIndex: "0x0", removed: false },
    ...{ blockHash: `0x${"11".repeat(32)}`, transactionHash: `0x${"22".repeat(32)}` },
  };
}

const filter = { deployment, contract: "royaltySplitter", event: lineageFixedEvent } as const;

describe("finding events", () => {
  for (const range of [100_000n, 10_000n, 2_000n, 500n]) {
    it(`asks for what the RPC allows (${range} blocks) and misses nothing, the oldest first`, async () => {
      const { client, asked } = chain({ range, latest: START + 20_000n });
      const found = await findEvents(client, filter);
      assert.deepEqual(
        found.map(({ childId }) => childId),
        Array.from({ length: 21 }, (_, index) => BigInt(index)),
      );
      assert.deepEqual(found[0]?.absolute, [{ capsuleId: 5n, rateBps: 100 }]);
      const answered = asked.filter((blocks) => blocks <= range).reduce((sum, blocks) => sum + blocks, 0n);
      assert.equal(answered, 20_001n, "each block was asked for once");
    });
  }

  it("passes on what went wrong when even few blocks are refused", async () => {
    const { client } = chain({ range: 10n, latest: START + 20_000n });
    await assert.rejects(findEvents(client, filter), /range too large/);
  });

  it("asks for one capsule alone where one is meant", async () => {
    const { client } = chain({ range: 10_000n, latest: START + 20_000n });
    const lineage = await getLineage(client, { deployment, capsuleId: 15n });
    assert.deepEqual(lineage, { absolute: [{ capsuleId: 5n, rateBps: 100 }], relative: [] });
    assert.deepEqual(await getLineage(client, { deployment, capsuleId: 99n }), { absolute: [], relative: [] });
  });

  it("finds the ancestors of several parents in one reading of the events", async () => {
    const { client, asked } = chain({ range: 100_000n, latest: START + 20_000n });
    const parents = [15n, 99n, 16n].map((capsuleId) => ({ capsuleId, relation: 0 }));
    const given = { capsuleId: 17n, relation: 0, ancestors: [3n] };
    const complete = await withAncestors(client, deployment, [...parents, given]);
    assert.deepEqual(
      complete.map(({ ancestors }) => ancestors),
      [[5n], [], [5n], [3n]],
    );
    assert.equal(asked.length, 1);
    assert.deepEqual(await withAncestors(client, deployment, [given]), [given]);
    assert.equal(asked.length, 1);
  });

  it("is refused on another chain than the deployment's", async () => {
    const { client } = chain({ range: 10_000n, latest: START, chainId: 8 });
    await assert.rejects(findEvents(client, filter), WrongChainError);
  });
});
