import { globSync } from "node:fs";
import { basename, join } from "node:path";
import { deploymentOf } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { InvalidFileError } from "./errors.ts";
import { readRecord } from "./record.ts";

const HEADER = `// Generated from deploy/records by \`npm run generate\`. Do not edit.
import type { Deployment } from "../deployment.ts";

/** The protocol on public chains, by chain id. */
`;

/**
 * The source of `sdk/src/generated/deployments.ts`: an entry for each `deploy/records/<chainId>.json`.
 *
 * @param root of the project.
 * @throws InvalidFileError when a record is wrong, or named after another chain than its own.
 */
export function deploymentsSource(root: string): string {
  const paths = globSync("deploy/records/*.json", { cwd: root }).map((path) => join(root, path));
  const deployments = paths.map((path) => {
    const deployment = deploymentOf(readRecord(path));
    if (basename(path) === `${deployment.chainId}.json`) return deployment;
    throw new InvalidFileError(path, [`chainId: is ${deployment.chainId}, unlike the file's name`]);
  });
  const entries = deployments
    .sort((a, b) => a.chainId - b.chainId)
    .map((deployment) => `  ${deployment.chainId}: {\n${fields(deployment)}  },\n`);
  const value = entries.length === 0 ? "{}" : `{\n${entries.join("")}}`;
  return `${HEADER}export const deployments: Readonly<Record<number, Deployment>> = ${value};\n`;
}

function fields(deployment: object): string {
  return Object.entries(deployment)
    .map(([name, value]) => `    ${name}: ${typeof value === "bigint" ? `${value}n` : JSON.stringify(value)},\n`)
    .join("");
}
