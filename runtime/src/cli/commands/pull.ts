import { capsuleIdToHex } from "@capsule-protocol/sdk/capsuleId.ts";
import type { Command } from "commander";
import { resolveCapsule } from "../../access/resolveCapsule.ts";
import { fetchFile } from "../../load/fetchFile.ts";
import { stepRunner } from "../../progress.ts";
import { unsigned } from "../arguments.ts";
import { type Context, contextOf, type Process } from "../context.ts";
import { recordPull } from "../pulled.ts";
import { byteCount, progressDisplay } from "../terminal.ts";

const TITLES = { resolve: "Find the capsule", fetch: "Fetch its files" };

export function addPull(program: Command, process: Process): void {
  const command = program
    .command("pull")
    .description("fetch a capsule's files as they are stored, encrypted; goes on where an earlier pull stopped")
    .argument("<capsule>", "capsule id", unsigned)
    .action(async (capsuleId: bigint) => pull(await contextOf(command, process), capsuleId));
}

async function pull(context: Context, capsuleId: bigint): Promise<void> {
  const { signal } = context;
  const display = progressDisplay<keyof typeof TITLES>(context.terminal, TITLES);
  const step = stepRunner(display.show, signal);
  const blocks = context.blocks();
  try {
    const resolved = await step("resolve", () => resolveCapsule({ chain: context.chain(), blocks, capsuleId, signal }));
    const { files } = resolved.manifest.properties.capsule;
    await step("fetch", async (report) => {
      for (const file of files) await fetchFile({ blocks, file, signal, report });
    });
    await recordPull(context.cache().directory, resolved);
    const bytes = files.reduce((sum, { storedSize }) => sum + storedSize, 0);
    context.result({ capsuleId: capsuleIdToHex(capsuleId), files: files.length, bytes }, () => {
      return `${resolved.manifest.name}: ${files.length} files, ${byteCount(bytes)}\n`;
    });
  } finally {
    display.clear();
  }
}
