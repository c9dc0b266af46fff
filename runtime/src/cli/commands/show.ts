import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import type { Command } from "commander";
import { findOffers } from "../../access/chainHistory.ts";
import { type ResolvedCapsule, resolveCapsule } from "../../access/resolveCapsule.ts";
import { unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { offerText } from "../offerText.ts";
import { byteCount, table } from "../terminal.ts";

export function addShow(program: Command, process: Process): void {
  const command = program
    .command("show")
    .description("show what a capsule is and how it can be licensed")
    .argument("<capsule>", "capsule id", unsigned)
    .action(async (capsuleId: bigint) => show(await contextOf(command, process), capsuleId));
}

async function show(context: Context, capsuleId: bigint): Promise<void> {
  const { signal } = context;
  const capsule = await resolveCapsule({ chain: context.chain(), blocks: context.blocks(), capsuleId, signal });
  const offers = await findOffers(context.client(), { deployment: context.deployment(), capsuleId, signal });
  const offerRows: [string, string][] = [];
  for (const offer of offers) offerRows.push([`offer ${offer.offerId}`, await offerText(context.client(), offer)]);
  const result = { capsuleId: capsuleIdToHex(capsuleId), ...capsule.state, manifest: capsule.manifest, offers };
  context.result(result, () => table([...capsuleRows(capsule), ...offerRows]));
}

function capsuleRows({ binding, state, manifest }: ResolvedCapsule): [string, string][] {
  const { capsule } = manifest.properties;
  const seal = state.isSealed ? "sealed by the keepers" : "not sealed yet";
  return [
    ["name", manifest.name],
    ["capsule", capsuleIdToHex(binding.capsuleId)],
    ["owner", state.owner],
    ["version", state.version.toString()],
    ["kind", capsule.model ? `${capsule.kind}, ${capsule.model.task}` : capsule.kind],
    ["payload", `${state.encrypted ? `encrypted, ${seal}` : "in clear"}${state.suspended ? ", suspended" : ""}`],
    ["license", capsule.license.name],
    ...capsule.files.map(({ path, size }): [string, string] => ["file", `${path}, ${byteCount(size)}`]),
  ];
}
