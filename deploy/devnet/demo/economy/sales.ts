import { record } from "@capsule-protocol/runtime/publish/viemPublishChain.ts";
import { getLicenseStatus } from "@capsule-protocol/sdk/actions/access/getLicenseStatus.ts";
import { Rights } from "@capsule-protocol/sdk/actions/access/terms.ts";
import { getInbox } from "@capsule-protocol/sdk/actions/royalty/getInbox.ts";
import { sweep } from "@capsule-protocol/sdk/actions/royalty/sweep.ts";
import { accessTokenAbi } from "@capsule-protocol/sdk/generated/accessToken.ts";
import { type Address, isAddressEqual, parseAbi, zeroAddress } from "viem";
import { getBalance, readContract, sendTransaction, waitForTransactionReceipt } from "viem/actions";
import { type Actor, noteTransaction, reader } from "../scene.ts";
import { type Economy, idOf } from "./economy.ts";
import { buy, offer, send, shareOf } from "./trade.ts";

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

/** The buyer resells a license, and the capsule gets its royalty as any marketplace would pay it: to its own address. */
export async function resell(economy: Economy, licenseId: bigint): Promise<void> {
  const { scene, accounts, governance } = economy;
  const { stack, buyer, stranger, display, claims } = scene;
  const { deployment } = stack;
  display.chapter("The buyer resells a license; the royalty goes to the merge's own address");
  const capsuleId = idOf(economy, "merge");
  const inbox = await getInbox(reader(scene), { deployment, capsuleId });
  const royalty = (RESALE_PRICE * RESALE_ROYALTY_BPS) / BPS;
  const asked = await royaltyOf(economy, licenseId);
  const right = isAddressEqual(asked.receiver, inbox) && asked.amount === royalty;
  claims.that("Marketplaces are told to pay the capsule (ERC-2981)", right, `${royalty} wei to ${inbox}`);
  await transfer(economy, stranger, inbox, royalty, "pay the royalty");
  await transfer(economy, stranger, buyer.address, RESALE_PRICE - royalty, "pay the seller");
  await send(economy, buyer, "hand over the license", {
    address: deployment.accessToken,
    abi: accessTokenAbi,
    functionName: "safeTransferFrom",
    args: [buyer.address, stranger.address, licenseId, 1n, "0x"],
  });
  const { valid } = await getLicenseStatus(reader(scene), { deployment, licenseId, account: stranger.address });
  claims.that("The license is the new holder's", valid, `license ${licenseId}`);
  claims.equal("The royalty waits in the inbox", await balanceOf(economy, inbox), royalty, `${royalty} wei`);
  const { receipt } = await sweep.sync(governance.client, { deployment, capsuleId, currency: zeroAddress });
  noteTransaction(scene, "sweep the inbox", record(receipt));
  accounts.receive("merge", royalty);
  claims.equal("All of it became income of the merge", await balanceOf(economy, inbox), 0n, "the inbox is empty");
}

async function royaltyOf({ scene }: Economy, licenseId: bigint): Promise<{ receiver: Address; amount: bigint }> {
  const call = {
    address: scene.stack.deployment.accessToken,
    abi: accessTokenAbi,
    functionName: "royaltyInfo",
  } as const;
  const [receiver, amount] = await readContract(reader(scene), { ...call, args: [licenseId, RESALE_PRICE] });
  return { receiver, amount };
}

async function transfer({ scene }: Economy, { client }: Actor, to: Address, value: bigint, title: string) {
  const hash = await sendTransaction(client, { to, value });
  noteTransaction(scene, title, record(await waitForTransactionReceipt(client, { hash })));
}

function balanceOf({ scene }: Economy, address: Address): Promise<bigint> {
  return getBalance(reader(scene), { address });
}
