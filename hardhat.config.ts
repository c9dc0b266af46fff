import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatViem from "@nomicfoundation/hardhat-viem";
import hardhatViemAssertions from "@nomicfoundation/hardhat-viem-assertions";
import hardhatUpgrades from "@openzeppelin/hardhat-upgrades/viem";
import { defineConfig } from "hardhat/config";
import { foundryProfile, hardhatCompiler } from "./tools/solidity/settings.ts";

const { src, test, fuzz, invariant } = foundryProfile("default");

export default defineConfig({
  plugins: [hardhatMocha, hardhatNetworkHelpers, hardhatViem, hardhatViemAssertions, hardhatUpgrades],
  solidity: {
    // The Solidity tests are forge's; `hardhat test solidity` can run them too, but nothing builds them unasked.
    splitTestsCompilation: true,
    profiles: { default: hardhatCompiler("default"), production: hardhatCompiler("release") },
    npmFilesToBuild: ["@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol"],
  },
  paths: {
    sources: src,
    tests: { mocha: "contracts/test/hardhat", solidity: test },
    artifacts: "artifacts",
    cache: "cache/hardhat",
  },
  networks: { local: { type: "edr-simulated", chainType: "l1" } },
  test: {
    solidity: {
      fuzz: { runs: fuzz.runs, seed: fuzz.seed },
      invariant: { runs: invariant.runs, depth: invariant.depth, failOnRevert: invariant.fail_on_revert },
    },
  },
});
