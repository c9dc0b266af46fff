import { getSettledRuns } from "@capsule-protocol/sdk/actions/usage/getSettledRuns.ts";
import { reportReleases } from "@capsule-protocol/sdk/actions/usage/reportReleases.ts";
import { extractRejectedReceipts, settle } from "@capsule-protocol/sdk/actions/usage/settle.ts";
import type { Command } from "commander";
import {
  collectLeases,
  collectReleases,
  type KeeperUsageOptions,
  signedLeases,
  signedReleases,
} from "../../usage/keeperUsage.ts";
import { smallInteger } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";

export function addSettle(program: Command, process: Process): void {
  const command = program
    .command("settle")
    .description("settle on chain what keepers leased of metered licenses; anyone may")
    .option(
      "--releases <day>",
      "record instead how often keys were released on a day (days since 1970-01-01)",
      smallInteger,
    )
    .action(async ({ releases }: { releases?: number }) => {
      const context = await contextOf(command, process);
      await (releases === undefined ? settleLeases(context) : reportDay(context, releases));
    });
}

async function settleLeases(context: Context): Promise<void> {
  const { deployment, usage, client } = await partsOf(context);
  const leases = await collectLeases(usage);
  const settled = await Promise.all(
    leases.map(({ licenseId }) => getSettledRuns(context.client(), { deployment, licenseId })),
  );
  const open = leases.filter(({ runs }, position) => runs > (settled[position] ?? 0));
  let count = 0n;
  const rejected: ReturnType<typeof extractRejectedReceipts> = [];
  for (const { epoch, entries, signatures } of await signedLeases(usage, open)) {
    const { receipt, ...batch } = await settle.sync(client, { deployment, epoch, receipts: entries, signatures });
    count += batch.settled;
    rejected.push(...extractRejectedReceipts(receipt.logs, { deployment }));
  }
  const leftOut = rejected.map(({ licenseId, reason }) => `Left out: license ${licenseId} (${reason}).\n`).join("");
  context.result({ settled: count, rejected }, () => `Settled ${count} of ${leases.length} licenses.\n${leftOut}`);
}

async function reportDay(context: Context, day: number): Promise<void> {
  const { deployment, usage, client } = await partsOf(context);
  const counts = await collectReleases(usage, day);
  let reported = 0;
  for (const { epoch, entries, signatures } of await signedReleases(usage, day, counts)) {
    const parameters = { deployment, epoch, day, counts: entries, signatures };
    reported += (await reportReleases.sync(client, parameters)).events.length;
  }
  context.result({ day, reported }, () => `Recorded the releases of ${reported} capsules on day ${day}.\n`);
}

async function partsOf(context: Context) {
  const deployment = context.deployment();
  const { chainId, usageMeter } = deployment;
  const { signal } = context;
  const usage: KeeperUsageOptions = { domain: { chainId, usageMeter }, keepers: await context.keepers(), signal };
  return { deployment, usage, client: await context.signingClient() };
}
