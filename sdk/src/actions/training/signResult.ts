import type { Account, Address, Client, Hex } from "viem";
import { signTypedData } from "viem/actions";
import type { Deployment } from "../../deployment.ts";
import { accountOf } from "../chain.ts";
import { getRound } from "./getRound.ts";

/** What evaluators sign about a round. */
export type RoundResult = {
  /** Of the tree of allocations (`buildAllocationTree`). */
  root: Hex;
  /** SHA-256 of the resulting version's manifest, which the owner may publish. */
  manifestDigest: Hex;
  /** SHA-256 of one raw IPFS block: the scores. */
  scoreDigest: Hex;
};

/** An evaluator's signature of a result. */
export type ResultApproval = { evaluator: Address; signature: Hex };

export type SignResultParameters = {
  deployment: Deployment;
  roundId: bigint;
  result: RoundResult;
  /** Evaluator to sign with; the client's own account when left out. */
  account?: Account | Address;
};

/** Source: contracts/src/training/TrainingPool.sol. */
export const RESULT_TYPES = {
  Result: [
    { name: "roundId", type: "uint256" },
    { name: "capsuleId", type: "uint256" },
    { name: "baseVersion", type: "uint64" },
    { name: "root", type: "bytes32" },
    { name: "manifestDigest", type: "bytes32" },
    { name: "scoreDigest", type: "bytes32" },
  ],
} as const;

/**
 * Signs a round's result (EIP-712) as an evaluator; `recordResult` takes a quorum of such approvals.
 *
 * @throws ContractRevertError `TrainingPool_UnknownRound`; WrongChainError, AccountRequiredError.
 */
export async function signResult(client: Client, parameters: SignResultParameters): Promise<ResultApproval> {
  const { deployment, roundId, result } = parameters;
  const account = accountOf(client, parameters.account, "signResult");
  const { capsuleId, baseVersion } = await getRound(client, { deployment, roundId });
  const signature = await signTypedData(client, {
    account,
    domain: {
      name: "Capsule Training",
      version: "1",
      chainId: deployment.chainId,
      verifyingContract: deployment.trainingPool,
    },
    types: RESULT_TYPES,
    primaryType: "Result",
    message: { roundId, capsuleId, baseVersion, ...result },
  });
  return { evaluator: account.address, signature };
}
