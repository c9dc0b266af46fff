import { zeroAddress } from "viem";
import { baseRows, forAll, LATER, type Matrix, restricted } from "./accessOutcomes.ts";
import type { KeeperScene } from "./keeperScene.ts";
import { MANIFEST, type Protocol } from "./protocol.ts";

export function keeperRows({ implementations, parties }: Protocol, { rotation }: KeeperScene): Matrix {
  const [creator, stranger] = [parties.creator.account.address, parties.stranger.account.address];
  return {
    ...baseRows(
      implementations.keeperRegistry,
      [zeroAddress, 1, MANIFEST, []],
      "initialize(address,uint16,bytes32,(address,bytes32,bytes32,string)[])",
    ),
    "setUrl(string)": { args: ["https://keeper.example"], ...forAll("KeeperRegistry_NotKeeper", { keeper: "ok" }) },
    "rotate(uint16,(address,bytes32,bytes32,string)[],bytes[])": { args: rotation, ...restricted },
    "postBond(address)": { args: [stranger], value: 1n, ...forAll("ok") },
    "withdrawBond(address)": { args: [creator], ...forAll("KeeperBonds_NoBond") },
    "slashBond(address,uint256,address,bytes32)": { args: [stranger, 0n, creator, MANIFEST], ...restricted },
    "setMinimumBond(uint256)": { args: [1n], ...restricted },
    "authorizeSession(address,uint64)": { args: [stranger, 0n], ...forAll("Sessions_InvalidSession") },
    "authorizeSessionFor(address,address,uint64,uint256,bytes)": {
      args: [creator, stranger, 1n, LATER, "0x"],
      ...forAll("Sessions_InvalidSignature"),
    },
    "revokeSession(address)": { args: [stranger], ...forAll("ok") },
  };
}

export function meterRows({ implementations }: Protocol, { settlement, report }: KeeperScene): Matrix {
  return {
    ...baseRows(implementations.usageMeter, [zeroAddress], "initialize(address)"),
    "settle(uint256,(uint256,uint32)[],bytes[])": { args: settlement, ...forAll("ok") },
    "reportReleases(uint256,uint32,(uint256,uint32)[],bytes[])": { args: report, ...forAll("ok") },
  };
}
