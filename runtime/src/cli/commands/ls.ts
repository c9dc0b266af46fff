import type { Command } from "commander";
import { contextOf, type Process } from "../context.ts";
import { listPulled } from "../pulled.ts";
import { byteCount, table } from "../terminal.ts";

export function addLs(program: Command, process: Process): void {
  const command = program
    .command("ls")
    .description("list the capsules whose files were pulled")
    .action(async () => {
      const context = await contextOf(command, process);
      const pulled = (await listPulled(context.cache().directory)).map((capsule) => ({
        ...capsule,
        bytes: capsule.files.reduce((sum, { storedSize }) => sum + storedSize, 0),
      }));
      context.result(pulled, () =>
        pulled.length === 0
          ? "No capsule was pulled yet.\n"
          : table(pulled.map((it) => [it.capsuleId, `${it.name}, version ${it.version}, ${byteCount(it.bytes)}`])),
      );
    });
}
