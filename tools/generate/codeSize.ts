// Bytes of code that each contract takes on chain, of the release build.
import { existsSync, globSync, readFileSync } from "node:fs";
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

type Artifact = { methodIdentifiers: Record<string, string>; deployedBytecode: { object: string } };

/**
 * Sizes of all contracts and linked libraries of contracts/src, which forge compiled into `folder`.
 *
 * @throws CodeTooLargeError
 */
export function codeSizes(root: string, folder: string): Generated {
  const sizes = globSync("contracts/src/**/*.sol", { cwd: root })
    .map((path) => basename(path, ".sol"))
    .sort()
    .flatMap((name) => {
      const artifact = readArtifact(join(root, folder, `${name}.sol`, `${name}.json`));
      return artifact !== undefined && isDeployed(artifact) ? [[name, sizeOf(artifact)] as const] : [];
    });
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

function readArtifact(path: string): Artifact | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Artifact) : undefined;
}

/** Interfaces and abstract contracts have no code; a library of internal functions has a stub that nobody deploys. */
const isDeployed = ({ methodIdentifiers, deployedBytecode }: Artifact): boolean =>
  deployedBytecode.object !== "0x" && Object.keys(methodIdentifiers).length > 0;

/** Of "0x" and two digits a byte; the placeholder of a linked library is as long as its address. */
const sizeOf = ({ deployedBytecode }: Artifact): number => deployedBytecode.object.length / 2 - 1;
