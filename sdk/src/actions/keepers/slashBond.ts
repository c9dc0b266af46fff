import type { Address, Hex } from "viem";
import { bondSlashedEvent, slashBondFunction } from "../../generated/keeperRegistry.ts";
import { writeAction } from "../writeAction.ts";

export type SlashBondParameters = {
  operator: Address;
  /** In wei, at most the bond. */
  amount: bigint;
  /** Account that is paid. */
  recipient: Address;
  /** SHA-256 of what proves the fault, as published. */
  evidenceDigest: Hex;
};

/**
 * Takes a part of a keeper's bond. Governance only: `slashBond.call` is what a proposal takes.
 *
 * @throws ContractRevertError `AccessManagedUnauthorized`, `KeeperBonds_InsufficientBond`.
 */
export const slashBond = /*#__PURE__*/ writeAction({
  contract: "keeperRegistry",
  function: slashBondFunction,
  event: bondSlashedEvent,
  args: ({ operator, amount, recipient, evidenceDigest }: SlashBondParameters) => [
    operator,
    amount,
    recipient,
    evidenceDigest,
  ],
});
