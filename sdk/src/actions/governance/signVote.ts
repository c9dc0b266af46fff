import type { Account, Address, Client, Hex } from "viem";
import { signTypedData } from "viem/actions";
import type { Deployment } from "../../deployment.ts";
import { noncesFunction } from "../../generated/capsuleGovernor.ts";
import { accountOf, assertChain } from "../chain.ts";
import { readAction } from "../readAction.ts";
import type { CastVoteBySignatureParameters } from "./castVoteBySignature.ts";
import type { Support } from "./votes.ts";

export type SignVoteParameters = {
  deployment: Deployment;
  proposalId: bigint;
  support: Support;
  /** Account to sign with; the client's own when left out. */
  account?: Account | Address;
};

const TYPES = {
  Ballot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
} as const;

const getNonce = /*#__PURE__*/ readAction({
  contract: "governor",
  function: noncesFunction,
  args: ({ owner }: { owner: Address }) => [owner],
});

/** Signs a vote (EIP-712) for somebody else to submit; returns what `castVoteBySignature` takes. */
export async function signVote(client: Client, parameters: SignVoteParameters): Promise<CastVoteBySignatureParameters> {
  const { deployment, proposalId, support } = parameters;
  const account = accountOf(client, parameters.account, "signVote");
  await assertChain(client, deployment);
  const nonce = await getNonce(client, { deployment, owner: account.address });
  const { chainId, governor: verifyingContract } = deployment;
  const voter = account.address;
  const signature: Hex = await signTypedData(client, {
    account,
    domain: { name: "Capsule Governor", version: "1", chainId, verifyingContract },
    types: TYPES,
    primaryType: "Ballot",
    message: { proposalId, support, voter, nonce },
  });
  return { proposalId, support, voter, signature };
}
