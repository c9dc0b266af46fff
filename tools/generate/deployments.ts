// The addresses of the protocol on public chains, as a constant for the SDK.
import { deploymentsSource } from "../../deploy/src/codegen.ts";
import type { Generated } from "./files.ts";

const FILE = "sdk/src/generated/deployments.ts";

/** Made from deploy/records, where a deployment leaves its record. */
export function deploymentConstants(root: string): Generated {
  const files = new Map([[FILE, deploymentsSource(root)]]);
  return { name: "deployments", command: "npm run generate", pattern: FILE, files };
}
