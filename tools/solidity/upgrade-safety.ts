// OpenZeppelin's own validation of every implementation that will stand behind a proxy, and the compiler's warnings.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { validateUpgradeSafety } from "@openzeppelin/upgrades-core";
import { type Abi, keccak256, stringToBytes } from "viem";
import { compileFrontEnd, type FrontEnd } from "./front-end.ts";

/** Report of openzeppelin-upgrades-core; throws unless it looked at every contract that can stand behind a proxy. */
async function upgradeReport({
  input,
  output,
  solcVersion,
  contracts,
}: FrontEnd): Promise<{ ok: boolean; text: string }> {
  const proxied = contracts.filter(({ abi, concrete }) => concrete && abi.some(isUpgradeFunction));
  // The validator tells contracts apart by a hash of their bytecode. The front end makes none: the name's hash serves.
  for (const { source, name } of proxied) {
    const contract = output.contracts[source]?.[name];
    if (contract !== undefined) contract.evm.bytecode.object = keccak256(stringToBytes(`${source}:${name}`)).slice(2);
  }
  const folder = mkdtempSync(join(tmpdir(), "capsule-build-info-"));
  try {
    writeFileSync(join(folder, "build.json"), JSON.stringify({ input, output, solcVersion }));
    const report = await validateUpgradeSafety(folder, undefined, undefined, {}, undefined, ["node_modules/**"]);
    if (proxied.length === 0 || report.numTotal !== proxied.length) {
      throw new Error(`${proxied.length} upgradeable contracts exist, ${report.numTotal} were validated`);
    }
    return { ok: report.ok, text: report.explain(false) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isUpgradeFunction = (item: Abi[number]): boolean => item.type === "function" && item.name === "upgradeToAndCall";

const frontEnd = compileFrontEnd(fileURLToPath(new URL("../..", import.meta.url)));
for (const warning of frontEnd.warnings) console.log(warning);
const { ok, text } = await upgradeReport(frontEnd);
console.log(text);
process.exitCode = ok && frontEnd.warnings.length === 0 ? 0 : 1;
