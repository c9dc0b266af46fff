import { DerivativePolicy, Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { type ParentParameters, Relation } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import { previewLink } from "@capsule-protocol/sdk/actions/registry/previewLink.ts";
import { registerDerivative } from "@capsule-protocol/sdk/actions/registry/registerDerivative.ts";
import { getDebt } from "@capsule-protocol/sdk/actions/royalty/getDebt.ts";
import { zeroHash } from "viem";
import { type Actor, reader } from "../scene.ts";
import { type CapsuleName, type Economy, idOf } from "./economy.ts";
import { buy, offer } from "./trade.ts";
import { publishWork } from "./works.ts";

/** Amounts that don't divide evenly, so that rounding shows. */
const MODEL_PRICE = 20_000_000_000_000_003n;
const ADAPTER_PRICE = 10_000_000_000_000_001n;
const MERGE_PRICE = 15_000_000_000_000_019n;

/** What derivatives owe, in bps. */
export const RATES = { model: 1000, adapter: 700, merge: 2000 } as const;

/** The model and an adapter by someone else are merged: two parents, one owed from all descendants, one from this one. */
export async function mergeTwo(economy: Economy): Promise<void> {
  const { scene, artist, builder } = economy;
  const { creator, display, claims, stack, stranger } = scene;
  display.chapter("A builder merges the model with an artist's adapter: a derivative with two parents");
  await publishWork(economy, artist, { name: "adapter", description: "An adapter of a second creator, in clear." });
  const rights = Rights.DERIVE | Rights.MERGE;
  const absolute = { derivativePolicy: DerivativePolicy.ABSOLUTE, derivativeRateBps: RATES.model };
  const relative = { derivativePolicy: DerivativePolicy.RELATIVE, derivativeRateBps: RATES.adapter };
  const modelOffer = await offer(economy, creator, "model", { price: MODEL_PRICE, rights, ...absolute });
  const adapterOffer = await offer(economy, artist, "adapter", { price: ADAPTER_PRICE, rights, ...relative });
  const parents = [
    { capsuleId: idOf(economy, "model"), licenseId: modelOffer << 64n, relation: Relation.MERGE },
    { capsuleId: idOf(economy, "adapter"), licenseId: adapterOffer << 64n, relation: Relation.MERGE },
  ];
  await foresee(economy, builder, parents);
  await buy(economy, builder, "model", { offerId: modelOffer, total: MODEL_PRICE });
  await buy(economy, builder, "adapter", { offerId: adapterOffer, total: ADAPTER_PRICE });
  const { deployment } = stack;
  await claims.refused("Nobody registers a derivative without a license", ["CAPSULE_REGISTRY_LICENSE_NOT_HELD"], () =>
    registerDerivative.simulate(stranger.client, { deployment, salt: zeroHash, manifestDigest: DIGEST, parents }),
  );
  await publishWork(economy, builder, {
    name: "merge",
    description: "Merged from the model and the adapter.",
    parents,
    promises: { absolute: { model: BigInt(RATES.model) }, relative: { adapter: BigInt(RATES.adapter) } },
  });
  await checkDebts(economy, "merge", { model: [RATES.model, 0], adapter: [0, RATES.adapter] });
}

/** Any digest: this registration is refused. */
const DIGEST = `0x${"01".repeat(32)}` as const;

/** What will be owed can be known before anything is paid. */
async function foresee(economy: Economy, registrant: Actor, parents: readonly ParentParameters[]): Promise<void> {
  const { scene } = economy;
  const { deployment } = scene.stack;
  const asked = { deployment, registrant: registrant.address, parents };
  const { absolute, relative } = await previewLink(reader(scene), asked);
  const owes = (debts: readonly { capsuleId: bigint; rateBps: number }[], to: "model" | "adapter") =>
    debts.length === 1 && debts[0]?.capsuleId === idOf(economy, to) && debts[0].rateBps === RATES[to];
  const right = owes(absolute, "model") && owes(relative, "adapter");
  const detail = `${RATES.model} bps from every descendant to the model, ${RATES.adapter} from this one to the adapter`;
  scene.claims.that("The builder saw what would be owed before paying for a license", right, detail);
}

/** Someone quantizes the merge: the model, two generations up, is owed from this one too. */
export async function quantize(economy: Economy): Promise<void> {
  const { scene, builder, remixer } = economy;
  scene.display.chapter("Someone else makes a small version of the merge: a derivative of a derivative");
  const offerId = await offer(economy, builder, "merge", {
    price: MERGE_PRICE,
    rights: Rights.DERIVE,
    derivativePolicy: DerivativePolicy.RELATIVE,
    derivativeRateBps: RATES.merge,
  });
  const { licenseId } = await buy(economy, remixer, "merge", { offerId, total: MERGE_PRICE });
  await publishWork(economy, remixer, {
    name: "small merge",
    description: "The merge, quantized.",
    parents: [{ capsuleId: idOf(economy, "merge"), licenseId, relation: Relation.QUANTIZED }],
    promises: { absolute: { model: BigInt(RATES.model) }, relative: { merge: BigInt(RATES.merge) } },
  });
  await checkDebts(economy, "small merge", { model: [RATES.model, 0], adapter: [0, 0], merge: [0, RATES.merge] });
}

/** The chain has written down, for ever, what was promised: by ABSOLUTE and by RELATIVE policy. */
async function checkDebts(
  economy: Economy,
  child: CapsuleName,
  promised: Partial<Record<CapsuleName, readonly [absolute: number, relative: number]>>,
): Promise<void> {
  const { scene } = economy;
  const { deployment } = scene.stack;
  const said: string[] = [];
  let same = true;
  for (const [ancestor, [absolute, relative]] of Object.entries(promised)) {
    const ids = { childId: idOf(economy, child), ancestorId: idOf(economy, ancestor as CapsuleName) };
    const debt = await getDebt(reader(scene), { deployment, ...ids });
    same &&= debt.absoluteBps === absolute && debt.relativeBps === relative;
    said.push(`${ancestor} ${debt.absoluteBps} + ${debt.relativeBps}`);
  }
  const title = `The ${child} owes what its licenses said, for ever`;
  scene.claims.that(title, same, `bps, absolute + relative: ${said.join(", ")}`);
}
