import { genesisAbi } from "@capsule-protocol/sdk/generated/genesis.ts";
import { type Address, type Client, type ContractFunctionReturnType, encodeDeployData, type Hex } from "viem";
import { readContract } from "viem/actions";
import type { Artifact, Artifacts } from "./artifacts.ts";
import { create2Address, ensureContract } from "./create2.ts";
import type { DeploymentStep } from "./deployProtocol.ts";
import { linkLibraries } from "./linkLibraries.ts";

/** Where Genesis puts the protocol. */
export type Addresses = ContractFunctionReturnType<typeof genesisAbi, "view", "predict">;

/** Implementations, as Genesis takes them. */
export type Implementations = Record<Exclude<keyof Addresses, "accessManager" | "timelock">, Address>;

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

/** Puts the library and the implementations in place, compiled with the addresses that the proxies will have. */
export async function ensureImplementations(
  client: Client,
  { artifacts, addresses, onStep }: { artifacts: Artifacts; addresses: Addresses; onStep: OnStep },
): Promise<Implementations> {
  const { capsuleRegistry, accessToken, royaltySplitter, keeperRegistry, priceOracle } = addresses;
  const { market, trainingPool, usageMeter, disputeCourt } = addresses;
  const library = await ensureContract(client, "OfferTerms", artifacts.OfferTerms.bytecode);
  onStep({ name: "OfferTerms library", ...library });
  const check = await ensureContract(client, "OperationCheck", artifacts.OperationCheck.bytecode);
  onStep({ name: "OperationCheck", ...check });
  const ensure = async (name: keyof Artifacts, args: readonly Address[]) => {
    const linked = linkLibraries(name, artifacts[name], { OfferTerms: library.address });
    const created = await ensureContract(client, name, initCode(linked, args));
    onStep({ name: `${name} implementation`, ...created });
    return created.address;
  };
  // One after the other: they share the account's nonces.
  return {
    capsuleRegistry: await ensure("CapsuleRegistry", [accessToken, royaltySplitter, keeperRegistry, disputeCourt]),
    accessToken: await ensure("AccessToken", [capsuleRegistry, royaltySplitter, priceOracle, market, usageMeter]),
    royaltySplitter: await ensure("RoyaltySplitter", [
      capsuleRegistry,
      accessToken,
      market,
      trainingPool,
      disputeCourt,
    ]),
    keeperRegistry: await ensure("KeeperRegistry", []),
    priceOracle: await ensure("PriceOracle", []),
    market: await ensure("Market", [capsuleRegistry, accessToken, royaltySplitter]),
    trainingPool: await ensure("TrainingPool", [capsuleRegistry, royaltySplitter]),
    usageMeter: await ensure("UsageMeter", [keeperRegistry, accessToken]),
    disputeCourt: await ensure("DisputeCourt", [capsuleRegistry, royaltySplitter]),
    councilArbiter: await ensure("CouncilArbiter", [disputeCourt]),
    capsuleToken: await ensure("CapsuleToken", []),
    governor: await ensure("CapsuleGovernor", [check.address]),
  };
}

/** Where the library of these artifacts is, on every chain. */
export function libraryAddress({ OfferTerms }: Artifacts): Address {
  return create2Address(OfferTerms.bytecode);
}

function initCode({ abi, bytecode }: Artifact, args: readonly Address[]): Hex {
  return encodeDeployData({ abi, bytecode, args });
}
