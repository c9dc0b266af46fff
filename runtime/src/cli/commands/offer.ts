import type { Command } from "commander";
import { resolveCapsule } from "../../access/resolveCapsule.ts";
import { viemPublishChain } from "../../publish/viemPublishChain.ts";
import { unsigned } from "../arguments.ts";
import { contextOf, type Process } from "../context.ts";
import { SettingError } from "../errors.ts";
import { table } from "../terminal.ts";
import { addOfferOptions, type OfferFlags, offerOf } from "./offerOptions.ts";

export function addOffer(program: Command, process: Process): void {
  const command = program
    .command("offer")
    .description("offer licenses of a capsule of yours, under the license text of its current version")
    .argument("<capsule>", "capsule id", unsigned);
  addOfferOptions(command).action(async (capsuleId: bigint, flags: OfferFlags) => {
    const context = await contextOf(command, process);
    const client = await context.signingClient();
    const { signal } = context;
    const { manifest } = await resolveCapsule({ chain: context.chain(), blocks: context.blocks(), capsuleId, signal });
    const offer = await offerOf(context, flags, manifest.properties.capsule.license.sha256);
    if (!offer) throw new SettingError("The price", "is not given", "Pass --price; 0 gives licenses away.");
    const { offerId, ...transaction } = await viemPublishChain(client, context.deployment()).createOffer(
      capsuleId,
      offer,
    );
    context.result({ offerId, transaction }, () =>
      table([
        ["offer", offerId.toString()],
        ["transaction", `${transaction.hash} (${transaction.gasUsed} gas)`],
      ]),
    );
  });
}
