import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { KeeperReport } from "./keyService.ts";
import { isRefusalCode, REFUSALS } from "./refusals.ts";

/** So many keepers refused for the same reason that the rest can't release the key. `code` is their refusal's code. */
export class KeyReleaseRefusedError extends BaseError {
  readonly reports: readonly KeeperReport[];

  constructor(code: string, sentence: string, reports: readonly KeeperReport[]) {
    const refused = reports.filter((report) => report.code === code).length;
    super(`${refused} keepers refused the key: ${sentence}`, { code, hint: hintOf(code) });
    this.reports = reports;
  }
}

/** Fewer keepers than the threshold gave a right answer, for different reasons. */
export class KeeperQuorumLostError extends BaseError {
  readonly threshold: number;
  /** One entry per keeper that answered wrongly, refused or could not be reached. */
  readonly reports: readonly KeeperReport[];

  constructor(threshold: number, verified: number, reports: readonly KeeperReport[]) {
    super(`Only ${verified} of the ${threshold} keepers needed released the key. ${describe(reports)}`, {
      code: "KEEPER_QUORUM_LOST",
      hint: "Try again; if it lasts, see which keepers fail and tell their operators.",
    });
    this.threshold = threshold;
    this.reports = reports;
  }
}

/** Fewer keepers than the threshold sealed a version. When they agree on why, `code` is their refusal's code. */
export class SealQuorumError extends BaseError {
  readonly threshold: number;
  readonly reports: readonly KeeperReport[];

  constructor(threshold: number, verified: number, reports: readonly KeeperReport[], refusal?: string) {
    super(`Only ${verified} of the ${threshold} keepers needed sealed the version. ${describe(reports)}`, {
      code: refusal ?? "SEAL_QUORUM_LOST",
      hint: refusal ? hintOf(refusal) : "Try again; if it lasts, see which keepers fail and tell their operators.",
    });
    this.threshold = threshold;
    this.reports = reports;
  }
}

/** Fewer keepers than the threshold signed what was used. */
export class UsageQuorumError extends BaseError {
  readonly threshold: number;
  readonly reports: readonly KeeperReport[];

  constructor(threshold: number, signed: number, reports: readonly KeeperReport[]) {
    super(`Only ${signed} of the ${threshold} keepers needed signed what was used. ${describe(reports)}`, {
      code: "USAGE_QUORUM_LOST",
      hint: "Try again; if it lasts, see which keepers fail and tell their operators.",
    });
    this.threshold = threshold;
    this.reports = reports;
  }
}

/** The registry's keeper set can't be used. */
export class KeeperSetInvalidError extends BaseError {
  constructor(reason: string, cause?: unknown) {
    super(`The keeper set can't be used: ${reason}.`, {
      code: "KEEPER_SET_INVALID",
      hint: "Check chain and KeeperRegistry address; the network's governance must mend its keeper set.",
      cause,
    });
  }
}

function hintOf(code: string): string {
  return isRefusalCode(code) ? REFUSALS[code].hint : "This version does not know the keepers' reason; update it.";
}

function describe(reports: readonly KeeperReport[]): string {
  const failed = reports.filter(({ outcome }) => outcome !== "verified");
  return failed.map(({ keeper, outcome, reason }) => `Keeper ${keeper} ${outcome}: ${reason}`).join(" ");
}
