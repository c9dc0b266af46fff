import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Address } from "viem";

/** A proposal would upgrade a contract to what it is already. */
export class AlreadyLiveError extends BaseError {
  constructor(contract: string, implementation: Address) {
    super(`${contract} has the implementation ${implementation} already.`, {
      code: "ALREADY_LIVE",
      hint: "Change the contract first, or check that the right commit is checked out.",
    });
  }
}

/** An upgrade must not be proposed. `reasons` names each verdict that doesn't hold. */
export class UpgradeRefusedError extends BaseError {
  readonly reasons: readonly string[];

  constructor(contract: string, reasons: readonly string[]) {
    super(`The upgrade of ${contract} is refused:\n${reasons.map((reason) => `✗ ${reason}`).join("\n")}`, {
      code: "UPGRADE_REFUSED",
      hint: "Nothing was sent. Mend what is named; --dry-run prints the whole report.",
    });
    this.reasons = reasons;
  }
}

/** A commit that is needed for a comparison is not in this clone, or has no such file. */
export class CommitUnknownError extends BaseError {
  constructor(commit: string, path: string, cause: unknown) {
    super(`git knows no ${path} at commit ${commit}.`, {
      code: "COMMIT_UNKNOWN",
      hint: "Fetch the whole history (git fetch --unshallow), or the branch that was deployed from.",
      cause,
    });
  }
}

/** A proposal could not be tried on a copy of the chain. */
export class SimulationFailedError extends BaseError {
  constructor(block: bigint, cause: unknown) {
    super(`The proposal could not be tried on a copy of the chain's state at block ${block}.`, {
      code: "SIMULATION_FAILED",
      hint: "Use a node that serves the state of that block: an archive node, if it is days old.",
      cause,
    });
  }
}

/** A proposal's files, by which it can be rebuilt, are not here. */
export class ProposalFilesMissingError extends BaseError {
  constructor(proposalId: bigint, folder: string) {
    super(`No folder of ${folder} has the text of proposal ${proposalId}.`, {
      code: "PROPOSAL_FILES_MISSING",
      hint: "Check out the branch on which its proposer published them, or name their folder (--proposals).",
    });
  }
}
