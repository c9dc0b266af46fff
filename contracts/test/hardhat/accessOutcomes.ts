import { type Address, zeroAddress } from "viem";

/** Who tries every function. */
export const PARTIES = [
  "creator",
  "operator",
  "licensee",
  "contributor",
  "evaluator",
  "keeper",
  "guardian",
  "admin",
  "council",
  "stranger",
] as const;
export type Party = (typeof PARTIES)[number];

/** What comes of a call: it goes through, or the name of the error. */
export type Outcome = "ok" | string;
export type Row = { args: readonly unknown[]; value?: bigint } & Record<Party, Outcome>;
export type Matrix = Record<string, Row>;

export const UNAUTHORIZED = "AccessManagedUnauthorized";
/** Outcome of a call that is refused without telling why. */
export const NO_ERROR = "no error";
export const LATER = 2n ** 40n;

/** `outcome` for all but those named. */
export function forAll(outcome: Outcome, others: Partial<Record<Party, Outcome>> = {}): Record<Party, Outcome> {
  return { ...(Object.fromEntries(PARTIES.map((party) => [party, outcome])) as Record<Party, Outcome>), ...others };
}

export const restricted = forAll(UNAUTHORIZED, { admin: "ok" });
/** The owner of a capsule, and who operates its owner's tokens. */
export const managersOnly = (refusal: Outcome) => forAll(refusal, { creator: "ok", operator: "ok" });
export const creatorOnly = (refusal: Outcome) => forAll(refusal, { creator: "ok" });

/** What every upgradeable contract has. */
export function baseRows(implementation: Address, initialize: readonly unknown[], signature: string): Matrix {
  return {
    [signature]: { args: initialize, ...forAll("InvalidInitialization") },
    "setAuthority(address)": { args: [zeroAddress], ...forAll(UNAUTHORIZED) },
    "upgradeToAndCall(address,bytes)": { args: [implementation, "0x"], ...restricted },
  };
}

/** What contracts with entry points have: who may end a pause gets as far as there being none. */
export const pauseRows: Matrix = {
  "pauseEntries(uint256)": { args: [1n], ...forAll(UNAUTHORIZED, { admin: "ok", guardian: "ok" }) },
  "unpauseEntries()": {
    args: [],
    ...forAll(UNAUTHORIZED, { admin: "Protocol_NotPaused", guardian: "Protocol_NotPaused" }),
  },
};
