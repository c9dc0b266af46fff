import { maxUint256 } from "viem";
import { fillFunction, orderFilledEvent } from "../../generated/market.ts";
import { deadlineFromNow } from "../chain.ts";
import { nativeValue, type PaymentOptions, payQuote } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { contractFill, priceOf, type WantedOrder } from "./wanted.ts";

export type FillOrderParameters = WantedOrder &
  PaymentOptions & {
    /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
    deadline?: bigint;
  };

/**
 * Buys what a seller signed for, in the native currency or in an ERC-20, of which exactly the price is approved unless
 * `approval` says otherwise. `fillOrder.sync` returns what was `paid` and the `royalty` in it. `fillOrder.call` needs the
 * recipient, since it asks nobody.
 *
 * @throws ContractRevertError `Market_OrderNotOpen`, `Market_InvalidQuantity`, `Market_NotEnoughUnits`,
 *   `Market_InvalidSignature`, `Market_NotTaker`, `Market_Suspended`, `Market_PriceAboveMaximum`,
 *   `Market_InvalidRecipient`, `Market_InvalidOrder`, `Market_DeadlinePassed`, `AccessToken_CurrencyNotAccepted`,
 *   `AccessToken_TransferForbidden`, `Protocol_Paused`, the token's own when the seller didn't let the market move it;
 *   InsufficientBalanceError, InsufficientAllowanceError.
 */
export const fillOrder = /*#__PURE__*/ writeAction({
  contract: "market",
  function: fillFunction,
  event: orderFilledEvent,
  args: (parameters: FillOrderParameters) => [contractFill(parameters, "fillOrder"), parameters.deadline ?? maxUint256],
  value: (parameters) => nativeValue(priceOf(parameters)),
  complete: async (client, parameters) => ({
    ...parameters,
    recipient: parameters.recipient ?? parameters.account.address,
    deadline: parameters.deadline ?? (await deadlineFromNow(client)),
  }),
  provide: (client, parameters, attempt) =>
    payQuote(client, { ...parameters, quote: priceOf(parameters), spender: parameters.deployment.market }, attempt),
});
