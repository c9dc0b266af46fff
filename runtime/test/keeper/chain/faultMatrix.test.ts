import assert from "node:assert/strict";
import { encodeFunctionResult, getAddress, type Hex, isAddressEqual, zeroHash } from "viem";
import { accessTokenAbi } from "../../../keeper/chain/contracts.ts";
import { httpEndpoint, type RpcEndpoint } from "../../../keeper/chain/endpoint.ts";
import { ChainQuorumError } from "../../../keeper/chain/errors.ts";
import { createQuorumChain } from "../../../keeper/chain/quorumChain.ts";
import { RefusedError } from "../../../keeper/refusedError.ts";
import { requireEntitlement } from "../../../keeper/release/entitlement.ts";
import { cleanUp, later } from "../support/cleanup.ts";
import {
  ACCESS_TOKEN,
  type Behaviour,
  blockOf,
  CHAIN_ID,
  type FakeChain,
  fakeChain,
  fakeRpc,
  HANDLED,
  KEEPER_REGISTRY,
  NEVER,
  REGISTRY,
} from "../support/fakeRpc.ts";
import { CAPSULE_ID, LICENSE_ID } from "../support/licensee.ts";

const ACCOUNT = getAddress(`0x${"aa".repeat(20)}`);
const KINDS = ["honest", "lie", "slow", "stale", "down"] as const;
type Kind = (typeof KINDS)[number];
const QUORUM = 2;
// Only the endpoints that never answer are given up: a busy machine makes no other case fail.
const PATIENCE = 60_000;
const SLOW_TIMEOUT = 30;
const CONCURRENCY = 8;

const request = {
  ...{ capsuleId: CAPSULE_ID, licenseId: LICENSE_ID, account: ACCOUNT, transportKey: zeroHash, nonce: zeroHash },
  ...{ leaseRuns: 0, issuedAt: 0n },
};

/** Blocks from here on tell the truth of today; what was before was the opposite. Final is block 990. */
const CHANGED = 985n;
/** Final blocks of then, each liar's its own, and none so old that it is out of date by that alone. */
const oldBlock = (index: number) => 850n - 60n * BigInt(index);

/** A chain on which the account has the license since {@link CHANGED}, or has it no longer. */
function chainWith(access: boolean): FakeChain {
  const chain = fakeChain();
  chain.capsules.set(CAPSULE_ID, { owner: REGISTRY, isSealed: true, suspended: false });
  const licenses = (held: boolean): FakeChain["licenses"] => {
    const holder = held ? ACCOUNT : REGISTRY;
    return new Map([[LICENSE_ID, { capsuleId: CAPSULE_ID, rights: 1, expiresAt: NEVER, runs: 0, holder }]]);
  };
  chain.licenses = licenses(access);
  chain.past = { before: CHANGED, licenses: licenses(!access) };
  return chain;
}

/** Ways to lie about whether the account has access. `index` makes liars differ where they don't conspire. */
const LIES: Record<string, (chain: FakeChain, index: number, claim: boolean) => Behaviour> = {
  "about the license, each differently": (_chain, index, claim) => licenseLie(claim, NEVER - BigInt(index)),
  "with a chain of its own, whose answers it makes up": (chain, index, claim) => {
    const lie = licenseLie(claim, NEVER);
    return (asked) => {
      if (asked.method !== "eth_getBlockByNumber") return lie({ ...asked, answer: () => claimed(claim, NEVER) });
      const [which] = asked.params as [string];
      const final = chain.head - chain.finalityDepth;
      return blockOf(
        chain,
        which === "latest" ? chain.head : which === "finalized" ? final : BigInt(which),
        `${index}`,
      );
    };
  },
  "about the height, far ahead of everyone": (chain, index, claim) => {
    const lie = licenseLie(claim, NEVER - BigInt(index));
    return (asked) =>
      asked.method === "eth_getBlockByNumber"
        ? { ...blockOf(chain, chain.head, `${index}`), number: "0xffffffff" }
        : lie(asked);
  },
  "by showing an old final block, about which it tells the truth": (chain, index) => (asked) =>
    asked.method === "eth_getBlockByNumber" && asked.params[0] === "finalized"
      ? blockOf(chain, oldBlock(index))
      : asked.answer(),
};

function claimed(claim: boolean, expiresAt: bigint): Hex {
  const result = [CAPSULE_ID, 1, expiresAt, 0, claim] as const;
  return encodeFunctionResult({ abi: accessTokenAbi, functionName: "licenseStatus", result });
}

function licenseLie(claim: boolean, expiresAt: bigint): Behaviour {
  return ({ method, params, answer }) => {
    const [{ to } = {}] = params as [{ to?: Hex }?];
    return method === "eth_call" && to && isAddressEqual(to, ACCESS_TOKEN) ? claimed(claim, expiresAt) : answer();
  };
}

/** One endpoint of each kind for each position, all claiming the opposite of the truth where they don't tell it. */
async function endpoints(truth: boolean, lie: (typeof LIES)[string]): Promise<Record<Kind, string>[]> {
  const real = chainWith(truth);
  const old = chainWith(truth);
  old.head -= 25n; // its final block is from before the change
  old.headTime = () => real.headTime() - 300;
  const closed = await fakeRpc(real);
  await closed.close();
  const start = async (chain: FakeChain, behaviour?: Behaviour) => {
    const rpc = await fakeRpc(chain, behaviour);
    later(rpc.close);
    return rpc.url;
  };
  return Promise.all(
    [0, 1, 2].map(async (index) => ({
      honest: await start(real),
      lie: await start(real, lie?.(real, index, !truth)),
      slow: await start(real, () => HANDLED),
      stale: await start(old),
      down: `${closed.url}/${index}`,
    })),
  );
}

async function outcome(endpoints: readonly RpcEndpoint[]): Promise<"access" | "refused" | "no quorum"> {
  const chain = createQuorumChain({
    ...{ chainId: CHAIN_ID, endpoints, quorum: QUORUM, finality: "finalized" },
    freshness: { maxHeadAge: 120, maxHeadAhead: 60, maxFinalAge: 3600, maxFinalSpread: 600 },
    ...{ cacheMilliseconds: 0, now: Date.now },
  });
  try {
    const block = await chain.pin();
    const addresses = { registry: REGISTRY, accessToken: ACCESS_TOKEN, keeperRegistry: KEEPER_REGISTRY };
    await requireEntitlement({ block, addresses, request, device: undefined, now: Math.floor(Date.now() / 1000) });
    return "access";
  } catch (error) {
    if (error instanceof ChainQuorumError) return "no quorum";
    if (error instanceof RefusedError) return "refused";
    throw error;
  } finally {
    chain.close();
  }
}

const combinations = KINDS.flatMap((a) => KINDS.flatMap((b) => KINDS.map((c) => [a, b, c] as const)));

describe("keeper: RPC fault matrix, quorum 2 of 3", function () {
  this.timeout(120_000);
  afterEach(cleanUp);

  for (const [name, lie] of Object.entries(LIES)) {
    for (const truth of [true, false]) {
      it(`liars lie ${name}; the truth is ${truth ? "access" : "no access"}: all ${combinations.length} cases`, async () => {
        const urls = await endpoints(truth, lie);
        const results = new Map<string, string>();
        const open = [...combinations];
        const worker = async () => {
          for (let kinds = open.pop(); kinds; kinds = open.pop()) {
            const chosen = kinds.map((kind, index) => {
              const timeoutMilliseconds = kind === "slow" ? SLOW_TIMEOUT : PATIENCE;
              return httpEndpoint({ index, url: urls[index]?.[kind] as string, timeoutMilliseconds });
            });
            results.set(kinds.join(" "), await outcome(chosen));
          }
        };
        await Promise.all(Array.from({ length: CONCURRENCY }, worker));
        const expected = combinations.map((kinds) => {
          const honest = kinds.filter((kind) => kind === "honest").length;
          return [kinds.join(" "), honest >= QUORUM ? (truth ? "access" : "refused") : "no quorum"] as const;
        });
        const differing = expected.filter(([kinds, result]) => results.get(kinds) !== result);
        assert.deepEqual(
          differing.map(([kinds, result]) => `${kinds}: ${results.get(kinds)} instead of ${result}`),
          [],
        );
        assert.equal(results.size, 125);
      });
    }
  }
});
