import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** One thing wrong in a configuration: where, as `chain.quorum` ("" is the whole), and what. */
export type ConfigIssue = { path: string; message: string };

/** A configuration file can't be used. `issues` names each wrong field. */
export class KeeperConfigError extends BaseError {
  readonly issues: readonly ConfigIssue[];

  constructor(source: string, issues: readonly ConfigIssue[], cause?: unknown) {
    const lines = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message));
    super(`${source}: ${lines.join("; ")}.`, {
      code: "KEEPER_CONFIG_INVALID",
      hint: "Correct the named fields; the keeper's README lists them all with their defaults.",
      cause,
    });
    this.issues = issues;
  }
}
