import assert from "node:assert/strict";
import { parseAbi } from "viem";
import type { Freshness } from "../../../keeper/chain/agreement.ts";
import { httpEndpoint } from "../../../keeper/chain/endpoint.ts";
import { ChainQuorumError, type QuorumFailure } from "../../../keeper/chain/errors.ts";
import type { Finality } from "../../../keeper/chain/header.ts";
import { createQuorumChain, type QuorumChain } from "../../../keeper/chain/quorumChain.ts";
import { cleanUp, later } from "../support/cleanup.ts";
import {
  type Behaviour,
  blockHash,
  blockOf,
  CHAIN_ID,
  type FakeChain,
  fakeChain,
  fakeRpc,
} from "../support/fakeRpc.ts";

const abi = parseAbi(["function answer() view returns (uint256)", "error Refused(uint256 number)"]);
const TO = "0x4444444444444444444444444444444444444444";
const FRESHNESS: Freshness = { maxHeadAge: 120, maxHeadAhead: 60, maxFinalAge: 3600, maxFinalSpread: 600 };

describe("keeper: reading the chain through a quorum", function () {
  this.timeout(30_000);
  afterEach(cleanUp);

  async function endpointOf(chain: FakeChain, index: number, behaviour?: Behaviour) {
    const rpc = await fakeRpc(chain, behaviour);
    later(rpc.close);
    return { rpc, endpoint: httpEndpoint({ index, url: rpc.url, timeoutMilliseconds: 20_000 }) };
  }

  type Settings = {
    finality?: Finality;
    freshness?: Partial<Freshness>;
    cacheMilliseconds?: number;
    now?: () => number;
  };

  function quorumChain(
    endpoints: readonly Awaited<ReturnType<typeof endpointOf>>[],
    quorum: number,
    { finality = "finalized", freshness = {}, cacheMilliseconds = 0, now = Date.now }: Settings = {},
  ): QuorumChain {
    const chain = createQuorumChain({
      ...{ chainId: CHAIN_ID, endpoints: endpoints.map(({ endpoint }) => endpoint), quorum, finality, now },
      ...{ cacheMilliseconds, freshness: { ...FRESHNESS, ...freshness } },
    });
    later(() => chain.close());
    return chain;
  }

  const failsWith = (failure: QuorumFailure) => (error: unknown) => {
    assert.ok(error instanceof ChainQuorumError, String(error));
    assert.equal(error.failure, failure, error.message);
    return true;
  };
  const answer = (chain: QuorumChain) =>
    chain.pin().then(({ client }) => client.readContract({ address: TO, abi, functionName: "answer" }));
  const always =
    (result: string): Behaviour =>
    ({ method, answer: truth }) =>
      method === "eth_call" ? result : truth();
  const word = (value: number) => `0x${value.toString(16).padStart(64, "0")}`;

  it("pins the newest final block by tag, or the head minus confirmations", async () => {
    const chain = fakeChain();
    const one = await endpointOf(chain, 0);
    for (const [finality, number] of [
      ["finalized", 990n],
      ["safe", 990n],
      [{ confirmations: 0 }, 1000n],
      [{ confirmations: 3 }, 997n],
      [{ confirmations: 5000 }, 0n],
    ] as const) {
      const freshness = { maxFinalAge: null };
      const { header } = await quorumChain([one], 1, { finality, freshness }).pin();
      assert.deepEqual([header.number, header.hash], [number, blockHash(number)]);
    }
  });

  it("asks every read at the pinned hash, which must be canonical, with gas of its own", async () => {
    const seen: unknown[] = [];
    const one = await endpointOf(fakeChain(), 0, ({ method, params, answer: truth }) => {
      if (method !== "eth_call") return truth();
      seen.push(params);
      return word(7);
    });
    assert.equal(await answer(quorumChain([one], 1)), 7n);
    assert.deepEqual(seen, [
      [
        { data: "0x85bb7d69", to: TO, gas: "0x989680" },
        { blockHash: blockHash(990n), requireCanonical: true },
      ],
    ]);
  });

  it("can do nothing but eth_call, without overriding any state", async () => {
    const one = await endpointOf(fakeChain(), 0);
    const { client } = await quorumChain([one], 1).pin();
    await assert.rejects(client.getBalance({ address: TO }), /eth_getBalance is not available/);
    await assert.rejects(client.sendRawTransaction({ serializedTransaction: "0x00" }), /is not available/);
    await assert.rejects(client.call({ to: TO, stateOverride: [{ address: TO, balance: 1n }] }), /without overrides/);
    assert.deepEqual(new Set(one.rpc.requests), new Set(["eth_chainId", "eth_getBlockByNumber"]));
  });

  it("agrees on answers and on reverts alike, byte by byte", async () => {
    const chain = fakeChain();
    const revert: Behaviour = ({ method, answer: truth }) => {
      if (method !== "eth_call") return truth();
      throw { code: 3, message: "execution reverted", data: `0x77c5d1cf${word(9).slice(2)}` };
    };
    const good = await Promise.all([endpointOf(chain, 0, always(word(1))), endpointOf(chain, 1, always(word(1)))]);
    const other = await endpointOf(chain, 2, always(word(2)));
    assert.equal(await answer(quorumChain([...good, other], 2)), 1n);
    await assert.rejects(answer(quorumChain([good[0], other], 2)), (error: Error) =>
      failsWith("disagreement")(findQuorumError(error)),
    );
    const reverting = [await endpointOf(chain, 0, revert), await endpointOf(chain, 1, revert)];
    await assert.rejects(answer(quorumChain([...reverting, other], 2)), (error: Error) => {
      assert.equal(findQuorumError(error), undefined);
      return /revert/.test(error.message);
    });
  });

  it("never goes back to an older block than it has agreed on", async () => {
    const chain = fakeChain();
    const endpoints = await Promise.all([0, 1].map((index) => endpointOf(chain, index)));
    const quorum = quorumChain(endpoints, 2);
    assert.equal((await quorum.pin()).header.number, 990n);
    endpoints[1]?.rpc.behave(({ method, params, answer: truth }) =>
      method === "eth_getBlockByNumber" && params[0] === "finalized" ? blockOf(chain, 970n) : truth(),
    );
    assert.equal((await quorum.pin()).header.number, 990n);
    chain.head += 20n;
    assert.equal((await quorum.pin()).header.number, 990n);
    endpoints[1]?.rpc.behave(({ answer: truth }) => truth());
    assert.equal((await quorum.pin()).header.number, 1010n);
  });

  it("reports a stalled chain, stalled finality, a slow clock and a fast clock each as what it is", async () => {
    const chain = fakeChain();
    const endpoints = await Promise.all([0, 1, 2].map((index) => endpointOf(chain, index)));
    const at = (seconds: number) => () => (chain.headTime() + seconds) * 1000;
    const pin = (settings: Settings) => quorumChain(endpoints, 2, settings).pin();
    await assert.rejects(pin({ now: at(121) }), failsWith("stale"));
    await assert.rejects(pin({ now: at(86_400) }), failsWith("stale"));
    await assert.rejects(pin({ now: at(-61) }), failsWith("clock"));
    await assert.rejects(pin({ now: at(-86_400) }), failsWith("clock"));
    await assert.rejects(pin({ freshness: { maxFinalAge: 119 } }), failsWith("stale"));
    assert.equal((await pin({ now: at(120), freshness: { maxFinalAge: 240 } })).header.number, 990n);
    assert.equal((await pin({ now: at(-60) })).header.number, 990n);
    const unchecked = { maxHeadAge: null, maxHeadAhead: null, maxFinalAge: null };
    assert.equal((await pin({ now: at(86_400), freshness: unchecked })).header.number, 990n);
  });

  it("takes no answer from an endpoint of another chain, until it serves the right one", async () => {
    const chain = { ...fakeChain(), chainId: 1 };
    const one = await endpointOf(chain, 0);
    const quorum = quorumChain([one], 1);
    await assert.rejects(quorum.pin(), failsWith("unreachable"));
    chain.chainId = CHAIN_ID;
    assert.equal((await quorum.pin()).header.number, 990n);
  });

  it("uses an agreement for as long as its cache lasts, and asks once for many at the same time", async () => {
    const one = await endpointOf(fakeChain(), 0);
    const blocks = () => one.rpc.requests.filter((method) => method === "eth_getBlockByNumber").length;
    const cached = quorumChain([one], 1, { cacheMilliseconds: 60_000 });
    await Promise.all([cached.pin(), cached.pin(), cached.pin()]);
    await cached.pin();
    assert.equal(blocks(), 2);
    const uncached = quorumChain([one], 1);
    await uncached.pin();
    await uncached.pin();
    assert.equal(blocks(), 6);
  });

  it("lowers no quorum for endpoints that are gone", async () => {
    const chain = fakeChain();
    const endpoints = await Promise.all([0, 1, 2].map((index) => endpointOf(chain, index)));
    const quorum = quorumChain(endpoints, 2);
    await quorum.pin();
    await endpoints[0]?.rpc.close();
    await quorum.pin();
    await endpoints[1]?.rpc.close();
    await assert.rejects(quorum.pin(), failsWith("unreachable"));
  });
});

function findQuorumError(error: Error): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ChainQuorumError) return cause;
  }
  return undefined;
}
