import { getOffer } from "@capsule-protocol/sdk/actions/access/getOffer.ts";
import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { quote } from "@capsule-protocol/sdk/actions/access/quote.ts";
import { startTrial } from "@capsule-protocol/sdk/actions/access/startTrial.ts";
import type { Command } from "commander";
import type { Address } from "viem";
import { NEVER_EXPIRES } from "../../access/authorizeAccess.ts";
import type { TransactionRecord } from "../../ports.ts";
import { record, type SigningClient } from "../../publish/viemPublishChain.ts";
import { address, smallInteger, unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { SettingError } from "../errors.ts";
import { amountText, type CurrencyUnit, parseAmount, USD, unitOf } from "../money.ts";
import { table } from "../terminal.ts";

type Flags = {
  quantity?: bigint;
  max?: string;
  slippageBps: number;
  recipient?: Address;
  referrer?: Address;
  trial?: boolean;
};

/** By how much the price of an offer in USD may rise until it is paid, in bps of what is asked now. */
const SLIPPAGE_BPS = 100;
const BPS = 10_000n;

export function addBuy(program: Command, process: Process): void {
  const command = program
    .command("buy")
    .description("buy licenses of an offer (`capsule show` lists a capsule's offers)")
    .argument("<offer>", "number of the offer", unsigned)
    .option("--quantity <count>", "licenses to buy; 1 when left out", unsigned)
    .option("--max <amount>", "most to pay in all, in the offer's currency; what is asked now when left out")
    .option(
      "--slippage-bps <bps>",
      "by how much a price in US dollars may rise until it is paid, without --max",
      smallInteger,
      SLIPPAGE_BPS,
    )
    .option("--recipient <address>", "who gets the licenses; the buyer when left out", address)
    .option("--referrer <address>", "who referred you", address)
    .option("--trial", "try the offer once for nothing, where it has a trial")
    .action(async (offerId: bigint, flags: Flags) => {
      const context = await contextOf(command, process);
      await (flags.trial ? tryOut(context, offerId, flags) : buy(context, offerId, flags));
    });
}

async function buy(context: Context, offerId: bigint, flags: Flags): Promise<void> {
  const { quantity = 1n, recipient, referrer } = flags;
  const client = await context.signingClient();
  const deployment = context.deployment();
  const { unit, maxTotal, usd } = await priceOf(context, client, offerId, flags);
  const order = { offerId, quantity, maxTotal, ...(recipient && { recipient }), ...(referrer && { referrer }) };
  const sold = await purchase.sync(client, { deployment, ...order });
  const { licenseId, paid, expiresAt } = sold;
  report(context, { licenseId, expiresAt, transaction: record(sold.receipt), quantity, paid }, [
    ["paid", `${amountText(paid, unit)}${usd === undefined ? "" : ` (${amountText(usd, USD)})`}`],
  ]);
}

/** What to pay at most, and for an offer priced in USD the price in cents. */
async function priceOf(
  context: Context,
  client: SigningClient,
  offerId: bigint,
  { quantity = 1n, max, slippageBps }: Flags,
): Promise<{ unit: CurrencyUnit; maxTotal: bigint; usd?: bigint }> {
  const deployment = context.deployment();
  const { price, terms } = await getOffer(client, { deployment, offerId });
  const { currency, total } = await quote(client, { deployment, offerId, quantity });
  const unit = await unitOf(client, currency);
  const allowed = terms.pricedInUsd ? total + (total * BigInt(slippageBps)) / BPS : total;
  const maxTotal = max === undefined ? allowed : parseAmount(max, unit);
  return { unit, maxTotal, ...(terms.pricedInUsd && { usd: price * quantity }) };
}

async function tryOut(context: Context, offerId: bigint, { quantity, recipient, referrer, max }: Flags): Promise<void> {
  if (quantity !== undefined || recipient !== undefined || referrer !== undefined || max !== undefined) {
    throw new SettingError("--trial", "is for one license of your own", "Leave out what is about paying.");
  }
  const client = await context.signingClient();
  const tried = await startTrial.sync(client, { deployment: context.deployment(), offerId });
  const { licenseId, expiresAt } = tried;
  report(context, { licenseId, expiresAt, transaction: record(tried.receipt), quantity: 1n, paid: 0n });
}

type Bought = {
  licenseId: bigint;
  quantity: bigint;
  paid: bigint;
  expiresAt: bigint;
  transaction: TransactionRecord;
};

function report(context: Context, bought: Bought, rows: readonly (readonly [string, string])[] = []): void {
  const { licenseId, expiresAt, transaction } = bought;
  context.result(bought, () =>
    table([
      ["license", licenseId.toString()],
      ...rows,
      ["valid until", endText(expiresAt)],
      ["transaction", `${transaction.hash} (${transaction.gasUsed} gas)`],
    ]),
  );
}

/** Unix time in seconds for people. */
export function endText(expiresAt: bigint): string {
  return expiresAt === NEVER_EXPIRES ? "for ever" : new Date(Number(expiresAt) * 1000).toISOString();
}
