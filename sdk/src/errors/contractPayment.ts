import { type Address, isAddressEqual, zeroAddress } from "viem";
import { BaseError } from "./base.ts";

/** The payer holds less of the currency than is to be paid. Nothing was sent. */
export class InsufficientBalanceError extends BaseError {
  /** The zero address for the native currency. */
  readonly currency: Address;
  readonly account: Address;
  readonly balance: bigint;
  readonly required: bigint;

  constructor(parameters: {
    currency: Address;
    account: Address;
    balance: bigint;
    required: bigint;
    cause?: unknown;
  }) {
    const { currency, account, balance, required, cause } = parameters;
    super(`${account} holds ${balance} of ${named(currency)}; ${required} are to be paid.`, {
      code: "INSUFFICIENT_BALANCE",
      hint: "Amounts are in the currency's smallest unit. Fund the account, or pay from another one.",
      cause,
    });
    this.currency = currency;
    this.account = account;
    this.balance = balance;
    this.required = required;
  }
}

/** The payer allows the till less of the token than is to be paid, and no approval was to be sent. Nothing was sent. */
export class InsufficientAllowanceError extends BaseError {
  readonly token: Address;
  readonly owner: Address;
  readonly spender: Address;
  readonly allowance: bigint;
  readonly required: bigint;

  constructor(parameters: { token: Address; owner: Address; spender: Address; allowance: bigint; required: bigint }) {
    const { token, owner, spender, allowance, required } = parameters;
    super(`${owner} allows ${spender} to take ${allowance} of the token ${token}; ${required} are to be paid.`, {
      code: "INSUFFICIENT_ALLOWANCE",
      hint: 'Approve the amount for AccessToken first, or leave `approval` at "exact" to have it approved.',
    });
    this.token = token;
    this.owner = owner;
    this.spender = spender;
    this.allowance = allowance;
    this.required = required;
  }
}

function named(currency: Address): string {
  return isAddressEqual(currency, zeroAddress) ? "the native currency (in wei)" : `the token ${currency}`;
}
