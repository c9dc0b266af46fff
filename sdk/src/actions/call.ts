import type { AbiFunction, AbiParameter, AbiParameterToPrimitiveType, Address, Client } from "viem";
import type { Deployment } from "../deployment.ts";
import { NotDeployedError } from "../errors/contractCall.ts";
import { assertChain } from "./chain.ts";

/** The contracts that actions call, as a deployment names them. */
export type ContractKey = Exclude<keyof Deployment, "chainId" | "accessManager" | "timelock" | "startBlock">;

const CONTRACT_NAMES: Record<ContractKey, string> = {
  registry: "CapsuleRegistry",
  accessToken: "AccessToken",
  royaltySplitter: "RoyaltySplitter",
  keeperRegistry: "KeeperRegistry",
  priceOracle: "PriceOracle",
  market: "Market",
  trainingPool: "TrainingPool",
  usageMeter: "UsageMeter",
  disputeCourt: "DisputeCourt",
  councilArbiter: "CouncilArbiter",
  capsuleToken: "CapsuleToken",
  governor: "CapsuleGovernor",
};

type ValuesOf<parameters extends readonly AbiParameter[], kind extends "inputs" | "outputs"> = {
  readonly [index in keyof parameters]: AbiParameterToPrimitiveType<parameters[index], kind>;
};

/** Arguments of a function, as a tuple. */
export type ArgumentsOf<fn extends AbiFunction> = ValuesOf<fn["inputs"], "inputs">;

/** What a function returns: nothing, the value itself, or a tuple of several. */
export type ResultOf<fn extends AbiFunction> = fn["outputs"] extends readonly []
  ? undefined
  : fn["outputs"] extends readonly [infer only extends AbiParameter]
    ? AbiParameterToPrimitiveType<only, "outputs">
    : ValuesOf<fn["outputs"], "outputs">;

/** A function call as viem's contract actions, `multicall` and `sendCalls` take it. */
export type ContractCall<fn extends AbiFunction> = {
  address: Address;
  abi: readonly [fn];
  functionName: fn["name"];
  args: ArgumentsOf<fn>;
};

/** Which function of which contract an action calls. */
export type CallTarget<fn extends AbiFunction> = { contract: ContractKey; function: fn };

/** Name of a contract as its source and its errors spell it. */
export function contractName(key: ContractKey): string {
  return CONTRACT_NAMES[key];
}

export function callOf<fn extends AbiFunction>(
  target: CallTarget<fn>,
  deployment: Deployment,
  args: ArgumentsOf<fn>,
): ContractCall<fn> {
  return { address: deployment[target.contract], abi: [target.function], functionName: target.function.name, args };
}

/**
 * Runs a request once the chain is known to be the right one, and turns what it throws into typed errors. A reading
 * may start at once; what could change something passes a function that starts it.
 */
export async function guarded<result>(
  client: Client,
  deployment: Deployment,
  target: CallTarget<AbiFunction>,
  request: Promise<result> | (() => Promise<result>),
): Promise<result> {
  if (typeof request !== "function") request.catch(() => undefined);
  await assertChain(client, deployment);
  try {
    return await (typeof request === "function" ? request() : request);
  } catch (error) {
    throw await typedError(error, deployment, target);
  }
}

async function typedError(error: unknown, deployment: Deployment, target: CallTarget<AbiFunction>): Promise<unknown> {
  const contract = contractName(target.contract);
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && cause.name === "ContractFunctionZeroDataError") {
    return new NotDeployedError(contract, deployment[target.contract], deployment.chainId, error);
  }
  // Loaded when first needed: the words of all errors are the larger part of a small bundle.
  const decoder = await import("../errors/contractDecode.ts").catch(() => undefined);
  return decoder === undefined ? error : decoder.decodeRevert(error, { contract, functionName: target.function.name });
}
