import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { approveLicenses } from "@capsule-protocol/sdk/actions/access/approveLicenses.ts";
import { getLicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { fillOrder } from "@capsule-protocol/sdk/actions/market/fillOrder.ts";
import type { SignedOrder } from "@capsule-protocol/sdk/actions/market/order.ts";
import { signOrder } from "@capsule-protocol/sdk/actions/market/signOrder.ts";
import { isContractRevert } from "@capsule-protocol/sdk/errors/contractRevert.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { encodeOrder, parseOrder } from "@capsule-protocol/sdk/orders/index.ts";
import { type Address, parseAbi } from "viem";
import { getBalance, readContract } from "viem/actions";
import { noteTransaction, reader } from "../scene.ts";
import type { Economy } from "./economy.ts";
import { buy, offer, shareOf } from "./trade.ts";

const PLAIN_PRICE = 30_000_000_000_000_011n;
const QUANTIZED_PRICE = 40_000_000_000_000_013n;
const RESALE_PRICE = 25_000_000_000_000_009n;
const RESALE_ROYALTY_BPS = 750n;
const USD_CENTS = 1999n;
const REFERRAL_BPS = 500n;

const BPS = 10_000n;
const WEI_PER_ETHER = 10n ** 18n;
/** Of the stand-in for the price feed, as Chainlink's have in USD. */
const FEED_UNIT = 10n ** 8n;
const feedAbi = parseAbi(["function latestRoundData() view returns (uint80, int256, uint256, uint256, uint80)"]);

/** Sells three plain licenses of the merge, of which the first may be resold. */
export async function sellPlain(economy: Economy): Promise<bigint> {
  const { scene, builder } = economy;
  scene.display.chapter("The merge is sold: in ether, and in US dollars");
  const terms = { rights: Rights.RUN, resaleRoyaltyBps: Number(RESALE_ROYALTY_BPS) };
  const offerId = await offer(economy, builder, "merge", { price: PLAIN_PRICE, ...terms });
  const order = { offerId, total: 3n * PLAIN_PRICE, quantity: 3n };
  return (await buy(economy, scene.buyer, "merge", order)).licenseId;
}

/**
 * Sells one license at a price in US dollars, through someone who referred the buyer.
 *
 * @returns what the referrer is owed.
 */
export async function sellInUsd(economy: Economy): Promise<bigint> {
  const { scene, builder, referrer } = economy;
  const offerId = await offer(economy, builder, "merge", {
    ...{ price: USD_CENTS, pricedInUsd: true, rights: Rights.RUN, referralBps: Number(REFERRAL_BPS) },
  });
  const call = { address: scene.stack.priceFeed, abi: feedAbi, functionName: "latestRoundData" } as const;
  const [, price] = await readContract(reader(scene), call);
  const total = roundedUp(USD_CENTS * WEI_PER_ETHER * FEED_UNIT, 100n * price);
  const referral = { referrer: referrer.address, bps: REFERRAL_BPS };
  const { paid } = await buy(economy, scene.stranger, "merge", { offerId, total, referral });
  const detail = `${total} wei, at ${price} / 10^8 dollars an ether, of a stand-in for Chainlink`;
  scene.claims.equal("A license for $19.99 cost that much in ether, rounded up", paid, total, detail);
  return shareOf(total, referral);
}

const roundedUp = (dividend: bigint, divisor: bigint) => (dividend + divisor - 1n) / divisor;

/** Sells one license of the derivative's derivative. */
export async function sellQuantized(economy: Economy): Promise<void> {
  const { scene, remixer } = economy;
  const offerId = await offer(economy, remixer, "small merge", { price: QUANTIZED_PRICE, rights: Rights.RUN });
  await buy(economy, scene.buyer, "small merge", { offerId, total: QUANTIZED_PRICE });
}

/** The buyer signs an order for a license; it is filled once, and the capsule gets the royalty that is quoted. */
export async function resell(economy: Economy, licenseId: bigint): Promise<void> {
  const { scene, accounts } = economy;
  const { stack, buyer, stranger, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("The buyer resells a license on the market, by a signed order");
  const royalty = (RESALE_PRICE * RESALE_ROYALTY_BPS) / BPS;
  const quoted = await royaltyOf(economy, licenseId);
  claims.equal("Every market is told the royalty (ERC-2981)", quoted, royalty, `${royalty} wei`);
  const approval = { deployment, operator: deployment.market, approved: true };
  const { receipt } = await approveLicenses.sync(buyer.client, approval);
  noteTransaction(scene, "let the market move licenses", record(receipt));
  const json = encodeOrder(
    await signOrder(buyer.client, { deployment, kind: "license", id: licenseId, unitPrice: RESALE_PRICE }),
    deployment,
  );
  const signed = parseOrder(json, deployment);
  const before = await balanceOf(economy, buyer.address);
  const filled = await fillOrder.sync(stranger.client, { deployment, ...signed });
  noteTransaction(scene, "fill the order", record(filled.receipt));
  accounts.receive("merge", royalty);
  claims.equal("The royalty paid is the one quoted", filled.royalty, royalty, `${royalty} of ${filled.paid} wei`);
  const proceeds = (await balanceOf(economy, buyer.address)) - before;
  claims.equal("The seller has the rest", proceeds, RESALE_PRICE - royalty, `${proceeds} wei`);
  const { valid } = await getLicenseStatus(reader(scene), { deployment, licenseId, account: stranger.address });
  claims.that("The license is the new holder's", valid, `license ${licenseId}`);
  await refuseTheSameAgain(economy, signed);
}

async function refuseTheSameAgain({ scene }: Economy, signed: SignedOrder): Promise<void> {
  const { stack, stranger, claims } = scene;
  const { deployment } = stack;
  const refused = await fillOrder(stranger.client, { deployment, ...signed }).then(
    () => "filled again",
    (error: unknown) => (isContractRevert(error, "Market_OrderNotOpen") ? "refused" : String(error)),
  );
  claims.that("The same order again is refused", refused === "refused", refused);
}

async function royaltyOf({ scene }: Economy, licenseId: bigint): Promise<bigint> {
  const { accessToken } = scene.stack.deployment;
  const call = { address: accessToken, abi: accessTokenAbi, functionName: "royaltyInfo" } as const;
  const [, amount] = await readContract(reader(scene), { ...call, args: [licenseId, RESALE_PRICE] });
  return amount;
}

function balanceOf({ scene }: Economy, address: Address): Promise<bigint> {
  return getBalance(reader(scene), { address });
}
