import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import hre from "hardhat";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const contracts = globSync("artifacts/contracts/src/**/*.sol/*.json", { cwd: root });

/** What forge compiled, from the folder that its default profile writes. */
function forgeBytecode(source: string, name: string): string {
  const artifact = JSON.parse(readFileSync(join(root, "out", source, `${name}.json`), "utf8"));
  return artifact.deployedBytecode.object;
}

describe("Hardhat and Foundry", () => {
  it("find contracts to compare", () => {
    assert.ok(contracts.length > 0);
  });

  for (const path of contracts) {
    const [source, name] = [basename(dirname(path)), basename(path, ".json")];
    it(`compile ${name} to the same code`, async () => {
      const { deployedBytecode } = await hre.artifacts.readArtifact(name);
      assert.equal(deployedBytecode, forgeBytecode(source, name));
    });
  }
});
