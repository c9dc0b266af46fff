import { capsuleRegisteredEvent, registerDerivativeFunction } from "../../generated/capsuleRegistry.ts";
import { writeAction } from "../writeAction.ts";
import { contractParents, type ParentParameters, withAncestors } from "./parents.ts";
import type { RegisterParameters } from "./register.ts";

export type RegisterDerivativeParameters = RegisterParameters & {
  /** 1 to 8, in any order. `registerDerivative.call` needs their `ancestors`, since it asks nobody. */
  parents: readonly ParentParameters[];
};

/**
 * Registers a capsule of the sender's as made from others, and fixes what it owes them, for ever (`previewLink` tells
 * beforehand). `registerDerivative.sync` returns the `capsuleId`.
 *
 * @throws ContractRevertError `CapsuleRegistry_NoParents`, `CapsuleRegistry_UnknownCapsule` (a parent),
 *   `CapsuleRegistry_Suspended`, `CapsuleRegistry_LicenseNotHeld`, `CapsuleRegistry_LicenseMismatch`,
 *   `CapsuleRegistry_RightsMissing`, `RoyaltySplitter_RatesTooHigh`, `RoyaltySplitter_TooManyParents`,
 *   `RoyaltySplitter_TooManyAncestors`, `RoyaltySplitter_AncestorsIncomplete`, `RoyaltySplitter_Unordered` (a parent
 *   twice), those of `register`.
 */
export const registerDerivative = /*#__PURE__*/ writeAction({
  contract: "registry",
  function: registerDerivativeFunction,
  event: capsuleRegisteredEvent,
  args: ({ salt, manifestDigest, encrypted = true, royaltyBps = 0, parents }: RegisterDerivativeParameters) => [
    salt,
    manifestDigest,
    encrypted,
    royaltyBps,
    contractParents(parents),
  ],
  complete: async (client, parameters) => {
    const { deployment, parents } = parameters;
    return { ...parameters, parents: await withAncestors(client, deployment, parents) };
  },
});
