// Steps of the scenario by which licenses are offered, sold, tried, renewed, given and ended.
import {
  autoRenew,
  createOffer,
  getAutoRenewal,
  getLicenseStatus,
  purchase,
  purchaseBatch,
  purchaseWithPermit,
  Rights,
  renew,
  revoke,
  setAutoRenewal,
  setOffer,
  startTrial,
} from "@capsule-protocol/sdk";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { parseAbi, toHex, zeroAddress } from "viem";
import {
  addressOf,
  anyone,
  call,
  capsuleOf,
  clientOf,
  freshWord,
  isOnSale,
  type OfferKind,
  otherThan,
  type PlayLicense,
  type PlayOffer,
  parametersOf,
  passUntil,
  turn,
  type World,
} from "../world.ts";

const ALL_RIGHTS = Rights.RUN | Rights.DERIVE | Rights.FINE_TUNE | Rights.MERGE;
const MONTH = 30 * 86_400;
const WEEK = 7 * 86_400;
const OFFERS = 24;
const ALLOWANCE = 10n ** 12n;
const KINDS: readonly OfferKind[] = ["plain", "timed", "metered", "trial"];
const TERMS = {
  plain: {},
  timed: { duration: MONTH, revocable: true },
  metered: { runs: 100 },
  trial: { duration: MONTH, trial: WEEK },
} as const;
const tokenAbi = parseAbi(["function approve(address spender, uint256 value) returns (bool)"]);

export async function offer(world: World): Promise<boolean> {
  const { random } = world;
  const capsule = random.pick(world.capsules);
  if (capsule === undefined || world.offers.length >= OFFERS) return false;
  const kind = KINDS[turn(world, "offer", KINDS.length)] as OfferKind;
  // What renews itself is paid from an allowance, so in a token.
  const currency = kind === "trial" || random.below(2) === 0 ? world.token : zeroAddress;
  const price = BigInt(1 + random.below(1_000_003));
  const { offerId } = await createOffer.sync(clientOf(world, capsule.owner), {
    ...{ ...parametersOf(world, capsule.id), price },
    terms: {
      ...{ currency, rights: ALL_RIGHTS, termsDigest: freshWord(), referralBps: random.below(1000) },
      ...{
        derivativeRateBps: random.below(700),
        derivativePolicy: random.below(2),
        resaleRoyaltyBps: random.below(900),
      },
      ...TERMS[kind],
    },
  });
  world.offers.push({ id: offerId, capsuleId: capsule.id, currency, price, kind });
  return true;
}

export async function changePrice(world: World): Promise<boolean> {
  const chosen = world.random.pick(world.offers);
  const capsule = capsuleOf(world, chosen?.capsuleId ?? 0n);
  if (chosen === undefined || capsule === undefined) return false;
  const price = BigInt(1 + world.random.below(1_000_003));
  const { deployment } = world.stack;
  await setOffer.sync(clientOf(world, capsule.owner), { deployment, offerId: chosen.id, price, active: true });
  chosen.price = price;
  return true;
}

/** Alone, with another offer in one transaction, or by a permit. */
export async function buy(world: World): Promise<boolean> {
  const kind = KINDS[turn(world, "kind to buy", KINDS.length)];
  const chosen = (await offerOnSale(world, kind)) ?? (await offerOnSale(world));
  if (chosen === undefined) return false;
  const [holder, quantity] = [anyone(world), BigInt(1 + world.random.below(3))];
  const referrer = world.random.below(2) === 0 ? undefined : addressOf(world, otherThan(world, holder));
  const { deployment } = world.stack;
  const order = { offerId: chosen.id, quantity, maxTotal: chosen.price * quantity, ...(referrer && { referrer }) };
  const client = clientOf(world, holder);
  const way = chosen.currency === zeroAddress ? turn(world, "buy natively", 2) : turn(world, "buy", 3);
  if (way === 1) {
    const { events } = await purchaseBatch.sync(client, { deployment, orders: [order, order] });
    for (const { licenseId } of events) note(world, chosen, holder, licenseId, quantity);
    return true;
  }
  if (way === 2) await buyByPermit(world, chosen, holder, quantity);
  else note(world, chosen, holder, (await purchase.sync(client, { deployment, ...order })).licenseId, quantity);
  return true;
}

/** The token knows no permits, as one that was submitted before knows no second one: the allowance counts. */
async function buyByPermit(world: World, chosen: PlayOffer, holder: number, quantity: bigint): Promise<void> {
  const { deployment } = world.stack;
  const total = chosen.price * quantity;
  const args = [deployment.accessToken, total];
  await call(clientOf(world, holder), { address: world.token, abi: tokenAbi, functionName: "approve", args });
  const permit = { value: total, deadline: 2n ** 64n, v: 27, r: toHex(1, { size: 32 }), s: toHex(1, { size: 32 }) };
  const order = { offerId: chosen.id, quantity, maxTotal: total, recipient: addressOf(world, holder) };
  const { licenseId } = await purchaseWithPermit.sync(clientOf(world, holder), { deployment, ...order, permit });
  note(world, chosen, holder, licenseId, quantity);
}

function note(world: World, chosen: PlayOffer, holder: number, licenseId: bigint, quantity: bigint): void {
  const count = chosen.kind === "plain" ? 1n : quantity;
  for (let index = 0n; index < count; index++) {
    world.licenses.push({ id: licenseId + index, holder, offer: chosen });
  }
}

async function offerOnSale(world: World, kind?: OfferKind): Promise<PlayOffer | undefined> {
  const offers = world.offers.filter((one) => kind === undefined || one.kind === kind);
  for (const one of world.random.shuffled(offers)) if (await isOnSale(world, one.capsuleId)) return one;
  return undefined;
}

const isTimed = ({ offer: { kind } }: PlayLicense) => kind === "timed" || kind === "trial";

export async function renewLicense(world: World): Promise<boolean> {
  const renewable = world.licenses.filter((license) => license.offer.kind !== "plain");
  for (const { id: licenseId, offer: chosen } of world.random.shuffled(renewable)) {
    if (!(await isOnSale(world, chosen.capsuleId))) continue;
    const { deployment } = world.stack;
    await renew.sync(clientOf(world, anyone(world)), { deployment, licenseId, maxTotal: chosen.price });
    return true;
  }
  return false;
}

export async function tryOut(world: World): Promise<boolean> {
  const chosen = await offerOnSale(world, "trial");
  if (chosen === undefined) return false;
  // Each account tries an offer once.
  const holder = turn(world, `trial of ${chosen.id}`, Number.MAX_SAFE_INTEGER);
  if (holder >= world.actors.length) return false;
  const { deployment } = world.stack;
  const { licenseId } = await startTrial.sync(clientOf(world, holder), { deployment, offerId: chosen.id });
  world.licenses.push({ id: licenseId, holder, offer: chosen });
  return true;
}

/** A holder lets its license renew itself, and later not. */
export async function switchAutoRenewal(world: World): Promise<boolean> {
  const timed = world.licenses.filter((license) => isTimed(license) && license.offer.currency !== zeroAddress);
  const license = world.random.pick(timed);
  if (license === undefined) return false;
  const { deployment } = world.stack;
  const client = clientOf(world, license.holder);
  const enabled = (await getAutoRenewal(client, { deployment, licenseId: license.id })) === undefined;
  await setAutoRenewal.sync(client, { deployment, licenseId: license.id, enabled, allowance: ALLOWANCE });
  return true;
}

/** A license that renews itself: the clock goes ahead to its last tenth, and anyone has it renewed. */
export async function renewItself(world: World): Promise<boolean> {
  const { deployment } = world.stack;
  for (const license of world.random.shuffled(world.licenses.filter(isTimed))) {
    const { id: licenseId, offer: chosen } = license;
    const creator = capsuleOf(world, chosen.capsuleId)?.owner;
    const payable = chosen.currency !== zeroAddress && (await isOnSale(world, chosen.capsuleId));
    if (creator === undefined || !payable) continue;
    // Never at more than its first price.
    chosen.price = 1n;
    await setOffer.sync(clientOf(world, creator), { deployment, offerId: chosen.id, price: 1n, active: true });
    await letRenewItself(world, license);
    await renew.sync(clientOf(world, anyone(world)), { deployment, licenseId, maxTotal: 1n });
    await passUntil(world, (await endOf(world, license)) - 60);
    await autoRenew.sync(clientOf(world, anyone(world)), { deployment, licenseId });
    return true;
  }
  return false;
}

/** Also when it does already: what was allowed may have been spent since. */
async function letRenewItself(world: World, { id: licenseId, holder }: PlayLicense): Promise<void> {
  const { deployment } = world.stack;
  await setAutoRenewal.sync(clientOf(world, holder), { deployment, licenseId, enabled: true, allowance: ALLOWANCE });
}

async function endOf(world: World, { id: licenseId, holder }: PlayLicense): Promise<number> {
  const { deployment } = world.stack;
  const account = addressOf(world, holder);
  const { expiresAt } = await getLicenseStatus(clientOf(world, 0), { deployment, licenseId, account });
  return Number(expiresAt);
}

/** One at a time, and in a batch. */
export async function giveLicense(world: World): Promise<boolean> {
  const license = world.random.pick(world.licenses);
  if (license === undefined) return false;
  const to = otherThan(world, license.holder);
  const parties = [addressOf(world, license.holder), addressOf(world, to)];
  const inBatch = turn(world, "giveLicense", 2) === 1;
  const functionName = inBatch ? "safeBatchTransferFrom" : "safeTransferFrom";
  const args = inBatch ? [...parties, [license.id], [1n], "0x"] : [...parties, license.id, 1n, "0x"];
  const address = world.stack.deployment.accessToken;
  await call(clientOf(world, license.holder), { address, abi: accessTokenAbi, functionName, args });
  license.holder = to;
  return true;
}

/** The creator ends a license, and refunds what is left of it. */
export async function revokeLicense(world: World): Promise<boolean> {
  const license = world.random.pick(world.licenses.filter(({ offer: { kind } }) => kind === "timed"));
  const capsule = capsuleOf(world, license?.offer.capsuleId ?? 0n);
  if (license === undefined || capsule === undefined) return false;
  const { deployment } = world.stack;
  const holder = addressOf(world, license.holder);
  await revoke.sync(clientOf(world, capsule.owner), { deployment, licenseId: license.id, holder });
  world.licenses = world.licenses.filter((one) => one !== license);
  return true;
}
