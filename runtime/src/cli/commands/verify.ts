import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import { parseCid } from "@capsule-protocol/sdk/digest.ts";
import type { Manifest } from "@capsule-protocol/sdk/manifest/index.ts";
import type { Command } from "commander";
import { hexToBytes, sha256 } from "viem";
import { type ResolvedCapsule, resolveCapsule } from "../../access/resolveCapsule.ts";
import { verifyHeader } from "../../keys/tdh2.ts";
import { FileIntegrityError } from "../../load/errors.ts";
import { fetchFile } from "../../load/fetchFile.ts";
import type { BlockReader } from "../../ports.ts";
import { type Report, stepRunner } from "../../progress.ts";
import { readFile } from "../../storage/readFile.ts";
import { unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { progressDisplay } from "../terminal.ts";

const TITLES = {
  manifest: "The manifest is the one that the chain names, made for this capsule",
  header: "The key header was made for this capsule",
  files: "Every block of every file is there and unaltered",
  license: "The license text is the one that the manifest names",
};

export function addVerify(program: Command, process: Process): void {
  const command = program
    .command("verify")
    .description("check all of a capsule that can be checked without its key; needs no license")
    .argument("<capsule>", "capsule id", unsigned)
    .action(async (capsuleId: bigint) => verify(await contextOf(command, process), capsuleId));
}

async function verify(context: Context, capsuleId: bigint): Promise<void> {
  const { signal } = context;
  const display = progressDisplay<keyof typeof TITLES>(context.terminal, TITLES);
  const step = stepRunner(display.show, signal);
  const blocks = context.blocks();
  try {
    const resolved = await step("manifest", () =>
      resolveCapsule({ chain: context.chain(), blocks, capsuleId, signal }),
    );
    const { manifest, state } = resolved;
    if (state.encrypted) await step("header", async () => checkHeader(resolved));
    await step("files", (report) => fetchFiles(blocks, manifest, report, signal));
    await step("license", () => checkLicense(blocks, manifest, signal));
    const { isSealed, version, manifestDigest } = state;
    context.result({ capsuleId: capsuleIdToHex(capsuleId), version, manifestDigest, isSealed, verified: true }, () => {
      return `Version ${version} of ${manifest.name} is complete and unaltered.\n`;
    });
  } finally {
    display.clear();
  }
}

function checkHeader({ binding, manifest }: ResolvedCapsule): void {
  const { encryption } = manifest.properties.capsule;
  if (encryption) verifyHeader({ header: hexToBytes(encryption.header), label: capsuleLabel(binding) });
}

async function fetchFiles(blocks: BlockReader, manifest: Manifest, report: Report, signal: AbortSignal): Promise<void> {
  for (const file of manifest.properties.capsule.files) await fetchFile({ blocks, file, signal, report });
}

async function checkLicense(blocks: BlockReader, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const { license } = manifest.properties.capsule;
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFile(blocks, parseCid(license.cid), { signal })) chunks.push(chunk);
  const actual = sha256(Buffer.concat(chunks));
  if (actual !== license.sha256) throw new FileIntegrityError("the license text", "SHA-256", license.sha256, actual);
}
