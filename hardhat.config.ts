import hardhatMocha from "@nomicfoundation/hardhat-mocha";
import hardhatNetworkHelpers from "@nomicfoundation/hardhat-network-helpers";
import hardhatViem from "@nomicfoundation/hardhat-viem";
import hardhatViemAssertions from "@nomicfoundation/hardhat-viem-assertions";
import hardhatUpgrades from "@openzeppelin/hardhat-upgrades/viem";
import { defineConfig } from "hardhat/config";
import { foundryProfile, hardhatCompiler } from "./tools/solidity/settings.ts";

export default defineConfig({
  plugins: [hardhatMocha, hardhatNetworkHelpers, hardhatViem, hardhatViemAssertions, hardhatUpgrades],
  solidity: {
    profiles: { default: hardhatCompiler("default"), production: hardhatCompiler("release") },
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      "@openzeppelin/contracts/governance/IGovernor.sol",
      "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol",
    ],
  },
  // The Solidity tests are forge's: nothing here builds or runs them.
  paths: {
    sources: foundryProfile("default").src,
    tests: { mocha: "contracts/test/hardhat" },
    artifacts: "artifacts",
    cache: "cache/hardhat",
  },
  // What public chains get is compiled with the profile `release`, and keeps to their limit.
  networks: { default: { type: "edr-simulated", chainType: "l1", allowUnlimitedContractSize: true } },
});
