import type { Address } from "viem";
import { voterQuery } from "../generated/queries.ts";
import { accountKey } from "./accountKey.ts";
import { findAction } from "./findAction.ts";

/** What can be voted on, newest first, and what one voter has and did; `voter` is null when it never had votes. */
export const findVoter = /*#__PURE__*/ findAction({
  query: voterQuery,
  variables: ({
    account,
    ...page
  }: {
    account: Address;
    /** Of each list, at most 1,000; 100 when left out. */
    first?: number;
  }) => ({ account: accountKey(account), ...page }),
});
