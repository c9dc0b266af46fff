import type { AbiFunction, BlockTag, Client } from "viem";
import { readContract } from "viem/actions";
import type { Deployment } from "../deployment.ts";
import { type ArgumentsOf, type CallTarget, type ContractCall, callOf, guarded, type ResultOf } from "./call.ts";

/** The block to read at; the latest one when none is named. */
export type ReadOptions =
  | { blockNumber?: bigint; blockTag?: undefined }
  | { blockNumber?: undefined; blockTag?: BlockTag };

export type ReadParameters<parameters> = parameters & { deployment: Deployment } & ReadOptions;

/** A view of a contract as an action. */
export type ReadAction<parameters, fn extends AbiFunction, result> = {
  (client: Client, parameters: ReadParameters<parameters>): Promise<result>;
  /** The call, for `multicall` and the like; its result is the contract's own. */
  call: (parameters: parameters & { deployment: Deployment }) => ContractCall<fn>;
};

type Definition<parameters, fn extends AbiFunction, result> = CallTarget<fn> & {
  args: (parameters: parameters) => ArgumentsOf<fn>;
  /** Gives a shape to what the contract returns; left out, it is handed on as it is. */
  result?: (value: ResultOf<fn>) => result;
};

/** Makes an action of a contract's view: checks the chain, reads, decodes errors. */
export function readAction<parameters, const fn extends AbiFunction, result = ResultOf<fn>>(
  definition: Definition<parameters, fn, result>,
): ReadAction<parameters, fn, result> {
  const call = (parameters: parameters & { deployment: Deployment }) =>
    callOf(definition, parameters.deployment, definition.args(parameters));
  const action = async (client: Client, parameters: ReadParameters<parameters>) => {
    const { deployment, blockNumber, blockTag } = parameters;
    const block = blockNumber === undefined ? { blockTag } : { blockNumber };
    const reading = readContract(client, { ...call(parameters), ...block } as never);
    const value = (await guarded(client, deployment, definition, reading)) as ResultOf<fn>;
    return definition.result === undefined ? (value as result) : definition.result(value);
  };
  return Object.assign(action, { call });
}
