import { maxUint256 } from "viem";
import { PermitRequiredError } from "../../errors/permit.ts";
import { licenseSoldEvent, purchaseWithPermitFunction } from "../../generated/accessToken.ts";
import { deadlineFromNow } from "../chain.ts";
import { refuseEarly, requireBalance } from "../payment.ts";
import { writeAction } from "../writeAction.ts";
import { heldQuote } from "./held.ts";
import { contractOrder, type OrderParameters } from "./order.ts";
import { purchase } from "./purchase.ts";
import { type Permit, signPermit } from "./signPermit.ts";

export type PurchaseWithPermitParameters = OrderParameters & {
  /** Last second at which it may be mined, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
  /** The buyer's signature (`signPermit`); asked of the sender's account when left out. `.call` needs it. */
  permit?: Permit;
};

/**
 * Buys licenses of an offer in an ERC-20 with ERC-2612 in one transaction, without an approval before it: the sender signs
 * the allowance, once nothing else stands in the way of the purchase. `.sync`, `.simulate` and `.estimateGas` ask for that signature too when no `permit` is given.
 *
 * @throws what `purchase` throws; ContractRevertError `AccessToken_PermitForNative`; PermitUnsupportedError.
 */
export const purchaseWithPermit = /*#__PURE__*/ writeAction({
  contract: "accessToken",
  function: purchaseWithPermitFunction,
  event: licenseSoldEvent,
  args: ({ deadline, permit, ...order }: PurchaseWithPermitParameters) => {
    if (permit === undefined) throw new PermitRequiredError();
    return [contractOrder(order, "purchaseWithPermit"), deadline ?? maxUint256, permit];
  },
  complete: async (client, parameters) => {
    const { deployment, account } = parameters;
    const recipient = parameters.recipient ?? account.address;
    const deadline = parameters.deadline ?? (await deadlineFromNow(client));
    if (parameters.permit !== undefined) return { ...parameters, recipient, deadline };
    const price = await heldQuote(client, parameters);
    await refuseEarly(() => purchase.simulate(client, { ...parameters, quote: price }));
    await requireBalance(client, { deployment, account, ...price });
    const { currency: token, total: value } = price;
    const permit = await signPermit(client, { deployment, token, value, deadline, account });
    return { ...parameters, recipient, deadline, permit };
  },
});
