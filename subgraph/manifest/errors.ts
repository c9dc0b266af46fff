import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";

/** The Graph's compiler refused the mappings; the message is its own. */
export class SubgraphBuildError extends BaseError {
  constructor(output: string) {
    super(`The subgraph does not compile:\n${output}`, {
      code: "SUBGRAPH_BUILD_FAILED",
      hint: "Correct what the compiler names. After a change of a contract: npm run generate.",
    });
  }
}

/** The template names an event that no contract has: a change of the contracts passed it by. */
export class UnknownEventError extends BaseError {
  constructor(contract: string, event: string) {
    super(`subgraph.template.yaml maps ${contract}.${event}, which its ABI doesn't have.`, {
      code: "SUBGRAPH_UNKNOWN_EVENT",
      hint: "Run npm run generate, then map what took the event's place.",
    });
  }
}

/** A deployment's record has no address for a contract that the subgraph reads. */
export class MissingAddressError extends BaseError {
  constructor(contract: string) {
    super(`The deployment's record has no address of ${contract}.`, {
      code: "SUBGRAPH_MISSING_ADDRESS",
      hint: "Deploy the protocol anew, or take the contract out of subgraph.template.yaml.",
    });
  }
}

/** The Graph has no name for a chain that this project knows of. */
export class UnknownNetworkError extends BaseError {
  constructor(chainId: number) {
    super(`The Graph's name of chain ${chainId} is not known here.`, {
      code: "SUBGRAPH_UNKNOWN_NETWORK",
      hint: "Add it to subgraph/manifest/networks.ts, as https://thegraph.com/docs/en/supported-networks writes it.",
    });
  }
}
