import { fileFromBytes } from "@capsule-protocol/runtime/publish/sourceFile.ts";
import { record, viemPublishChain } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { publishCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { gatewayReader, kuboWriter } from "@capsule-protocol/runtime/storage/index.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { tip } from "@capsule-protocol/sdk/actions/access/tip.ts";
import { openDispute } from "@capsule-protocol/sdk/actions/disputes/openDispute.ts";
import type { ParentParameters } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import { registerDerivative } from "@capsule-protocol/sdk/actions/registry/registerDerivative.ts";
import { claimOwner } from "@capsule-protocol/sdk/actions/royalty/claimOwner.ts";
import { collectDue } from "@capsule-protocol/sdk/actions/royalty/collectDue.ts";
import { sha256, toBytes, toHex, zeroAddress } from "viem";
import { actorAt } from "../demo/scene.ts";
import type { Stack } from "../stack.ts";
import { type HeldLicense, resellAndBid, trainTogether, vote } from "./society.ts";
import { SEED_RIGHTS, SEED_THOUSANDTH, type SeedWork, seedWorks } from "./works.ts";

/** A work as it stands on the chain, with the offer of its licenses. */
export type Seeded = { capsuleId: bigint; offerId: bigint; price: bigint };
export type Market = ReadonlyMap<string, Seeded>;

const LICENSE = "You may do what the rights of the offer say.\n";
const COMPLAINT = "The speaker of this voice says that nobody asked her.\n";
/** A work whose license lasts for ever, and is resold. */
const RESOLD = "Harbour";
/** Who buys what nobody needs for a work of its own: indexes among the stack's accounts, by work in turn. */
const BUYERS = [6, 5, 4, 3, 2, 1] as const;

/**
 * Fills a local stack with works, sales and payments, a round, a resale, a bid, a dispute and a proposal, so that there is
 * something to see.
 *
 * @returns the works by name.
 */
export async function seedMarket(stack: Stack, onWork: (name: string) => void = () => {}): Promise<Market> {
  const market = new Map<string, Seeded>();
  for (const work of seedWorks) {
    const capsuleId = await publish(stack, work, market);
    market.set(work.name, await offer(stack, work, capsuleId));
    onWork(work.name);
  }
  const resold = await trade(stack, market);
  await resellAndBid(stack, resold, seeded(market, "Lantern").capsuleId);
  await trainTogether(stack, seeded(market, "Meadow").capsuleId);
  await vote(stack);
  return market;
}

async function publish(stack: Stack, work: SeedWork, market: Market): Promise<bigint> {
  const { name, kind, description, tags } = work;
  const text = `# ${name}\n\n${description}\n`;
  const { get } = gatewayReader({ url: stack.ipfsUrl });
  const { put } = kuboWriter({ url: stack.ipfsUrl });
  const license = { name: "Local market license", text: LICENSE };
  const { binding } = await publishCapsule({
    salt: toHex(seedWorks.indexOf(work) + 1, { size: 32 }),
    publication: { name, kind, description, tags: [...tags], license },
    files: [fileFromBytes("README.md", new TextEncoder().encode(text))],
    encrypted: false,
    ports: {
      chain: await chainFor(stack, work, market),
      blocks: { get, put },
      seals: { seal: () => Promise.reject(new Error("A capsule in clear needs no seal.")) },
    },
  });
  return binding.capsuleId;
}

/** The chain as publishing sees it; a derivative buys its licenses first, and names its parents. */
async function chainFor(stack: Stack, { creator, parents = [] }: SeedWork, market: Market) {
  const { deployment } = stack;
  const client = clientOf(stack, creator);
  const chain = viemPublishChain(client, deployment);
  if (parents.length === 0) return chain;
  const licensed: ParentParameters[] = [];
  for (const { name, relation } of parents) {
    const parent = seeded(market, name);
    const { licenseId } = await purchase.sync(client, { deployment, offerId: parent.offerId, maxTotal: parent.price });
    licensed.push({ capsuleId: parent.capsuleId, licenseId, relation });
  }
  return {
    ...chain,
    register: async (work: Parameters<typeof chain.register>[0]) =>
      record((await registerDerivative.sync(client, { deployment, ...work, parents: licensed })).receipt),
  };
}

async function offer(stack: Stack, work: SeedWork, capsuleId: bigint): Promise<Seeded> {
  const { creator, duration = 0, rateBps, policy = 0 } = work;
  const price = work.price * SEED_THOUSANDTH;
  const { offerId } = await createOffer.sync(clientOf(stack, creator), {
    ...{ deployment: stack.deployment, capsuleId, price },
    terms: {
      ...{ rights: SEED_RIGHTS, termsDigest: sha256(toBytes(LICENSE)), duration, referralBps: 200 },
      ...{ derivativeRateBps: rateBps, derivativePolicy: policy, resaleRoyaltyBps: 500 },
    },
  });
  return { capsuleId, offerId, price };
}

/**
 * Licenses are bought, capsules tipped, royalties collected and paid out; a voice is disputed.
 *
 * @returns a license that its buyer may resell.
 */
async function trade(stack: Stack, market: Market): Promise<HeldLicense> {
  const { deployment } = stack;
  const held: HeldLicense[] = [];
  for (const [index, { name }] of seedWorks.entries()) {
    const { offerId, price, capsuleId } = seeded(market, name);
    const holder = BUYERS[index % BUYERS.length] ?? 1;
    const client = clientOf(stack, holder);
    const quantity = BigInt(1 + (index % 3));
    const { licenseId } = await purchase.sync(client, { deployment, offerId, quantity, maxTotal: price * quantity });
    if (name === RESOLD) held.push({ licenseId, holder });
    const amount = SEED_THOUSANDTH + BigInt(index);
    if (index % 2 === 0) await tip.sync(client, { deployment, capsuleId, currency: zeroAddress, amount });
  }
  const { capsuleId } = seeded(market, "Meadow");
  await collectDue(clientOf(stack, 1), { deployment, capsuleId, currencies: [zeroAddress] });
  await claimOwner.sync(clientOf(stack, 1), { deployment, capsuleId, currency: zeroAddress });
  await openDispute.sync(clientOf(stack, 6), {
    ...{ deployment, capsuleId: seeded(market, "Old Clock").capsuleId },
    evidenceDigest: sha256(toBytes(COMPLAINT)),
  });
  const [resold] = held;
  if (resold === undefined) throw new Error(`Nobody bought ${RESOLD}.`);
  return resold;
}

function seeded(market: Market, name: string): Seeded {
  const found = market.get(name);
  if (found === undefined) throw new Error(`There is no ${name} yet.`);
  return found;
}

const clientOf = (stack: Stack, index: number) => actorAt(stack, index, `account ${index}`).client;
