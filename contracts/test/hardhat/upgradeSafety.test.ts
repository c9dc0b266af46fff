import assert from "node:assert/strict";
import { upgrades } from "@openzeppelin/hardhat-upgrades/viem";
import hre from "hardhat";
import { zeroAddress } from "viem";

/** Options for an implementation that takes `addresses` sister contracts. */
const uups = (addresses: number) => ({
  kind: "uups" as const,
  constructorArgs: Array.from({ length: addresses }, () => zeroAddress),
});

const IMPLEMENTATIONS = [
  ["CapsuleRegistry", uups(4)],
  ["AccessToken", { ...uups(5), libraries: { OfferTerms: zeroAddress } }],
  ["RoyaltySplitter", { ...uups(5), libraries: { OwnerFreeze: zeroAddress, Inboxes: zeroAddress } }],
  ["KeeperRegistry", uups(0)],
  ["PriceOracle", uups(0)],
  ["Market", uups(3)],
  ["TrainingPool", uups(2)],
  ["UsageMeter", uups(2)],
  ["DisputeCourt", uups(2)],
  ["CouncilArbiter", uups(1)],
  ["CapsuleToken", uups(0)],
  ["CapsuleGovernor", uups(1)],
] as const;

describe("OpenZeppelin's upgrade validation", () => {
  let plugin: Awaited<ReturnType<typeof upgrades>>;
  before(async () => {
    plugin = await upgrades(hre, await hre.network.create());
  });

  for (const [name, options] of IMPLEMENTATIONS) {
    it(`accepts ${name} as a UUPS implementation`, async () => {
      await plugin.validateImplementation(name, options);
    });
  }

  it("would refuse a contract that is none", async () => {
    await assert.rejects(plugin.validateImplementation("Genesis", uups(1)), /is not upgrade safe/);
  });

  it("would refuse an upgrade that moves storage", async () => {
    await assert.rejects(
      plugin.validateUpgrade("KeeperRegistry", "PriceOracle", uups(0)),
      /New storage layout is incompatible/,
    );
  });
});
