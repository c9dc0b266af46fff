import type { Account, Address, Client, Hex } from "viem";
import { signTypedData } from "viem/actions";
import type { Deployment } from "../../deployment.ts";
import { noncesFunction } from "../../generated/capsuleToken.ts";
import { accountOf, assertChain, deadlineFromNow } from "../chain.ts";
import { readAction } from "../readAction.ts";
import type { DelegateForParameters } from "./delegateFor.ts";

export type SignDelegationParameters = {
  deployment: Deployment;
  delegatee: Address;
  /** Last second at which it may be submitted, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
  /** Account to sign with; the client's own when left out. */
  account?: Account | Address;
};

const TYPES = {
  DelegationFor: [
    { name: "account", type: "address" },
    { name: "delegatee", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

const getNonce = /*#__PURE__*/ readAction({
  contract: "capsuleToken",
  function: noncesFunction,
  args: ({ owner }: { owner: Address }) => [owner],
});

/** Signs a delegation (EIP-712) for somebody else to submit; returns what `delegateFor` takes. */
export async function signDelegation(
  client: Client,
  parameters: SignDelegationParameters,
): Promise<DelegateForParameters> {
  const { deployment, delegatee } = parameters;
  const account = accountOf(client, parameters.account, "signDelegation");
  await assertChain(client, deployment);
  const [nonce, deadline] = await Promise.all([
    getNonce(client, { deployment, owner: account.address }),
    parameters.deadline ?? deadlineFromNow(client),
  ]);
  const { chainId, capsuleToken: verifyingContract } = deployment;
  const signature: Hex = await signTypedData(client, {
    account,
    domain: { name: "Capsule Token", version: "1", chainId, verifyingContract },
    types: TYPES,
    primaryType: "DelegationFor",
    message: { account: account.address, delegatee, nonce, deadline },
  });
  return { delegator: account.address, delegatee, deadline, signature };
}
