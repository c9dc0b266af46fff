import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Address, Hash } from "viem";

/** The contracts were not compiled, or not with the compiler settings asked for. */
export class ArtifactMissingError extends BaseError {
  constructor(contract: string, path: string, cause?: unknown) {
    super(`${contract} is not compiled: ${path} can't be read.`, {
      code: "ARTIFACT_MISSING",
      hint: "Compile the contracts first: FOUNDRY_PROFILE=release npm run forge -- build --skip test.",
      cause,
    });
  }
}

/** A contract's code has a gap for a library that isn't deployed with it. */
export class LibraryMissingError extends BaseError {
  constructor(contract: string, library: string) {
    super(`${contract} can't be linked: it needs the library ${library}, which the deployment doesn't know.`, {
      code: "LIBRARY_MISSING",
      hint: "Have the deployment put the library in place before the contract (deploy/src/implementations.ts).",
    });
  }
}

/** forge could not compile the contracts; the message is its own. */
export class CompilationFailedError extends BaseError {
  constructor(output: string) {
    super(`The contracts do not compile:\n${output}`, {
      code: "COMPILATION_FAILED",
      hint: "Correct what the compiler names, or reinstall the dependencies if it misses a file (npm ci).",
    });
  }
}

/** A file that the deployment reads has a wrong or missing field. `issues` names each. */
export class InvalidFileError extends BaseError {
  readonly issues: readonly string[];

  constructor(path: string, issues: readonly string[], cause?: unknown) {
    super(`${path} is not valid: ${issues.join("; ")}.`, {
      code: "INVALID_FILE",
      hint: "Correct the named fields.",
      cause,
    });
    this.issues = issues;
  }
}

/** A deployment transaction could not be sent, was mined and reverted, or left no code behind. */
export class DeploymentFailedError extends BaseError {
  readonly hash: Hash | undefined;

  constructor(what: string, reason: string, details: { hash?: Hash; cause?: unknown } = {}) {
    super(`${what} could not be deployed: ${reason}.`, {
      code: "DEPLOYMENT_FAILED",
      hint: "Check the account's balance and the node, then run it again: what is deployed already is kept.",
      cause: details.cause,
    });
    this.hash = details.hash;
  }
}

/** The chain refuses the presigned transaction that creates the deterministic deployment proxy. */
export class Create2ProxyError extends BaseError {
  constructor(signer: Address, cause: unknown) {
    super("The deterministic deployment proxy is missing on this chain and could not be created.", {
      code: "CREATE2_PROXY_MISSING",
      hint: `The chain must accept transactions without a chain id (EIP-155), at 100 gwei, from ${signer}; ask its operators for the proxy.`,
      cause,
    });
  }
}

/** The protocol is deployed, but the block of its creation can't be found. */
export class CreationNotFoundError extends BaseError {
  constructor(genesis: Address, cause?: unknown) {
    super(`The protocol exists, but the transaction by which ${genesis} created it can't be found.`, {
      code: "CREATION_NOT_FOUND",
      hint: "Pass the record of the deployment (--record), or use an RPC that serves logs from the first block on.",
      cause,
    });
  }
}

/** A contract's present implementation came by a transaction that can't be found. */
export class InstallationNotFoundError extends BaseError {
  constructor(proxies: readonly Address[], fromBlock: bigint, cause?: unknown) {
    super(`The transaction by which ${proxies.join(", ")} got the present implementation can't be found.`, {
      code: "INSTALLATION_NOT_FOUND",
      hint: `Use an RPC that serves logs from block ${fromBlock} on.`,
      cause,
    });
  }
}

/** Something that the record or the config says, and the chain says otherwise. */
export type Difference = {
  source: "record" | "config";
  /** Contract, and what of it. */
  what: string;
  expected: string;
  found: string;
};

/** A record is of another deployment than the one at hand. `differences` names each thing that is another. */
export class RecordMismatchError extends BaseError {
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    const lines = differences.map(({ what, expected, found }) => `✗ ${what}: ${expected} recorded, ${found} found`);
    super(`The record does not match the chain:\n${lines.join("\n")}`, {
      code: "RECORD_MISMATCH",
      hint: "Name the record of this deployment (--record), or put it aside if the chain was begun anew. Nothing was sent.",
    });
    this.differences = differences;
  }
}

/** Transactions of an account that were sent earlier are still not mined. */
export class TransactionPendingError extends BaseError {
  constructor(what: string, cause?: unknown) {
    super(`${what} not mined yet.`, {
      code: "TRANSACTION_PENDING",
      hint: "Run it again later: it waits for what was sent already, and sends nothing twice.",
      cause,
    });
  }
}

/** Nothing is recorded of an implementation's sources. */
export class OriginMissingError extends BaseError {
  constructor(implementation: Address, path: string) {
    super(`${path} says nothing about ${implementation}: neither its storage layout nor its commit is known.`, {
      code: "ORIGIN_MISSING",
      hint: "Take over deploy/records/origins from the branch on which it was deployed or proposed, then run it again.",
    });
  }
}

/** Sources that differ from their commit would be put on a chain, or to the vote. */
export class DirtyWorkingTreeError extends BaseError {
  constructor(commit: string) {
    super(`The sources are not those of a commit (${commit}): nobody could build it again.`, {
      code: "DIRTY_WORKING_TREE",
      hint: "Commit or undo the changes, or pass --allow-dirty: the record or the report then says so. Nothing was sent.",
    });
  }
}

/** No key to deploy with. */
export class DeployerKeyError extends BaseError {
  constructor(reason: string) {
    super(`There is no key to deploy with: ${reason}.`, {
      code: "DEPLOYER_KEY_MISSING",
      hint: "Put the private key (0x and 64 hex digits) into a file and pass --key-file, or set CAPSULE_DEPLOYER_KEY.",
    });
  }
}

/** A value on the command line is none of those that are possible. */
export class InvalidArgumentError extends BaseError {
  constructor(name: string, value: string, expected: string) {
    super(`${name} is ${JSON.stringify(value)}: it must be ${expected}.`, {
      code: "INVALID_ARGUMENT",
      hint: "See --help for what the command takes.",
    });
  }
}

/** The chain's node doesn't answer, or stopped answering. */
export class RpcUnreachableError extends BaseError {
  constructor(cause: unknown) {
    super("The chain's node does not answer.", {
      code: "RPC_UNREACHABLE",
      hint: "Check --rpc, then run it again: a transaction that was sent before is on the chain, or can be sent again.",
      cause,
    });
  }
}
