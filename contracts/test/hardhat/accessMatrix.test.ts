import assert from "node:assert/strict";
import timelock from "@openzeppelin/contracts/build/contracts/TimelockController.json" with { type: "json" };
import {
  type Abi,
  type AbiFunction,
  type Address,
  type BaseError,
  ContractFunctionRevertedError,
  toFunctionSignature,
} from "viem";
import { type Matrix, NO_ERROR, PARTIES, type Party, type Row } from "./accessOutcomes.ts";
import { accessTable, type ContractName, type Scenes, setScenes } from "./accessTable.ts";
import { deployProtocol, type Protocol } from "./protocol.ts";

type Contract = { address: Address; abi: Abi };

const mutating = (abi: Abi): AbiFunction[] =>
  abi.filter(
    (item): item is AbiFunction =>
      item.type === "function" && item.stateMutability !== "view" && item.stateMutability !== "pure",
  );

async function contractsOf(protocol: Protocol, { economy }: Scenes): Promise<Record<ContractName, Contract>> {
  const { viem } = protocol.connection;
  return {
    CapsuleRegistry: protocol.registry,
    AccessToken: protocol.accessToken,
    RoyaltySplitter: protocol.splitter,
    Inbox: await viem.getContractAt("Inbox", economy.inbox),
    KeeperRegistry: protocol.keeperRegistry,
    PriceOracle: protocol.priceOracle,
    TrainingPool: protocol.trainingPool,
    UsageMeter: protocol.usageMeter,
    Market: protocol.market,
    DisputeCourt: protocol.disputeCourt,
    CouncilArbiter: protocol.councilArbiter,
    CapsuleToken: protocol.capsuleToken,
    CapsuleGovernor: protocol.governor,
    TimelockController: { address: protocol.parties.admin.account.address, abi: timelock.abi as Abi },
    AccessManager: protocol.manager,
    Genesis: protocol.genesis,
  };
}

describe("who may call what", () => {
  let protocol: Protocol;
  let contracts: { name: string; address: Address; abi: Abi; rows: Matrix }[];

  before(async () => {
    protocol = await deployProtocol();
    const scenes = await setScenes(protocol);
    const table: Record<ContractName, Matrix> = accessTable(protocol, scenes);
    contracts = Object.entries(await contractsOf(protocol, scenes)).map(([name, { address, abi }]) => ({
      name,
      address,
      abi,
      rows: table[name as ContractName],
    }));
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
function errorName(error: BaseError): string {
  const reverted = error.walk((cause) => cause instanceof ContractFunctionRevertedError);
  if (!(reverted instanceof ContractFunctionRevertedError)) return error.message;
  const { data, signature } = reverted;
  return data?.errorName ?? signature ?? NO_ERROR;
}
