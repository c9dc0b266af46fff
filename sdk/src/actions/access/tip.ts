import { type Address, zeroAddress } from "viem";
import { incomeReceivedEvent, tipFunction } from "../../generated/accessToken.ts";
import { nativeValue, type PaymentOptions, payQuote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";

export type TipParameters = PaymentOptions & {
  capsuleId: bigint;
  /** In the currency's smallest unit. */
  amount: bigint;
  /** ERC-20 that the capsule earns in; the native currency when left out. */
  currency?: Address;
};

const quoted = ({ currency = zeroAddress, amount }: TipParameters) => ({ currency, total: amount });

/**
 * Gives a capsule income. `tip.sync` returns what was `received`.
 *
 * @throws ContractRevertError `AccessToken_CurrencyNotAccepted`, `AccessToken_NothingReceived`,
 *   `CapsuleRegistry_UnknownCapsule`; InsufficientBalanceError, InsufficientAllowanceError.
 */
export const tip = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: tipFunction,
  event: incomeReceivedEvent,
  args: ({ capsuleId, currency = zeroAddress, amount }: TipParameters) => [capsuleId, currency, amount],
  value: (parameters) => nativeValue(quoted(parameters)),
  provide: (client, parameters, attempt) => payQuote(client, { ...parameters, quote: quoted(parameters) }, attempt),
});
