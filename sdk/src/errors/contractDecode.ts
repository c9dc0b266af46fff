import { decodeErrorResult, type Hex, isHex, parseAbi } from "viem";
import { errorsAbi } from "../generated/errors.ts";
import { type ContractErrorName, contractErrors } from "./contractErrors.ts";
import { ContractRevertError, UndecodedRevertError } from "./contractRevert.ts";

/** Parts that several contracts have, or one among others: their errors say which contract was called instead. */
const SHARED = new Set(["Protocol", "KeeperBonds", "Sessions", "UsageAuthorization"]);

/** Whose calls move votes: an ERC-20's errors are the protocol's then, and else those of a currency. */
const VOTE_MOVERS = new Set(["CapsuleToken", "Genesis"]);

/** What ERC-20 tokens refuse by the standard's errors. Source: https://eips.ethereum.org/EIPS/eip-6093 */
const tokenErrors = parseAbi([
  "error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)",
  "error ERC20InvalidSender(address sender)",
  "error ERC20InvalidReceiver(address receiver)",
  "error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)",
]);

/**
 * The typed error for what went wrong in a call; the error itself when it is no revert.
 *
 * @param error what viem threw.
 * @param called name of the contract and function that were called.
 */
export function decodeRevert(error: unknown, called: { contract: string; functionName: string }): unknown {
  const chain = causes(error);
  for (const data of chain.flatMap(revertData)) {
    const revert = decodeData(data, called.contract, error);
    if (revert !== undefined) return revert;
  }
  const reverted = chain.find(({ name }) => name === "ContractFunctionRevertedError");
  if (reverted === undefined) return error;
  const { reason, raw } = reverted as { reason?: string; raw?: Hex };
  return new UndecodedRevertError({
    ...called,
    reason: reason ?? (raw === undefined ? "the node gave no reason" : (tokenReason(raw) ?? `with the data ${raw}`)),
    ...(isHex(raw) && { data: raw }),
    cause: error,
  });
}

function decodeData(data: Hex, called: string, cause: unknown): ContractRevertError | undefined {
  const item = errorItem(data);
  if (item === undefined) return undefined;
  const { errorName, args = [] } = item as { errorName: ContractErrorName; args?: readonly unknown[] };
  if (/^ERC20[A-Z]/.test(errorName) && !VOTE_MOVERS.has(called)) return undefined;
  const inputs: readonly { name: string }[] = errorsAbi.find(({ name }) => name === errorName)?.inputs ?? [];
  const named = Object.fromEntries(inputs.map(({ name }, index) => [name, args[index]]));
  const declaring = /^(\w+?)_/.exec(errorName)?.[1];
  return new ContractRevertError({
    contract: declaring === undefined || SHARED.has(declaring) ? called : declaring,
    errorName,
    args: named as never,
    meaning: contractErrors[errorName],
    cause,
  });
}

function errorItem(data: Hex) {
  try {
    const decoded = decodeErrorResult({ abi: errorsAbi, data });
    return decoded.errorName in contractErrors ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** A token's refusal in words, if it is one of the standard's. */
function tokenReason(data: Hex): string | undefined {
  try {
    const { errorName, args } = decodeErrorResult({ abi: tokenErrors, data });
    const inputs = tokenErrors.find(({ name }) => name === errorName)?.inputs ?? [];
    const values = inputs.map(({ name }, index) => `${name} ${args[index]}`);
    return `the token answers ${errorName} (${values.join(", ")})`;
  } catch {
    return undefined;
  }
}

/** `error` and all its causes. */
function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && !chain.includes(one); one = one.cause) chain.push(one);
  return chain;
}

/** Nodes put revert data into `data` of their answer, or one level below it; viem keeps it as `raw`. */
function revertData(error: Error): Hex[] {
  const { raw, data } = error as { raw?: unknown; data?: unknown };
  const nested = typeof data === "object" && data !== null ? (data as { data?: unknown }).data : undefined;
  return [raw, data, nested].filter((one): one is Hex => isHex(one) && one.length >= 10);
}
