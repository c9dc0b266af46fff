// A license for a number of runs, of which keepers leased some and settled them on the chain.
import { keeperSealService } from "@capsule-protocol/runtime/keys/keeperSealService.ts";
import { readKeeperSet } from "@capsule-protocol/runtime/keys/keeperSet.ts";
import { thresholdKeyService } from "@capsule-protocol/runtime/keys/thresholdKeyService.ts";
import type { SealService } from "@capsule-protocol/runtime/ports.ts";
import type { PublishedCapsule } from "@capsule-protocol/runtime/publishCapsule.ts";
import { collectLeases, signedLeases } from "@capsule-protocol/runtime/usage/keeperUsage.ts";
import { createOffer } from "@capsule-protocol/sdk/actions/access/createOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { settle } from "@capsule-protocol/sdk/actions/usage/settle.ts";
import { hexToBytes } from "viem";
import { actorAt, reader } from "../demo/scene.ts";
import type { Stack } from "../stack.ts";
import { clientOf } from "./people.ts";
import { SEED_THOUSANDTH } from "./works.ts";

/** Index among the stack's accounts. */
const BUYER = 3;
const BOUGHT = 500;
const USED = 40;
const PRICE = 5n * SEED_THOUSANDTH;

/** The stack's keepers, who sign what is published. */
export function sealsOf(stack: Stack): SealService {
  return keeperSealService({ keepers: () => keepersOf(stack) });
}

/** Runs of an encrypted work are sold, some of them used, and settled. */
export async function sellRuns(stack: Stack, work: PublishedCapsule, creator: number): Promise<void> {
  const { deployment } = stack;
  const { capsuleId } = work.binding;
  const termsDigest = work.manifest.properties.capsule.license.sha256;
  const terms = { rights: Rights.RUN, runs: BOUGHT, termsDigest };
  const { offerId } = await createOffer.sync(clientOf(stack, creator), { deployment, capsuleId, price: PRICE, terms });
  const { licenseId } = await purchase.sync(clientOf(stack, BUYER), { deployment, offerId, maxTotal: PRICE });
  await stack.finalize();
  await useRuns(stack, work, licenseId);
  await settleRuns(stack);
}

/** Keepers hand out the key with some runs; nobody needs to run anything for that. */
async function useRuns(stack: Stack, { binding, manifest }: PublishedCapsule, licenseId: bigint): Promise<void> {
  const { chainId, keeperRegistry } = stack.deployment;
  const { encryption } = manifest.properties.capsule;
  if (encryption === null || encryption === undefined) throw new Error("Runs of a work in clear aren't counted.");
  const keys = thresholdKeyService({ chainId, keeperRegistry, keepers: () => keepersOf(stack) });
  const { account, address } = actorAt(stack, BUYER, "buyer of runs");
  const { key } = await keys.lease({
    ...{ binding, licenseId, runs: USED, leased: 0, bought: BOUGHT },
    ...{ header: hexToBytes(encryption.header), keyCommitment: hexToBytes(encryption.keyCommitment) },
    account: address,
    sign: (typedData) => account.signTypedData(typedData),
  });
  key.fill(0);
}

async function settleRuns(stack: Stack): Promise<void> {
  const { deployment } = stack;
  const { chainId, usageMeter } = deployment;
  const usage = { domain: { chainId, usageMeter }, keepers: await keepersOf(stack) };
  for (const { epoch, entries, signatures } of await signedLeases(usage, await collectLeases(usage))) {
    await settle.sync(clientOf(stack, 6), { deployment, epoch, receipts: entries, signatures });
  }
}

const keepersOf = (stack: Stack) => readKeeperSet(reader({ stack }), stack.deployment);
