import type { AbiParameterToPrimitiveType, Hex } from "viem";
import type { errorsAbi } from "../generated/errors.ts";
import { BaseError } from "./base.ts";
import type { ContractErrorName, ContractErrorRow } from "./contractErrors.ts";

type ErrorItem<name extends ContractErrorName> = Extract<(typeof errorsAbi)[number], { name: name }>;

/** Arguments of a custom error by name, as the contract declares them. */
export type ContractErrorArgs<name extends ContractErrorName> = {
  readonly [input in ErrorItem<name>["inputs"][number] as input["name"]]: AbiParameterToPrimitiveType<input>;
};

/** A contract refused a call with one of its custom errors. Use `isContractRevert` to tell which. */
export class ContractRevertError<name extends ContractErrorName = ContractErrorName> extends BaseError {
  /** Contract that declares the error, as `AccessToken`; for an error of a library, the contract that was called. */
  readonly contract: string;
  readonly errorName: name;
  readonly args: ContractErrorArgs<name>;

  constructor(parameters: {
    contract: string;
    errorName: name;
    args: ContractErrorArgs<name>;
    /** What the error means: its row in `contractErrors`. */
    meaning: ContractErrorRow;
    cause?: unknown;
  }) {
    const { contract, errorName, args, meaning, cause } = parameters;
    super(fillIn(meaning.says, args), { code: screamingSnake(errorName), hint: meaning.hint, cause });
    this.contract = contract;
    this.errorName = errorName;
    this.args = args;
  }
}

/** A call was reverted in a way that no contract of the protocol declares, such as by a token's own error. */
export class UndecodedRevertError extends BaseError {
  /** What the contract returned; undefined when the node didn't say. */
  readonly data: Hex | undefined;

  constructor(parameters: { contract: string; functionName: string; reason: string; data?: Hex; cause?: unknown }) {
    const { contract, functionName, reason, data, cause } = parameters;
    super(`${contract}.${functionName} was reverted: ${reason}.`, {
      code: "UNDECODED_REVERT",
      hint: "If a token is paid with, look up its own rules: balance, allowance, pauses and blocked accounts. Else check the addresses and the SDK's version.",
      cause,
    });
    this.data = data;
  }
}

/**
 * Whether `error`, or an error underneath it, is the named revert; its `args` are typed accordingly.
 *
 * @example if (isContractRevert(error, "AccessToken_SoldOut")) console.log(error.args.left);
 */
export function isContractRevert<name extends ContractErrorName>(
  error: unknown,
  errorName: name,
): error is ContractRevertError<name> {
  return error instanceof ContractRevertError && error.errorName === errorName;
}

function fillIn(sentence: string, args: object): string {
  const values = args as Record<string, unknown>;
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name) => (name in values ? String(values[name]) : placeholder));
}

/** `AccessToken_SoldOut` → `ACCESS_TOKEN_SOLD_OUT`. */
function screamingSnake(name: string): string {
  return name.replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4").toUpperCase();
}
