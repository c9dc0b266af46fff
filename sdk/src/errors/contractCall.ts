import type { Address, Hash } from "viem";
import { BaseError } from "./base.ts";

/** The client is connected to another chain than the deployment is on. Nothing was sent. */
export class WrongChainError extends BaseError {
  readonly expected: number;
  readonly actual: number;

  constructor(expected: number, actual: number) {
    super(`The client is connected to chain ${actual}; the deployment is on chain ${expected}.`, {
      code: "WRONG_CHAIN",
      hint: `Switch the wallet or the RPC address to chain ${expected}, or use the deployment of chain ${actual}.`,
    });
    this.expected = expected;
    this.actual = actual;
  }
}

/** There is no contract where the deployment says there is one. */
export class NotDeployedError extends BaseError {
  readonly address: Address;

  constructor(contract: string, address: Address, chainId: number, cause?: unknown) {
    super(`There is no ${contract} at ${address} on chain ${chainId}.`, {
      code: "NOT_DEPLOYED",
      hint: "Check the deployment record; a local chain that was restarted needs a new deployment.",
      cause,
    });
    this.address = address;
  }
}

/** A transaction was asked for, but neither the client nor the call names an account. */
export class AccountRequiredError extends BaseError {
  constructor(functionName: string) {
    super(`${functionName} needs an account to send from.`, {
      code: "ACCOUNT_REQUIRED",
      hint: "Create the client with an account, or pass one as `account`.",
    });
  }
}

/** The transaction was mined and reverted, although its simulation had succeeded. `cause` says why, if it is known. */
export class TransactionRevertedError extends BaseError {
  readonly hash: Hash;

  constructor(functionName: string, hash: Hash, cause?: unknown) {
    super(`The transaction ${hash} (${functionName}) was reverted.`, {
      code: "TRANSACTION_REVERTED",
      hint: "The state changed between sending and mining: read it again and decide anew.",
      cause,
    });
    this.hash = hash;
  }
}

/** The transaction went through without the event it should have emitted: another one replaced it. */
export class EventMissingError extends BaseError {
  constructor(eventName: string, contract: string) {
    super(`No ${eventName} of ${contract} was found among the logs.`, {
      code: "EVENT_MISSING",
      hint: "Check in the wallet whether the transaction was cancelled or replaced, and that the deployment is the right one.",
    });
  }
}
