import { fileFromBytes } from "@capsule-protocol/runtime/publish/sourceFile.ts";
import { record, viemPublishChain } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { type PublishedCapsule, publishCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader, kuboWriter } from "@capsule-protocol/runtime/storage/index.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { tip } from "@capsule-protocol/sdk/actions/access/tip.ts";
import { openDispute } from "@capsule-protocol/sdk/actions/disputes/openDispute.ts";
import type { SignedOrder } from "@capsule-protocol/sdk/actions/market/order.ts";
import type { ParentParameters } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import { registerDerivative } from "@capsule-protocol/sdk/actions/registry/registerDerivative.ts";
import { claimOwner } from "@capsule-protocol/sdk/actions/royalty/claimOwner.ts";
import { collectDue } from "@capsule-protocol/sdk/actions/royalty/collectDue.ts";
import { sha256, toBytes, toHex, zeroAddress } from "viem";
import type { Stack } from "../stack.ts";
import { sealsOf, sellRuns } from "./metering.ts";
import { clientOf, type HeldLicense } from "./people.ts";
import { bid, resell, vote } from "./society.ts";
import { finishTraining, openTraining } from "./training.ts";
import { SEED_RIGHTS, SEED_THOUSANDTH, type SeedWork, seedWorks } from "./works.ts";

/** A work as it stands on the chain, with the offer of its licenses. */
export type Seeded = { capsuleId: bigint; offerId: bigint; price: bigint; published: PublishedCapsule };
/** The works by name, and an order of a seller's under which a license of {@link RESOLD} can be bought. */
export type Market = { works: ReadonlyMap<string, Seeded>; openOrder: SignedOrder };
type Works = ReadonlyMap<string, Seeded>;

const LICENSE = "You may do what the rights of the offer say.\n";
const COMPLAINT = "The speaker of this voice says that nobody asked her.\n";
/** Works whose licenses last for ever: of one they are resold, and of the other sold to whom bids. */
const RESOLD = "Harbour";
const SOLD_TO_BIDDER = "Meadow Pocket";
/** Who buys what nobody needs for a work of its own: indexes among the stack's accounts, by work in turn. */
const BUYERS = [6, 5, 4, 3, 2, 1] as const;

/**
 * Fills a local stack with works, sales and payments, rounds, a resale, bids, metered runs, a dispute and a proposal, so
 * that there is something to see. Some hours pass on its chain.
 */
export async function seedMarket(stack: Stack): Promise<Market> {
  const works = new Map<string, Seeded>();
  for (const work of seedWorks) {
    const published = await publish(stack, work, works);
    works.set(work.name, await offer(stack, work, published));
  }
  await finishTraining(stack, seeded(works, RESOLD).capsuleId);
  const licenses = await trade(stack, works);
  const openOrder = await resell(stack, held(licenses, RESOLD));
  await bid(stack, held(licenses, SOLD_TO_BIDDER), seeded(works, "Lantern").capsuleId);
  await openTraining(stack, seeded(works, "Meadow").capsuleId);
  for (const { name, creator, isEncrypted = false } of seedWorks) {
    if (isEncrypted) await sellRuns(stack, seeded(works, name).published, creator);
  }
  await vote(stack);
  return { works, openOrder };
}

async function publish(stack: Stack, work: SeedWork, works: Works): Promise<PublishedCapsule> {
  const { name, kind, description, tags, isEncrypted = false } = work;
  const text = `# ${name}\n\n${description}\n`;
  const { get } = gatewayReader({ url: stack.ipfsUrl });
  const { put } = kuboWriter({ url: stack.ipfsUrl });
  const license = { name: "Local market license", text: LICENSE };
  return publishCapsule({
    salt: toHex(seedWorks.indexOf(work) + 1, { size: 32 }),
    publication: { name, kind, description, tags: [...tags], license },
    files: [fileFromBytes("README.md", new TextEncoder().encode(text))],
    encrypted: isEncrypted,
    ports: { chain: await chainFor(stack, work, works), blocks: { get, put }, seals: sealsOf(stack) },
  });
}

/** The chain as publishing sees it; a derivative buys its licenses first, and names its parents. */
async function chainFor(stack: Stack, { creator, parents = [] }: SeedWork, works: Works) {
  const { deployment } = stack;
  const client = clientOf(stack, creator);
  const chain = viemPublishChain(client, deployment);
  if (parents.length === 0) return chain;
  const licensed: ParentParameters[] = [];
  for (const { name, relation } of parents) {
    const parent = seeded(works, name);
    const { licenseId } = await purchase.sync(client, { deployment, offerId: parent.offerId, maxTotal: parent.price });
    licensed.push({ capsuleId: parent.capsuleId, licenseId, relation });
  }
  return {
    ...chain,
    register: async (work: Parameters<typeof chain.register>[0]) =>
      record((await registerDerivative.sync(client, { deployment, ...work, parents: licensed })).receipt),
  };
}

async function offer(stack: Stack, work: SeedWork, published: PublishedCapsule): Promise<Seeded> {
  const { capsuleId } = published.binding;
  const { creator, duration = 0, rateBps, policy = 0 } = work;
  const price = work.price * SEED_THOUSANDTH;
  const { offerId } = await createOffer.sync(clientOf(stack, creator), {
    ...{ deployment: stack.deployment, capsuleId, price },
    terms: {
      ...{ rights: SEED_RIGHTS, termsDigest: sha256(toBytes(LICENSE)), duration, referralBps: 200 },
      ...{ derivativeRateBps: rateBps, derivativePolicy: policy, resaleRoyaltyBps: 500 },
    },
  });
  return { capsuleId, offerId, price, published };
}

/**
 * Licenses are bought, capsules tipped, royalties collected and paid out; a voice is disputed.
 *
 * @returns the licenses by the names of their works.
 */
async function trade(stack: Stack, works: Works): Promise<ReadonlyMap<string, HeldLicense>> {
  const { deployment } = stack;
  const licenses = new Map<string, HeldLicense>();
  for (const [index, { name }] of seedWorks.entries()) {
    const { offerId, price, capsuleId } = seeded(works, name);
    const holder = BUYERS[index % BUYERS.length] ?? 1;
    const client = clientOf(stack, holder);
    const quantity = BigInt(1 + (index % 3));
    const { licenseId } = await purchase.sync(client, { deployment, offerId, quantity, maxTotal: price * quantity });
    licenses.set(name, { licenseId, holder });
    const amount = SEED_THOUSANDTH + BigInt(index);
    if (index % 2 === 0) await tip.sync(client, { deployment, capsuleId, currency: zeroAddress, amount });
  }
  const { capsuleId } = seeded(works, "Meadow");
  await collectDue(clientOf(stack, 1), { deployment, capsuleId, currencies: [zeroAddress] });
  await claimOwner.sync(clientOf(stack, 1), { deployment, capsuleId, currency: zeroAddress });
  await openDispute.sync(clientOf(stack, 6), {
    ...{ deployment, capsuleId: seeded(works, "Old Clock").capsuleId },
    evidenceDigest: sha256(toBytes(COMPLAINT)),
  });
  return licenses;
}

function held(licenses: ReadonlyMap<string, HeldLicense>, name: string): HeldLicense {
  const found = licenses.get(name);
  if (found === undefined) throw new Error(`Nobody bought ${name}.`);
  return found;
}

function seeded(works: Works, name: string): Seeded {
  const found = works.get(name);
  if (found === undefined) throw new Error(`There is no ${name} yet.`);
  return found;
}
