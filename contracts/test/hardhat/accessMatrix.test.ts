import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { type Abi, type AbiFunction, type Address, toFunctionSignature } from "viem";
import { accessDocument } from "./accessDocument.ts";
import {
  accessRows,
  keeperRows,
  type Matrix,
  marketRows,
  meterRows,
  oracleRows,
  PARTIES,
  type Party,
  type Row,
  registryRows,
  splitterRows,
} from "./accessRows.ts";
import { arbiterRows, courtRows } from "./disputeRows.ts";
import { setDisputeScene } from "./disputeScene.ts";
import { setEconomyScene } from "./economyScene.ts";
import { governorRows, setProposal, tokenRows } from "./governanceRows.ts";
import { setKeeperScene } from "./keeperScene.ts";
import { setMarketScene } from "./marketScene.ts";
import { deployProtocol, type Protocol } from "./protocol.ts";
import { trainingRows } from "./trainingRows.ts";

const DOCUMENT = new URL("../../ACCESS.md", import.meta.url);

const mutating = (abi: Abi): AbiFunction[] =>
  abi.filter(
    (item): item is AbiFunction =>
      item.type === "function" && item.stateMutability !== "view" && item.stateMutability !== "pure",
  );

describe("who may call what", () => {
  let protocol: Protocol;
  let contracts: { name: string; address: Address; abi: Abi; rows: Matrix }[];

  before(async () => {
    protocol = await deployProtocol();
    const { registry, accessToken, splitter, keeperRegistry, priceOracle, usageMeter, market } = protocol;
    const { disputeCourt, councilArbiter, trainingPool } = protocol;
    const scene = await setEconomyScene(protocol);
    const proposalId = await setProposal(protocol);
    const keeperScene = await setKeeperScene(protocol);
    const marketScene = await setMarketScene(protocol, scene);
    const disputes = await setDisputeScene(protocol);
    contracts = [
      { name: "CapsuleRegistry", ...registry, rows: registryRows(protocol, scene) },
      { name: "AccessToken", ...accessToken, rows: accessRows(protocol, scene) },
      { name: "RoyaltySplitter", ...splitter, rows: splitterRows(protocol, scene) },
      { name: "KeeperRegistry", ...keeperRegistry, rows: keeperRows(protocol, keeperScene) },
      { name: "PriceOracle", ...priceOracle, rows: oracleRows(protocol) },
      { name: "TrainingPool", ...trainingPool, rows: trainingRows(protocol, scene) },
      { name: "UsageMeter", ...usageMeter, rows: meterRows(protocol, keeperScene) },
      { name: "Market", ...market, rows: marketRows(protocol, marketScene) },
      { name: "DisputeCourt", ...disputeCourt, rows: courtRows(protocol, scene, disputes) },
      { name: "CouncilArbiter", ...councilArbiter, rows: arbiterRows(protocol, disputes) },
      { name: "CapsuleToken", ...protocol.capsuleToken, rows: tokenRows(protocol) },
      { name: "CapsuleGovernor", ...protocol.governor, rows: governorRows(protocol, proposalId) },
    ];
  });

  /** What comes of a call by a party, which is not sent. */
  async function outcome(address: Address, abi: Abi, item: AbiFunction, { args, value }: Row, party: Party) {
    return protocol.publicClient
      .simulateContract({
        address,
        abi: [item, ...abi.filter(({ type }) => type === "error")],
        functionName: item.name,
        args,
        account: protocol.parties[party].account,
        ...(value !== undefined && { value }),
      })
      .then(() => "ok", errorName);
  }

  it("has a row for every function that changes something, and no other", () => {
    for (const { name, abi, rows } of contracts) {
      assert.deepEqual(Object.keys(rows).sort(), mutating(abi).map(toFunctionSignature).sort(), name);
    }
  });

  it("is what ACCESS.md tells", () => {
    const document = accessDocument(contracts);
    if (process.env.UPDATE_ACCESS === "1") writeFileSync(DOCUMENT, document);
    assert.equal(readFileSync(DOCUMENT, "utf8"), document);
  });

  for (const party of PARTIES) {
    it(`lets the ${party} do what the table says, and nothing else`, async () => {
      for (const { name, address, abi, rows } of contracts) {
        for (const item of mutating(abi)) {
          const row = rows[toFunctionSignature(item)];
          assert.ok(row);
          assert.equal(await outcome(address, abi, item, row, party), row[party], `${name}.${item.name} by ${party}`);
        }
      }
    });
  }
});

/** Name of the custom error that a call was refused with. */
function errorName(error: { walk?: (test: (cause: unknown) => boolean) => unknown; message: string }): string {
  const reverted = error.walk?.((cause) => (cause as { data?: { errorName?: string } }).data?.errorName !== undefined);
  return (reverted as { data: { errorName: string } } | null | undefined)?.data.errorName ?? error.message;
}
