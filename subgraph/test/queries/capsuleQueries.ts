import assert from "node:assert/strict";
import {
  findCapsulePage,
  findCapsules,
  findContributors,
  findLineage,
  findManifests,
  findRounds,
  findUsage,
} from "@capsule-protocol/sdk/indexer/index.ts";
import { type Address, zeroAddress } from "viem";
import { log, word } from "../support/events.ts";
import type { Answer } from "../support/indexedChain.ts";
import { sharedChain } from "../support/shared.ts";
import { claimed, fresh, freshAccount, given, offered, registered, sold, tipped } from "../support/story.ts";
import { ask } from "./ask.ts";

const linked = (capsuleId: bigint, parentId: bigint) =>
  log("CapsuleRegistry", "ParentLinked", { capsuleId, parentId, relation: 0, licenseId: 0n, policy: 0, rateBps: 100 });

/** A capsule with a manifest of its own words, once that is indexed. */
async function described(words: string, kind: string, creator: Address): Promise<bigint> {
  const chain = sharedChain();
  const id = BigInt(fresh());
  const capsule = { capsuleId: word(id), kind, tags: [words], files: [], license: { name: "MIT" } };
  const manifest = { name: `${words} ${id}`, description: "", properties: { capsule } };
  const digest = await chain.store(new TextEncoder().encode(JSON.stringify(manifest)));
  await chain.emit([
    ...registered(id, creator, { digest, feeBps: 0 }),
    log("AccessToken", "SalesOpened", { capsuleId: id, open: true }),
  ]);
  for (let attempt = 0; attempt < 40; attempt++) {
    await chain.mine(1);
    const { manifest: found } = await chain.query("query ($id: ID!) { manifest(id: $id) { id } }", { id: digest });
    if (found !== null) return id;
  }
  throw new Error("The manifest was not found.");
}

/** Documented queries about what is offered, and what becomes of a capsule. */
export function capsuleQueries(): void {
  it("marketplace: what is on sale, filtered by what manifests say, newest first", async () => {
    const creator = freshAccount();
    const [voice, model] = [await described("quokka", "voice", creator), await described("quokka", "model", creator)];
    const offerId = BigInt(fresh());
    await sharedChain().emit([offered(offerId, model, creator, { duration: 60 }, 77n)]);
    const where = { salesOpen: true, manifest_: { name_starts_with: "quokka" } };
    const all = await ask(findCapsules, { where });
    assert.deepEqual(
      all.map(({ id }) => BigInt(id)),
      [model, voice],
    );
    const capsules = await ask(findCapsules, {
      where: { manifest_: { name_starts_with: "quokka", kind: "model" } },
    });
    assert.deepEqual(
      capsules.map(({ offers }) => offers),
      [
        [
          {
            id: word(offerId),
            currency: zeroAddress,
            price: 77n,
            pricedInUsd: false,
            duration: 60n,
            runs: 0n,
            rights: 1,
            trial: 0n,
          },
        ],
      ],
    );
    const [first] = all;
    const next = await ask(findCapsules, { where: { ...where, sequence_lt: String(first?.sequence) } });
    assert.deepEqual(
      next.map(({ id }) => BigInt(id)),
      [voice],
    );
  });

  it("search: by words, narrowed by kind", async () => {
    const creator = freshAccount();
    const [voice, model] = [await described("wombat", "voice", creator), await described("wombat", "model", creator)];
    const both = await ask(findManifests, { text: "wombat" });
    const ids = both.flatMap(({ capsules }) => capsules.map(({ id }) => BigInt(id)));
    assert.deepEqual(new Set(ids), new Set([voice, model]));
    const manifests = await ask(findManifests, { text: "womb:*", where: { kind: "model" } });
    assert.deepEqual(
      manifests.map(({ capsuleId }) => BigInt(capsuleId ?? 0)),
      [model],
    );
  });

  it("capsule: all of its page", async () => {
    const [id, owner] = [BigInt(fresh()), freshAccount()];
    await sharedChain().emit([...registered(id, owner), tipped(id, 1_000n)]);
    const capsule = await ask(findCapsulePage, { capsuleId: id });
    assert.equal(capsule?.owner.id, owner);
    assert.deepEqual(
      capsule?.versions.map(({ number }) => number),
      [1n],
    );
    assert.deepEqual(
      capsule?.incomes.map(({ direct, fee, net }) => [direct, fee, net]),
      [[1000n, 25n, 975n]],
    );
    assert.equal(await ask(findCapsulePage, { capsuleId: 2n ** 250n }), null);
  });

  it("lineage: five generations up and down", async () => {
    const generations = Array.from({ length: 7 }, () => BigInt(fresh()));
    const owner = freshAccount();
    for (const [index, id] of generations.entries()) {
      const parent = generations[index - 1];
      await sharedChain().emit([...registered(id, owner), ...(parent === undefined ? [] : [linked(id, parent)])]);
    }
    const [first = 0n, last = 0n] = [generations[0], generations[6]];
    const depthOf = (node: Answer, edge: string, end: string): number =>
      node?.[edge]?.length ? 1 + depthOf(node[edge][0][end], edge, end) : 0;
    const up = await ask(findLineage, { capsuleId: last });
    const down = await ask(findLineage, { capsuleId: first });
    assert.equal(depthOf(up, "parents", "parent"), 5);
    assert.equal(depthOf(down, "children", "child"), 5);
    const middle = await ask(findLineage, { capsuleId: generations[3] ?? 0n });
    assert.deepEqual([depthOf(middle, "parents", "parent"), depthOf(middle, "children", "child")], [3, 3]);
  });

  it("contributors: who holds units, how they came, and what they were paid", async () => {
    const [id, owner, alice] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await sharedChain().emit([
      ...registered(id, owner, { feeBps: 0 }),
      ...given(id, alice, 400_000n),
      tipped(id, 100n),
      claimed(id, alice, 40n, false),
    ]);
    const { capsule, shareTransfers, payees } = await ask(findContributors, { capsuleId: id });
    assert.deepEqual(capsule, {
      owner: { id: owner },
      ownerUnits: 600_000,
      holdings: [{ account: { id: alice }, units: 400_000 }],
    });
    assert.deepEqual(
      shareTransfers.map(({ from, to, units }) => [from, to?.id, units]),
      [[null, alice, 400_000]],
    );
    assert.deepEqual(payees, [{ account: { id: alice }, currency: zeroAddress, claimed: 40n, claimedAsOwner: 0n }]);
  });

  it("rounds: who trained it, and for how much", async () => {
    const [id, owner, alice] = [BigInt(fresh()), freshAccount(), freshAccount()];
    await sharedChain().emit([...registered(id, owner), ...given(id, alice, 150_000n)]);
    const { rounds, shareEscrows } = await ask(findRounds, { capsuleId: id });
    const [round] = rounds;
    assert.deepEqual([round?.state, round?.units, round?.quorum], ["FINALIZED", 150_000, 1]);
    assert.deepEqual(round?.allocations, [{ account: { id: alice }, units: 150_000 }]);
    assert.deepEqual(shareEscrows, []);
  });

  it("usage: by the day that keepers tell of", async () => {
    const [id, offerId, owner] = [BigInt(fresh()), BigInt(fresh()), freshAccount()];
    const licenseId = (offerId << 64n) | 1n;
    const reported = (day: bigint) =>
      log("UsageMeter", "ReleasesReported", { capsuleId: id, day, epoch: 1n, releases: 3 });
    await sharedChain().emit([
      ...registered(id, owner),
      offered(offerId, id, owner, { runs: 10 }),
      ...sold(offerId, id, owner, { serial: 1n }),
      log("UsageMeter", "UsageSettled", { licenseId, runs: 4 }),
      reported(100n),
      reported(101n),
    ]);
    const answer = await ask(findUsage, { capsuleId: id, from: 101n, to: 200n });
    assert.deepEqual(answer.capsule, { releases: 6n, runsUsed: 4n });
    assert.deepEqual(answer.capsuleUsageDays, [{ day: 101n, releases: 3n, runs: 0n }]);
    assert.deepEqual(answer.protocolUsageDays, [{ day: 101n, releases: 3n, runs: 0n }]);
    assert.deepEqual(
      answer.usageSettlements.map(({ runs, license }) => [runs, license.runs]),
      [[4n, 10n]],
    );
  });
}
