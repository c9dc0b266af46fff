import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Address } from "viem";

/** No key to vote with. */
export class VoterKeyError extends BaseError {
  constructor(reason: string) {
    super(`There is no key to act with: ${reason}.`, {
      code: "VOTER_KEY_MISSING",
      hint: "Put the private key (0x and 64 hex digits) into a file and pass --key-file, or set CAPSULE_VOTER_KEY.",
    });
  }
}

/** An account wants to vote to which nobody had delegated anything when voting began. */
export class NoVotesError extends BaseError {
  constructor(account: Address, snapshot: bigint) {
    super(`${account} had no votes at ${snapshot} (Unix time), when those of this proposal were weighed.`, {
      code: "NO_VOTES",
      hint: "Delegate tokens to it (gov delegate) before the next proposal is voted on.",
    });
  }
}

/** A proposal's delay is not over. */
export class TooEarlyError extends BaseError {
  constructor(proposalId: bigint, eta: bigint) {
    super(`Proposal ${proposalId} can be executed from ${eta} (Unix time) on.`, {
      code: "TOO_EARLY",
      hint: "Execute it then; anybody can.",
    });
  }
}
