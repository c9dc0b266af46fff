import { viemAccessChain } from "@capsule-protocol/runtime/access/viemAccessChain.ts";
import { readKeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import type { CapsuleSession } from "@capsule-protocol/runtime/load/session.ts";
import { loadCapsule } from "@capsule-protocol/runtime/loadCapsule.ts";
import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { collectLeases, signedLeases } from "@capsule-protocol/runtime/usage/keeperUsage.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { Rights, Transferability } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { settle } from "@capsule-protocol/sdk/actions/usage/settle.ts";
import { zeroAddress } from "viem";
import { buyLicense, PRICE } from "./offer.ts";
import { loadPortsOf } from "./runtimePorts.ts";
import { noteTransaction, reader, type Scene } from "./scene.ts";

const RUNS = 3;
const USED_UP = ["LICENSE_USED_UP"];

/**
 * A license for a few runs: used up, settled on chain by a stranger, and refused from then on.
 *
 * @returns what was paid for it, in wei.
 */
export async function playMetering(scene: Scene, published: PublishedCapsule): Promise<bigint> {
  const { capsuleId } = published.binding;
  scene.display.chapter(`The creator offers licenses for ${RUNS} runs`);
  const { licenseId, paid } = await buyLicense(scene, capsuleId, await offerRuns(scene, published));
  await useUp(scene, capsuleId, licenseId);
  await settleByStranger(scene, licenseId);
  await scene.claims.refused("The runtime refuses to load it again", USED_UP, () => load(scene, capsuleId, licenseId));
  return paid;
}

async function offerRuns(scene: Scene, published: PublishedCapsule): Promise<bigint> {
  const { stack, creator } = scene;
  const { offerId, receipt } = await createOffer.sync(creator.client, {
    deployment: stack.deployment,
    capsuleId: published.binding.capsuleId,
    price: PRICE,
    terms: {
      rights: Rights.RUN,
      runs: RUNS,
      currency: zeroAddress,
      transferability: Transferability.FREE,
      termsDigest: published.manifest.properties.capsule.license.sha256,
    },
  });
  noteTransaction(scene, "offer of runs", record(receipt));
  return offerId;
}

/** Two runs come with the key; the third is leased when they are used up. */
async function useUp(scene: Scene, capsuleId: bigint, licenseId: bigint): Promise<void> {
  const { model, display, claims, signal } = scene;
  display.chapter("The buyer runs the model until all runs are used");
  const session = await load(scene, capsuleId, licenseId);
  try {
    for (let left = RUNS - 1; left >= 0; left--) {
      await session.run(model.feeds, { signal });
      display.say(`runs left: ${session.runsLeft}`);
      claims.equal("Each run is counted", BigInt(session.runsLeft ?? -1), BigInt(left), `${left} left`);
    }
    await claims.refused("Keepers lease no run beyond what was bought", USED_UP, () => session.run(model.feeds));
  } finally {
    await session.close();
  }
}

async function settleByStranger(scene: Scene, licenseId: bigint): Promise<void> {
  const { stack, buyer, stranger, display, claims, signal } = scene;
  const { deployment } = stack;
  const { chainId, keeperRegistry, usageMeter } = deployment;
  display.chapter("A stranger settles on chain what the keepers leased");
  const keepers = await readKeeperSet(reader(scene), { keeperRegistry });
  const usage = { domain: { chainId, usageMeter }, keepers, signal };
  const receipts = await collectLeases(usage);
  const known = receipts.find((receipt) => receipt.licenseId === licenseId)?.runs ?? 0;
  claims.equal("A quorum of the keepers knows each run", BigInt(known), BigInt(RUNS), `${known} runs leased`);
  for (const { epoch, entries, signatures } of await signedLeases(usage, receipts)) {
    const { settled, receipt } = await settle.sync(stranger.client, {
      ...{ deployment, epoch, receipts: entries, signatures },
    });
    noteTransaction(scene, "settlement", record(receipt));
    claims.equal("Every receipt counts", settled, BigInt(entries.length), `${settled} settled`);
  }
  const status = await viemAccessChain(buyer.client, deployment).license(licenseId, buyer.address);
  const over = status.runs === 0 && status.bought === RUNS && !status.valid;
  claims.that("The chain says that the license is used up", over, `${status.runs} of ${status.bought} runs left`);
}

function load(scene: Scene, capsuleId: bigint, licenseId: bigint): Promise<CapsuleSession> {
  const { buyer, signal } = scene;
  return loadCapsule({
    capsuleId,
    access: { account: buyer.address, licenseId, sign: (data) => buyer.account.signTypedData(data) },
    ports: loadPortsOf(scene, buyer),
    leaseRuns: RUNS - 1,
    signal,
  });
}
