import type { Address, Hex } from "viem";
import { licensesQuery } from "../generated/queries.ts";
import { accountKey } from "./accountKey.ts";
import { findAction } from "./findAction.ts";

/** Which licenses an account holds, and when they end: one without `expiresAt` never does. */
export const findLicenses = /*#__PURE__*/ findAction({
  query: licensesQuery,
  variables: ({
    account,
    ...page
  }: {
    account: Address;
    /** `id` of the last one of the page before. */
    after?: Hex;
    /** At most 1,000; 100 when left out. */
    first?: number;
  }) => ({ account: accountKey(account), ...page }),
  result: ({ licenseHoldings }) => licenseHoldings,
});
