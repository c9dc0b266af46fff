import type { Address } from "viem";
import { delegateChangedEvent, delegateFunction } from "../../generated/capsuleToken.ts";
import { writeAction } from "../writeAction.ts";

export type DelegateParameters = {
  /** Who is to vote with the sender's tokens; the sender itself, or anybody else. */
  delegatee: Address;
};

/** Lets an account vote with the sender's tokens, from the next second on. Tokens that nobody was named for don't vote. */
export const delegate = /*#__PURE__*/ writeAction({
  contract: "capsuleToken",
  function: delegateFunction,
  event: delegateChangedEvent,
  args: ({ delegatee }: DelegateParameters) => [delegatee],
});
