import { loadCapsule } from "@capsule-protocol/runtime/loadCapsule.ts";
import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { tip } from "@capsule-protocol/sdk/actions/access/tip.ts";
import { concludeDispute } from "@capsule-protocol/sdk/actions/disputes/concludeDispute.ts";
import { counterDispute } from "@capsule-protocol/sdk/actions/disputes/counterDispute.ts";
import { getBonds } from "@capsule-protocol/sdk/actions/disputes/getBonds.ts";
import { getRules } from "@capsule-protocol/sdk/actions/disputes/getRules.ts";
import { openDispute } from "@capsule-protocol/sdk/actions/disputes/openDispute.ts";
import { ruleDispute } from "@capsule-protocol/sdk/actions/disputes/ruleDispute.ts";
import { DisputeStage } from "@capsule-protocol/sdk/actions/disputes/stages.ts";
import { withdrawBonds } from "@capsule-protocol/sdk/actions/disputes/withdrawBonds.ts";
import { register } from "@capsule-protocol/sdk/actions/registry/register.ts";
import { claim } from "@capsule-protocol/sdk/actions/royalty/claim.ts";
import { getContestedIncome } from "@capsule-protocol/sdk/actions/royalty/getContestedIncome.ts";
import { keccak256, toHex, zeroAddress } from "viem";
import { passSeconds } from "../localChain.ts";
import { untilFinal } from "./finality.ts";
import { PRICE } from "./offer.ts";
import { keyServiceOf, loadPortsOf, releaseRequest } from "./runtimePorts.ts";
import { type Actor, actorAt, noteTransaction, reader, type Scene } from "./scene.ts";

/** Tipped while the capsule is disputed; it divides evenly by the fee. */
const TIP = 4_000_000_000_000_000n;

/** Stand for documents on IPFS. */
const digestOf = (document: string) => keccak256(toHex(document));

/**
 * A dispute that suspends the model, and one that nobody rules on. The chain's clock is put forward for their deadlines,
 * so nothing that looks at the time can follow.
 */
export async function playDisputes(scene: Scene, published: PublishedCapsule, offerId: bigint): Promise<void> {
  const disputer = actorAt(scene.stack, 4, "artist");
  const upheld = await disputeModel(scene, published, disputer);
  await ruleAgainstModel(scene, published, offerId, upheld);
  const expired = await disputeStranger(scene, disputer);
  await passDeadlines(scene);
  await endUpheld(scene, published.binding.capsuleId, disputer, upheld);
  await endExpired(scene, expired);
}

async function disputeModel(scene: Scene, published: PublishedCapsule, disputer: Actor): Promise<bigint> {
  const { stack, creator, stranger, display, claims } = scene;
  const { deployment } = stack;
  const { capsuleId } = published.binding;
  display.chapter("The artist disputes the model; what the creator earns meanwhile is set aside");
  const evidence = { deployment, capsuleId, evidenceDigest: digestOf("evidence") };
  const { disputeId, receipt } = await openDispute.sync(disputer.client, evidence);
  noteTransaction(scene, "dispute the model", record(receipt));
  const answer = await counterDispute.sync(creator.client, {
    deployment,
    disputeId,
    evidenceDigest: digestOf("answer"),
  });
  noteTransaction(scene, "answer the dispute", record(answer.receipt));
  const income = { deployment, capsuleId, currency: zeroAddress };
  const tipped = await tip.sync(stranger.client, { ...income, amount: TIP });
  noteTransaction(scene, "tip the model", record(tipped.receipt));
  const contested = await getContestedIncome(reader(scene), income);
  claims.that("The tip is contested, less the fee", contested > 0n && contested < TIP, `${contested} wei of ${TIP}`);
  return disputeId;
}

/** The ruling stops sales and keys in the same block. */
async function ruleAgainstModel(scene: Scene, published: PublishedCapsule, offerId: bigint, disputeId: bigint) {
  const { stack, creator, buyer, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("The council upholds the dispute: the model is suspended at once");
  const council = actorAt(stack, 7, "council");
  const ruling = { deployment, disputeId, upheld: true, rulingDigest: digestOf("reasons") };
  const { receipt } = await ruleDispute.sync(council.client, ruling);
  noteTransaction(scene, "rule on the dispute", record(receipt));
  await claims.refused("No license of it is sold any more", ["ACCESS_TOKEN_SALE_CLOSED"], () =>
    purchase.sync(buyer.client, { deployment, offerId, maxTotal: PRICE }),
  );
  const access = { account: creator.address, licenseId: 0n };
  await claims.refused("The runtime refuses to load it, even for its owner", ["CAPSULE_SUSPENDED"], () =>
    loadCapsule({
      capsuleId: published.binding.capsuleId,
      access: { ...access, sign: (data) => creator.account.signTypedData(data) },
      ports: loadPortsOf(scene, creator),
    }),
  );
  await untilFinal(scene, "the ruling", receipt.blockNumber);
  await claims.refused("The keepers release its key to nobody", ["CAPSULE_SUSPENDED"], () =>
    keyServiceOf(scene).release(releaseRequest(scene, published, creator, 0n)),
  );
}

async function disputeStranger(scene: Scene, disputer: Actor): Promise<bigint> {
  const { stack, stranger, display } = scene;
  const { deployment } = stack;
  display.chapter("The artist disputes a work of the stranger's too; nobody answers, and nobody rules");
  const salt = digestOf("work");
  const work = { deployment, salt, manifestDigest: digestOf("manifest"), encrypted: false };
  const { capsuleId, receipt } = await register.sync(stranger.client, work);
  noteTransaction(scene, "register a work", record(receipt));
  const evidence = { deployment, capsuleId, evidenceDigest: digestOf("evidence") };
  const opened = await openDispute.sync(disputer.client, evidence);
  noteTransaction(scene, "dispute the work", record(opened.receipt));
  return opened.disputeId;
}

/** The local chain's clock jumps over all deadlines. */
async function passDeadlines({ stack, display }: Scene): Promise<void> {
  const rules = await getRules(reader({ stack }), { deployment: stack.deployment });
  const seconds = rules.responsePeriod + rules.rulingPeriod + rules.appealPeriod;
  await passSeconds(stack.rpcUrl, seconds);
  display.say(`The clock of the local chain is put forward by ${seconds / 86_400} days.`);
}

async function endUpheld(scene: Scene, capsuleId: bigint, disputer: Actor, disputeId: bigint): Promise<void> {
  const { stack, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("Both disputes end: anyone may conclude them");
  const income = { deployment, capsuleId, currency: zeroAddress };
  const contested = await getContestedIncome(reader(scene), income);
  const { outcome, receipt } = await concludeDispute.sync(disputer.client, { deployment, disputeId });
  noteTransaction(scene, "conclude the dispute over the model", record(receipt));
  claims.that("Nobody appealed: the ruling stands", outcome === DisputeStage.UPHELD, `dispute ${disputeId}`);
  const claimed = await claim.sync(disputer.client, { ...income, holder: disputer.address });
  noteTransaction(scene, "claim the contested income", record(claimed.receipt));
  claims.equal("What was contested is the artist's", claimed.amount, contested, `${contested} wei`);
  const { bond } = await getRules(reader(scene), { deployment });
  await withdraw(scene, disputer, 2n * bond, "The artist got both bonds");
}

async function endExpired(scene: Scene, disputeId: bigint): Promise<void> {
  const { stack, stranger, claims } = scene;
  const { deployment } = stack;
  const { outcome, receipt } = await concludeDispute.sync(stranger.client, { deployment, disputeId });
  noteTransaction(scene, "conclude the dispute over the work", record(receipt));
  const expired = outcome === DisputeStage.EXPIRED;
  claims.that("Nobody ruled: it ended in the respondent's favour", expired, `dispute ${disputeId}`);
  const { bond } = await getRules(reader(scene), { deployment });
  await withdraw(scene, stranger, bond, "The stranger got the disputer's bond");
}

async function withdraw(scene: Scene, { client, address }: Actor, expected: bigint, title: string): Promise<void> {
  const { deployment } = scene.stack;
  const { amount, receipt } = await withdrawBonds.sync(client, { deployment, creditor: address });
  noteTransaction(scene, "withdraw bonds", record(receipt));
  const left = await getBonds(reader(scene), { deployment, creditor: address });
  scene.claims.equal(title, amount + left, expected, `${expected} wei`);
}
