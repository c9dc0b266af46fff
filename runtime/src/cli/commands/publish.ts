import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ParentParameters } from "@capsule-protocol/sdk/actions/registry/parents.ts";
import type { Lineage } from "@capsule-protocol/sdk/actions/royalty/getLineage.ts";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { manifestSchema } from "@capsule-protocol/sdk/manifest/index.ts";
import { type Command, Option } from "commander";
import { bytesToHex, type Hex, stringToBytes } from "viem";
import { keeperSealService } from "../../keys/keeperSealService.ts";
import type { Publication } from "../../publish/publication.ts";
import { fileFromDisk } from "../../publish/sourceFile.ts";
import { viemPublishChain } from "../../publish/viemPublishChain.ts";
import { type PublishedCapsule, type PublishStep, publishCapsule } from "../../publishCapsule.ts";
import { bytes32, parent, smallInteger } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { SettingError } from "../errors.ts";
import { lineageRows } from "../lineageText.ts";
import { progressDisplay, table } from "../terminal.ts";
import { addOfferOptions, type OfferFlags, offerOf } from "./offerOptions.ts";

type Flags = OfferFlags & {
  name: string;
  description: string;
  kind: Publication["kind"];
  task?: string;
  card?: string;
  tag?: string[];
  image?: string;
  url?: string;
  licenseName: string;
  licenseFile: string;
  clear?: boolean;
  salt?: Hex;
  royaltyBps?: number;
  parent?: ParentParameters[];
};

const TITLES: Record<PublishStep, string> = {
  prepare: "Look at the chain and the files",
  store: "Encrypt and store the files",
  describe: "Store license text and manifest",
  endorse: "Have the keepers sign",
  register: "Register the capsule",
  seal: "Seal the capsule",
  offer: "Offer licenses",
};

export function addPublish(program: Command, process: Process): void {
  const kinds = manifestSchema.shape.properties.shape.capsule.shape.kind.options;
  const command = program
    .command("publish <files...>")
    .description("encrypt files, store them, have keepers seal them, and register them as a capsule")
    .requiredOption("--name <text>", "name of the work")
    .requiredOption("--description <text>", "what it is, in a few sentences")
    .addOption(new Option("--kind <kind>", "what kind of work it is").choices(kinds).default("model"))
    .option("--task <task>", "what a model does, e.g. image-classification")
    .option("--card <file>", "model card, Markdown")
    .option("--tag <tag...>", "words to be found by")
    .option("--image <uri>", "picture: ipfs://, https:// or data:image/")
    .option("--url <uri>", "page about the work")
    .requiredOption("--license-name <name>", "SPDX identifier or title of the license text")
    .requiredOption("--license-file <file>", "license text")
    .option("--clear", "store the files readable by everyone")
    .option(
      "--salt <bytes32>",
      "number of the capsule among yours; give it again to go on after an interruption",
      bytes32,
    )
    .option("--royalty-bps <bps>", "royalty on resales of the capsule itself", smallInteger)
    .option(
      "--parent <capsule:license:relation>",
      "work that it is made from, by a license of yours (0 if the work is yours); may be repeated",
      parent,
    );
  addOfferOptions(command, "with --price: ").action(async (files: string[], flags: Flags) => {
    await publish(await contextOf(command, process), files, flags);
  });
}

async function publish(context: Context, files: string[], flags: Flags): Promise<void> {
  const client = await context.signingClient();
  const publication = await publicationOf(context, flags);
  const offer = await offerOf(context, flags, manifestDigest(stringToBytes(publication.license.text)));
  const salt = flags.salt ?? bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  context.terminal.err.write(`Salt ${salt} (publish with --salt to go on after an interruption)\n`);
  const display = progressDisplay(context.terminal, TITLES);
  const sources = await Promise.all(files.map((file) => fileFromDisk(resolve(context.directory, file))));
  const blocks = { get: context.blocks().get, put: context.writer().put };
  const seals = keeperSealService({ keepers: () => context.keepers() });
  const ports = { chain: viemPublishChain(client, context.deployment()), blocks, seals };
  const { royaltyBps, clear, parent: parents = [] } = flags;
  const offers = offer ? [offer] : [];
  const { signal } = context;
  const onLineage = (lineage: Lineage) => {
    display.clear();
    context.terminal.err.write(table(lineageRows(lineage)) || "It will owe nothing to its parents.\n");
  };
  const said = { salt, publication, files: sources, encrypted: !clear, royaltyBps, parents, offers };
  const parameters = { ...said, ports, signal, onLineage, onProgress: display.show };
  const published = await publishCapsule(parameters).finally(display.clear);
  context.result({ salt, ...resultOf(published) }, () => publishedText(published));
}

function resultOf({ binding, manifestDigest: digest, lineage, offerIds, transactions }: PublishedCapsule) {
  const capsule = { ...binding, capsuleId: capsuleIdToHex(binding.capsuleId), manifestDigest: digest };
  return { ...capsule, ...(lineage && { lineage }), offerIds, transactions };
}

function publishedText({ binding, manifestDigest: digest, offerIds, transactions }: PublishedCapsule): string {
  return table([
    ["capsule", capsuleIdToHex(binding.capsuleId)],
    ["manifest", digest],
    ...offerIds.map((offerId) => ["offer", offerId.toString()] as const),
    ...transactions.map(({ step, hash, gasUsed }) => [step, `${hash} (${gasUsed} gas)`] as const),
  ]);
}

async function publicationOf(context: Context, flags: Flags): Promise<Publication> {
  const { name, description, kind, task, card, tag, image, url, licenseName, licenseFile } = flags;
  const text = await readText(context, licenseFile);
  const model =
    task || card
      ? {
          task: task ?? "other",
          card: card ? await readText(context, card) : `# ${name}\n\n${description}\n`,
          metrics: [],
        }
      : undefined;
  return {
    name,
    description,
    kind,
    ...(tag && { tags: tag }),
    ...(image && { image }),
    ...(url && { externalUrl: url }),
    ...(model && { model }),
    license: { name: licenseName, text },
  };
}

async function readText({ directory }: Context, path: string): Promise<string> {
  return readFile(resolve(directory, path), "utf8").catch((cause: Error) => {
    throw new SettingError(path, "can't be read", "Name a readable text file.", cause);
  });
}
