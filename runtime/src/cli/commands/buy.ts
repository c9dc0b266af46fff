import { purchase } from "@capsule-protocol/sdk/actions/access/purchase.ts";
import { quote } from "@capsule-protocol/sdk/actions/access/quote.ts";
import type { Command } from "commander";
import type { Address } from "viem";
import { NEVER_EXPIRES } from "../../access/authorizeAccess.ts";
import { record } from "../../publish/viemPublishChain.ts";
import { address, unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { amountText, parseAmount, unitOf } from "../money.ts";
import { table } from "../terminal.ts";

type Flags = { quantity?: bigint; max?: string; recipient?: Address };

export function addBuy(program: Command, process: Process): void {
  const command = program
    .command("buy")
    .description("buy licenses of an offer (`capsule show` lists a capsule's offers)")
    .argument("<offer>", "number of the offer", unsigned)
    .option("--quantity <count>", "licenses to buy; 1 when left out", unsigned)
    .option("--max <amount>", "most to pay in all; what is asked now when left out")
    .option("--recipient <address>", "who gets the licenses; the buyer when left out", address)
    .action(async (offerId: bigint, flags: Flags) => buy(await contextOf(command, process), offerId, flags));
}

async function buy(context: Context, offerId: bigint, { quantity = 1n, max, recipient }: Flags): Promise<void> {
  const client = await context.signingClient();
  const deployment = context.deployment();
  const { currency, total } = await quote(client, { deployment, offerId, quantity });
  const unit = await unitOf(client, currency);
  const maxTotal = max === undefined ? total : parseAmount(max, unit);
  const order = { offerId, quantity, maxTotal, ...(recipient && { recipient }) };
  const sold = await purchase.sync(client, { deployment, ...order });
  const transaction = record(sold.receipt);
  const { licenseId, paid, expiresAt } = sold;
  context.result({ licenseId, quantity, paid, expiresAt, transaction }, () =>
    table([
      ["license", licenseId.toString()],
      ["paid", amountText(paid, unit)],
      ["valid until", endText(expiresAt)],
      ["transaction", `${transaction.hash} (${transaction.gasUsed} gas)`],
    ]),
  );
}

/** Unix time in seconds for people. */
export function endText(expiresAt: bigint): string {
  return expiresAt === NEVER_EXPIRES ? "for ever" : new Date(Number(expiresAt) * 1000).toISOString();
}
