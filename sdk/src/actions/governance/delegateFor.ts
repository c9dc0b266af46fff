import type { Address, Hex } from "viem";
import { delegateChangedEvent, delegateForFunction } from "../../generated/capsuleToken.ts";
import { writeAction } from "../writeAction.ts";

export type DelegateForParameters = {
  /** Account that signed, whose tokens are to vote. */
  delegator: Address;
  delegatee: Address;
  /** Last second at which it may be mined, Unix time. */
  deadline: bigint;
  /** Made by `signDelegation`, or an ERC-1271 signature of a contract account. */
  signature: Hex;
};

/**
 * Submits a delegation that another account signed (`signDelegation`), so that it needs no gas.
 *
 * @throws ContractRevertError `CapsuleToken_InvalidSignature`, `CapsuleToken_DeadlinePassed`.
 */
export const delegateFor = /*#__PURE__*/ writeAction({
  contract: "capsuleToken",
  function: delegateForFunction,
  event: delegateChangedEvent,
  args: ({ delegator, delegatee, deadline, signature }: DelegateForParameters) => [
    delegator,
    delegatee,
    deadline,
    signature,
  ],
});
