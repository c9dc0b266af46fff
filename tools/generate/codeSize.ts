// Bytes of code that each contract takes on chain, of the release build.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Generated } from "./files.ts";

const FILE = "contracts/snapshots/code-size.json";

/** What EIP-170 lets a contract have, in bytes. */
const LIMIT = 24_576;
/** Bytes that must be free in every contract, so that a fix can be deployed. */
const RESERVE = 1_024;

/** A contract has no room left for a fix. */
export class CodeTooLargeError extends Error {
  override name = "CodeTooLargeError";
}

/** Sizes of all contracts with an ABI snapshot and of the linked libraries, which forge compiled into `folder`. */
export function codeSizes(root: string, folder: string): Generated {
  const names = globSync("contracts/snapshots/abi/*.json", { cwd: root }).map((path) => basename(path, ".json"));
  const sizes = [...names, "OfferTerms"].sort().map((name) => [name, codeSize(root, folder, name)] as const);
  for (const [name, size] of sizes) {
    if (size > LIMIT - RESERVE) {
      throw new CodeTooLargeError(
        `${name} takes ${size} bytes: of the ${LIMIT} that chains allow, ${RESERVE} have to stay free for fixes.`,
      );
    }
  }
  const content = `${JSON.stringify(Object.fromEntries(sizes), undefined, 2)}\n`;
  return { name: "code sizes", command: "npm run snapshots", pattern: FILE, files: new Map([[FILE, content]]) };
}

function codeSize(root: string, folder: string, name: string): number {
  const artifact = readFileSync(join(root, folder, `${name}.sol`, `${name}.json`), "utf8");
  const { deployedBytecode } = JSON.parse(artifact) as { deployedBytecode: { object: string } };
  // "0x", then two digits a byte; the placeholder of a linked library is as long as its address.
  return deployedBytecode.object.length / 2 - 1;
}
