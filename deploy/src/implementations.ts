import type { DeploymentRecord } from "@capsule-protocol/sdk/deploymentRecord.ts";
import { genesisAbi } from "@capsule-protocol/sdk/generated/genesis.ts";
import { type Address, type Client, type ContractFunctionReturnType, encodeDeployData, type Hex } from "viem";
import { readContract } from "viem/actions";
import { type Artifact, type Artifacts, LIBRARIES } from "./artifacts.ts";
import { create2Address, ensureContract } from "./create2.ts";
import type { DeploymentStep } from "./deployProtocol.ts";
import { librariesOf, linkLibraries } from "./linkLibraries.ts";

export type ContractName = keyof DeploymentRecord["contracts"];

/** Where Genesis puts the protocol. */
export type Addresses = ContractFunctionReturnType<typeof genesisAbi, "view", "predict">;

/** Implementations, as Genesis takes them. */
export type Implementations = Record<Exclude<keyof Addresses, "accessManager" | "timelock">, Address>;

type Argument = keyof Addresses | "operationCheck";

/** Each implementation's contract, and what its constructor takes: addresses of others. */
export const CONSTRUCTORS: Record<keyof Implementations, readonly [ContractName, ...Argument[]]> = {
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

/** Where Genesis is, on every chain: that depends on its code and the deployer only. */
export function genesisAddress({ Genesis }: Artifacts, deployer: Address): Address {
  return create2Address(initCode(Genesis, [deployer]));
}

/** Puts Genesis in place. */
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

/** An implementation before it is in place: its code decides where that is. */
export type PlannedImplementation = {
  name: ContractName;
  initCode: Hex;
  address: Address;
  constructorArguments: readonly Address[];
  /** That it is linked with, by name. */
  libraries: Readonly<Record<string, Address>>;
};

/** The implementations that artifacts give, compiled with the addresses that the proxies have. */
export function planImplementations(
  artifacts: Artifacts,
  addresses: Addresses,
): Record<keyof Implementations, PlannedImplementation> {
  const places = { ...addresses, operationCheck: create2Address(artifacts.OperationCheck.bytecode) };
  const libraries = Object.fromEntries(LIBRARIES.map((name) => [name, create2Address(artifacts[name].bytecode)]));
  const planned = Object.entries(CONSTRUCTORS).map(([key, [name, ...args]]) => {
    const constructorArguments = args.map((argument) => places[argument]);
    const code = initCode(linkLibraries(name, artifacts[name], libraries), constructorArguments);
    const linked = Object.entries(libraries).filter(([library]) => librariesOf(artifacts[name]).includes(library));
    const address = create2Address(code);
    return [key, { name, initCode: code, address, constructorArguments, libraries: Object.fromEntries(linked) }];
  });
  return Object.fromEntries(planned);
}

/** Puts the libraries and the implementations in place. */
export async function ensureImplementations(
  client: Client,
  { artifacts, addresses, onStep }: { artifacts: Artifacts; addresses: Addresses; onStep: OnStep },
): Promise<Implementations> {
  // One after the other: they share the account's nonces.
  for (const name of LIBRARIES) {
    onStep({ name: `${name} library`, ...(await ensureContract(client, name, artifacts[name].bytecode)) });
  }
  const check = await ensureContract(client, "OperationCheck", artifacts.OperationCheck.bytecode);
  onStep({ name: "OperationCheck", ...check });
  const implementations: Partial<Implementations> = {};
  for (const [key, { name, initCode: code }] of Object.entries(planImplementations(artifacts, addresses))) {
    const created = await ensureContract(client, name, code);
    onStep({ name: `${name} implementation`, ...created });
    implementations[key as keyof Implementations] = created.address;
  }
  return implementations as Implementations;
}

function initCode({ abi, bytecode }: Artifact, args: readonly Address[]): Hex {
  return encodeDeployData({ abi, bytecode, args });
}
