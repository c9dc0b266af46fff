import { genesisAbi } from "@capsule-protocol/sdk/generated/genesis.ts";
import { type Address, type Client, type ContractFunctionReturnType, encodeDeployData, type Hex } from "viem";
import { readContract } from "viem/actions";
import type { Artifact, Artifacts } from "./artifacts.ts";
import { ensureContract } from "./create2.ts";
import type { DeploymentStep } from "./deployProtocol.ts";
import { LIBRARY_NAMES } from "./libraries.ts";
import { linkLibraries } from "./linkLibraries.ts";
import type { DeploymentRecord } from "./record.ts";

/** Where Genesis puts the protocol. */
export type Addresses = ContractFunctionReturnType<typeof genesisAbi, "view", "predict">;

/** Implementations, as Genesis takes them. */
export type Implementations = Record<Exclude<keyof Addresses, "accessManager" | "timelock">, Address>;

type Argument = keyof Addresses | "operationCheck";

/** Each implementation's contract, and what its constructor takes: addresses of others. */
export const CONSTRUCTORS: Record<
  keyof Implementations,
  readonly [keyof DeploymentRecord["contracts"], ...Argument[]]
> = {
  capsuleRegistry: ["CapsuleRegistry", "accessToken", "royaltySplitter", "keeperRegistry", "disputeCourt"],
  accessToken: ["AccessToken", "capsuleRegistry", "royaltySplitter", "priceOracle", "market", "usageMeter"],
  royaltySplitter: ["RoyaltySplitter", "capsuleRegistry", "accessToken", "market", "trainingPool", "disputeCourt"],
  keeperRegistry: ["KeeperRegistry"],
  priceOracle: ["PriceOracle"],
  market: ["Market", "capsuleRegistry", "accessToken", "royaltySplitter"],
  trainingPool: ["TrainingPool", "capsuleRegistry", "royaltySplitter"],
  usageMeter: ["UsageMeter", "keeperRegistry", "accessToken"],
  disputeCourt: ["DisputeCourt", "capsuleRegistry", "royaltySplitter"],
  councilArbiter: ["CouncilArbiter", "disputeCourt"],
  capsuleToken: ["CapsuleToken"],
  governor: ["CapsuleGovernor", "operationCheck"],
};

type OnStep = (step: DeploymentStep) => void;

/** Puts Genesis in place; its address depends on its code and the deployer only. */
export async function ensureGenesis(
  client: Client,
  { artifacts, deployer, onStep }: { artifacts: Artifacts; deployer: Address; onStep: OnStep },
): Promise<{ genesis: Address; addresses: Addresses }> {
  const created = await ensureContract(client, "Genesis", initCode(artifacts.Genesis, [deployer]));
  onStep({ name: "Genesis", ...created });
  const genesis = created.address;
  const addresses = await readContract(client, { address: genesis, abi: genesisAbi, functionName: "predict" });
  return { genesis, addresses };
}

/** Puts the libraries and the implementations in place, compiled with the addresses that the proxies will have. */
export async function ensureImplementations(
  client: Client,
  { artifacts, addresses, onStep }: { artifacts: Artifacts; addresses: Addresses; onStep: OnStep },
): Promise<Implementations> {
  const libraries: Record<string, Address> = {};
  // One after the other, all of it: it shares the account's nonces.
  for (const name of LIBRARY_NAMES) {
    const library = await ensureContract(client, name, artifacts[name].bytecode);
    onStep({ name: `${name} library`, ...library });
    libraries[name] = library.address;
  }
  const check = await ensureContract(client, "OperationCheck", artifacts.OperationCheck.bytecode);
  onStep({ name: "OperationCheck", ...check });
  const places = { ...addresses, operationCheck: check.address };
  const implementations: Partial<Implementations> = {};
  for (const [key, [name, ...args]] of Object.entries(CONSTRUCTORS)) {
    const linked = linkLibraries(name, artifacts[name], libraries);
    const values = args.map((argument) => places[argument]);
    const created = await ensureContract(client, name, initCode(linked, values));
    onStep({ name: `${name} implementation`, ...created });
    implementations[key as keyof Implementations] = created.address;
  }
  return implementations as Implementations;
}

function initCode({ abi, bytecode }: Artifact, args: readonly Address[]): Hex {
  return encodeDeployData({ abi, bytecode, args });
}
