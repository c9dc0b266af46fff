import { getClaimableOwner } from "@capsule-protocol/sdk/actions/royalty/getClaimableOwner.ts";
import { getNetIncome } from "@capsule-protocol/sdk/actions/royalty/getNetIncome.ts";
import { findClaimable } from "@capsule-protocol/sdk/indexer/findClaimable.ts";
import { findLineage } from "@capsule-protocol/sdk/indexer/findLineage.ts";
import { findManifests } from "@capsule-protocol/sdk/indexer/findManifests.ts";
import { findPayments } from "@capsule-protocol/sdk/indexer/findPayments.ts";
import type { Indexer } from "@capsule-protocol/sdk/indexer/queryIndexer.ts";
import { zeroAddress } from "viem";
import { finalize } from "../localChain.ts";
import { type Economy, idOf } from "./economy/economy.ts";
import { reader } from "./scene.ts";

/** What happened is found again by GraphQL, on the real graph-node, and says what the contracts say. */
export async function discover(economy: Economy): Promise<void> {
  const { stack, display } = economy.scene;
  if (stack.indexer === undefined) throw new Error("The demo's stack has an indexer.");
  display.chapter("A reader finds all of it in the subgraph");
  const indexer: Indexer = { url: stack.indexer.url };
  // What a manifest says is indexed with the block after it was found.
  await finalize(stack.rpcUrl);
  await stack.indexer.synced();
  display.say(`graph-node answers at ${indexer.url}`);
  await search(economy, indexer);
  await lineage(economy, indexer);
  await payments(economy, indexer);
  await claims(economy, indexer);
}

async function search(economy: Economy, indexer: Indexer): Promise<void> {
  const { scene } = economy;
  const manifests = await findManifests(indexer, { text: "merged & adapter" });
  const found = manifests.flatMap(({ capsules }) => capsules.map(({ id }) => BigInt(id)));
  const right = found.length === 1 && found[0] === idOf(economy, "merge");
  scene.claims.that("The merge is found by the words of its manifest", right, '"merged & adapter"');
}

async function lineage(economy: Economy, indexer: Indexer): Promise<void> {
  const { scene } = economy;
  const capsule = await findLineage(indexer, { capsuleId: idOf(economy, "small merge") });
  const [parent] = capsule?.parents ?? [];
  const above = parent?.parent.parents.map(({ parent: { id } }) => BigInt(id)) ?? [];
  const expected = [idOf(economy, "model"), idOf(economy, "adapter")];
  const right = BigInt(parent?.parent.id ?? 0) === idOf(economy, "merge") && sameSet(above, expected);
  scene.claims.that("The small merge's ancestors are found, two generations up", right, "model and adapter");
}

async function payments(economy: Economy, indexer: Indexer): Promise<void> {
  const { scene } = economy;
  const capsuleId = idOf(economy, "merge");
  const flows = await findPayments(indexer, { capsuleId, first: 1000 });
  const direct = flows.filter(({ kind }) => ["SALE", "RENEWAL", "RESALE", "TIP", "SWEEP"].includes(kind));
  const sum = direct.reduce((total, { amount }) => total + amount, 0n);
  const last = flows.at(-1);
  scene.claims.equal("The payments of the merge add up", sum, last?.directAfter ?? -1n, `${flows.length} movements`);
  const { deployment } = scene.stack;
  const net = await getNetIncome(reader(scene), { deployment, capsuleId, currency: zeroAddress });
  scene.claims.equal(
    "What it earned after all debts is what the contracts say",
    last?.netAfter ?? -1n,
    net,
    `${net} wei`,
  );
}

async function claims(economy: Economy, indexer: Indexer): Promise<void> {
  const { scene, builder } = economy;
  const { deployment } = scene.stack;
  const { claims: found } = await findClaimable(indexer, { account: builder.address });
  const asOwner = found.filter(({ action }) => action === "claimOwner");
  const said = asOwner.reduce((total, { amount }) => total + amount, 0n);
  const parameters = { deployment, capsuleId: idOf(economy, "merge"), currency: zeroAddress };
  const view = await getClaimableOwner(reader(scene), parameters);
  scene.claims.equal("What the builder can still claim is what the contracts say", said, view, `${view} wei`);
}

function sameSet(left: readonly bigint[], right: readonly bigint[]): boolean {
  return left.length === right.length && left.every((item) => right.includes(item));
}
