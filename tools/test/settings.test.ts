import assert from "node:assert/strict";
import { foundryProfile, hardhatCompiler } from "../solidity/settings.ts";

describe("compiler settings", () => {
  it("are the same for Hardhat as foundry.toml says, for the fast and the release build", () => {
    for (const name of ["default", "release"]) {
      const profile = foundryProfile(name);
      const { settings } = hardhatCompiler(name);
      assert.equal(settings.evmVersion, profile.evm_version);
      assert.equal(settings.viaIR, profile.via_ir);
      assert.deepEqual(settings.optimizer, { enabled: profile.optimizer, runs: profile.optimizer_runs });
      assert.equal(settings.metadata.bytecodeHash, profile.bytecode_hash);
    }
  });

  it("let a profile inherit what it leaves out", () => {
    const [base, release, deep] = ["default", "release", "deep"].map(foundryProfile);
    assert.equal(release?.evm_version, base?.evm_version);
    assert.equal(release?.via_ir, true);
    assert.equal(base?.via_ir, false);
    assert.equal(deep?.fuzz.seed, base?.fuzz.seed);
    assert.ok((deep?.fuzz.runs ?? 0) >= 10_000);
    assert.ok((deep?.invariant.runs ?? 0) >= 1_000 && (deep?.invariant.depth ?? 0) >= 500);
  });

  it("refuse a profile that does not exist", () => {
    assert.throws(() => foundryProfile("nothing"), /no profile "nothing"/);
  });
});
