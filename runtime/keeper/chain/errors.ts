import { BaseError } from "@capsule-protocol/sdk/errors/base.ts";
import type { Hex } from "viem";

/** One endpoint gave no usable answer: unreachable, too slow, not JSON-RPC, or an error of its own. Never an answer. */
export class EndpointError extends BaseError {
  /** Position of the endpoint in the configuration; its URL may hold an access key and is never shown. */
  readonly endpoint: number;

  constructor(endpoint: number, reason: string, cause?: unknown) {
    super(`RPC endpoint ${endpoint}: ${reason}.`, {
      code: "RPC_ENDPOINT_FAILED",
      hint: "Check that the endpoint is reachable, serves this chain and supports reads by block hash (EIP-1898).",
      cause,
    });
    this.endpoint = endpoint;
  }
}

/** The EVM ran the call and it reverted: an answer like any other, on which a quorum can agree. */
export class CallRevertedError extends BaseError {
  /** Returned data of the revert. Viem decodes it from here. */
  readonly data: Hex;

  constructor(data: Hex) {
    super(`The call reverted with ${data}.`, {
      code: "RPC_CALL_REVERTED",
      hint: "The contract refused this read; see the decoded error.",
    });
    this.data = data;
  }
}

/** Why there is no quorum about the chain. */
export type QuorumFailure =
  /** Fewer endpoints than the quorum answered. */
  | "unreachable"
  /** Enough answered, and they contradict each other. */
  | "disagreement"
  /** The newest block is older than allowed: the chain or its finality stalls, or this machine's clock runs ahead. */
  | "stale"
  /** The newest block is from the future: this machine's clock runs behind. */
  | "clock";

const HINTS: Record<QuorumFailure, string> = {
  unreachable: "Nothing is released until enough RPC endpoints answer; try again shortly.",
  disagreement: "Nothing is released while the RPC endpoints contradict each other; try again shortly.",
  stale: "Nothing is released while the chain's blocks are too old; try again when it moves, and check the clock.",
  clock: "Nothing is released while this keeper's clock is behind the chain's; its operator must set the clock.",
};

/** Too few endpoints told the same about the chain. The keeper believes nothing and releases nothing. */
export class ChainQuorumError extends BaseError {
  readonly failure: QuorumFailure;

  constructor(failure: QuorumFailure, message: string, cause?: unknown) {
    super(message, { code: "CHAIN_QUORUM_LOST", hint: HINTS[failure], cause });
    this.failure = failure;
  }
}
