// Each documented query of the subgraph is asked by a function of the SDK, with what the query takes.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import * as queries from "../src/generated/queries.ts";
import * as sdk from "../src/indexer/index.ts";

const QUERIES = fileURLToPath(new URL("../../subgraph/queries", import.meta.url));
const ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const account = ACCOUNT.toLowerCase();
const capsuleId = 0xc0ffeen;
const capsule = `0x${"c0ffee".padStart(64, "0")}`;
const where = { salesOpen: true, sequence_lt: 2n ** 40n };

type Asking = {
  ask: (indexer: sdk.Indexer) => Promise<unknown>;
  variables: Readonly<Record<string, unknown>>;
  /** What the subgraph answers, and what becomes of it; handed on as it is when that is left out. */
  answer: Readonly<Record<string, unknown>>;
  result?: unknown;
};

const page = { capsule: { id: capsule } };
const bucket = { timestamp: "86400000000", currency: "0x" };

/** By the name of the query. */
const askings: Readonly<Record<string, Asking>> = {
  capsule: {
    ...{ ask: (indexer) => sdk.findCapsulePage(indexer, { capsuleId }), variables: { id: capsule } },
    ...{ answer: page, result: page.capsule },
  },
  claimable: {
    ...{ ask: (indexer) => sdk.findClaimable(indexer, { account: ACCOUNT }), variables: { account } },
    answer: { capsules: [], shareHoldings: [], credits: [] },
    result: { claims: [], collectables: [], credits: [] },
  },
  contributors: {
    ask: (indexer) => sdk.findContributors(indexer, { capsuleId, first: 7 }),
    variables: { id: capsule, capsule, first: 7 },
    answer: { capsule: null, shareTransfers: [], payees: [] },
  },
  disputes: {
    ...{ ask: (indexer) => sdk.findDisputes(indexer, { capsuleId }), variables: { id: capsule } },
    ...{ answer: page, result: page.capsule },
  },
  income: {
    ask: (indexer) => sdk.findIncome(indexer, { account: ACCOUNT, from: 86_400n, to: 172_800n }),
    variables: { account, from: "86400000000", to: "172800000000" },
    answer: {
      ownerIncomeStats_collection: [{ ...bucket, income: "3" }],
      accountPayoutStats_collection: [{ ...bucket, amount: "2" }],
    },
    result: {
      income: [{ timestamp: 86_400n, currency: "0x", income: 3n }],
      payouts: [{ timestamp: 86_400n, currency: "0x", amount: 2n }],
    },
  },
  indexer: {
    ...{ ask: (indexer) => sdk.waitForBlock(indexer, { blockNumber: 3n }), variables: {} },
    ...{ answer: { _meta: { block: { number: 3 } } }, result: undefined },
  },
  keepers: {
    ...{ ask: (indexer) => sdk.findKeepers(indexer, {}), variables: {} },
    answer: { keeperEpoches: [{ number: "2", threshold: 3 }] },
    result: { number: 2n, threshold: 3 },
  },
  licenses: {
    ask: (indexer) => sdk.findLicenses(indexer, { account: ACCOUNT, after: "0x01", first: 7 }),
    variables: { account, after: "0x01", first: 7 },
    answer: { licenseHoldings: [{ id: "0x02", balance: "1" }] },
    result: [{ id: "0x02", balance: 1n }],
  },
  lineage: {
    ...{ ask: (indexer) => sdk.findLineage(indexer, { capsuleId }), variables: { id: capsule } },
    ...{ answer: { capsule: null }, result: null },
  },
  marketplace: {
    ask: (indexer) => sdk.findCapsules(indexer, { where, first: 7 }),
    variables: { where: { ...where, sequence_lt: String(where.sequence_lt) }, first: 7 },
    answer: { capsules: [{ id: capsule, sequence: "9" }] },
    result: [{ id: capsule, sequence: 9n }],
  },
  payments: {
    ask: (indexer) => sdk.findPayments(indexer, { capsuleId, after: 2n ** 70n }),
    variables: { capsule, after: String(2n ** 70n) },
    answer: { flows: [{ amount: "5" }] },
    result: [{ amount: 5n }],
  },
  rounds: {
    ...{ ask: (indexer) => sdk.findRounds(indexer, { capsuleId }), variables: { capsule } },
    answer: { rounds: [], shareEscrows: [] },
  },
  search: {
    ask: (indexer) => sdk.findManifests(indexer, { text: "flower:*", where: { kind: "model" } }),
    variables: { text: "flower:*", where: { kind: "model" } },
    ...{ answer: { manifestSearch: [{ id: "0x03" }] }, result: [{ id: "0x03" }] },
  },
  trades: {
    ask: (indexer) => sdk.findTrades(indexer, { capsuleId, now: 50n, first: 7 }),
    variables: { capsule, now: "50", first: 7 },
    answer: { bids: [], orders: [], trades: [] },
  },
  upgrades: {
    ...{ ask: (indexer) => sdk.findUpgrades(indexer, { first: 7 }), variables: { first: 7 } },
    answer: { contracts: [], parameterChanges: [], roles: [] },
  },
  usage: {
    ask: (indexer) => sdk.findUsage(indexer, { capsuleId, from: 1n, to: 2n }),
    variables: { id: capsule, capsule, from: "1", to: "2" },
    answer: { capsule: null, capsuleUsageDays: [], protocolUsageDays: [], usageSettlements: [] },
  },
  voter: {
    ...{ ask: (indexer) => sdk.findVoter(indexer, { account: ACCOUNT }), variables: { account } },
    answer: { voter: null, proposals: [] },
  },
};

/** An index that gives one answer, and what it was asked. */
function indexOf(answer: unknown) {
  const requests: { query: string; variables: unknown }[] = [];
  const send: typeof fetch = async (_, request) => {
    requests.push(JSON.parse(String(request?.body)));
    request?.signal?.throwIfAborted();
    return Response.json({ data: answer });
  };
  return { indexer: { url: "http://index.example", fetch: send }, requests };
}

describe("documented queries of the subgraph", () => {
  const names = readdirSync(QUERIES).map((file) => basename(file, ".graphql"));

  it("are all here, each once, as constants of the SDK", () => {
    const constants = Object.values(queries).map(({ name }) => name);
    assert.deepEqual(constants.sort(), names.sort());
  });

  for (const name of names) {
    it(`${name}: a function of the SDK asks it, and gives what was answered`, async () => {
      const { [name]: asking } = askings;
      assert.ok(asking, `No function of the SDK asks subgraph/queries/${name}.graphql.`);
      const { indexer, requests } = indexOf(asking.answer);
      const result = await asking.ask(indexer);
      const query = Object.values(queries).find((one) => one.name === name);
      assert.deepEqual(requests, [{ query: query?.text, variables: asking.variables }]);
      assert.deepEqual(result, "result" in asking ? asking.result : asking.answer);
    });
  }

  it("end with the signal's reason, which is no variable of theirs", async () => {
    const { indexer, requests } = indexOf({});
    const reason = new Error("enough");
    const asking = sdk.findPayments(indexer, { capsuleId, signal: AbortSignal.abort(reason) });
    await assert.rejects(asking, reason);
    assert.deepEqual(requests, [{ query: queries.paymentsQuery.text, variables: { capsule } }]);
  });

  it("are not asked for what can be no account and no capsule", async () => {
    const { indexer, requests } = indexOf({});
    for (const wrong of ["0x12", `${ACCOUNT}00`] as const) {
      await assert.rejects(sdk.findVoter(indexer, { account: wrong }), { name: "InvalidAddressError" });
      await assert.rejects(sdk.findClaimable(indexer, { account: wrong }), { name: "InvalidAddressError" });
    }
    for (const wrong of [-1n, 2n ** 256n]) {
      await assert.rejects(sdk.findLineage(indexer, { capsuleId: wrong }), { name: "IntegerOutOfRangeError" });
    }
    assert.deepEqual(requests, []);
  });
});
