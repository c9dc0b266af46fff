import { type Address, zeroAddress } from "viem";
import { bidPlacedEvent, placeBidFunction } from "../../generated/market.ts";
import { nativeValue, type PaymentOptions, payQuote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { type ItemKind, kindNumber } from "./order.ts";

export type PlaceBidParameters = PaymentOptions & {
  kind: ItemKind;
  /** Of the license, the capsule, or the capsule whose shares are wanted. */
  id: bigint;
  /** For one, in the currency's smallest unit; the royalty is a part of it. */
  unitPrice: bigint;
  /** Second from which it can't be accepted, Unix time, at most 30 days ahead. */
  expiresAt: bigint;
  /** 1 when left out. */
  quantity?: bigint;
  /** ERC-20 to pay in, which the capsule must accept if a royalty is due; the native currency when left out. */
  currency?: Address;
};

const escrowOf = ({ currency = zeroAddress, unitPrice, quantity = 1n }: PlaceBidParameters) => ({
  currency,
  total: unitPrice * quantity,
});

/**
 * Offers to buy; the money goes into escrow until somebody sells or the bid is cancelled. `placeBid.sync` returns the
 * `bidId`.
 *
 * @throws ContractRevertError `Market_InvalidOrder`, `Market_UnknownItem`, `CapsuleRegistry_UnknownCapsule`,
 *   `Protocol_Paused`; InsufficientBalanceError, InsufficientAllowanceError.
 */
export const placeBid = /*#__PURE__*/ writeAction({
  contract: "market",
  function: placeBidFunction,
  event: bidPlacedEvent,
  args: ({ kind, id, quantity = 1n, currency = zeroAddress, unitPrice, expiresAt }: PlaceBidParameters) => [
    kindNumber(kind),
    id,
    quantity,
    currency,
    unitPrice,
    expiresAt,
  ],
  value: (parameters) => nativeValue(escrowOf(parameters)),
  provide: (client, parameters, attempt) =>
    payQuote(client, { ...parameters, quote: escrowOf(parameters), spender: parameters.deployment.market }, attempt),
});
