import type { Account, Address, Client, Hex } from "viem";
import { signTypedData } from "viem/actions";
import type { Deployment } from "../../deployment.ts";
import { noncesFunction } from "../../generated/keeperRegistry.ts";
import { accountOf, assertChain, deadlineFromNow } from "../chain.ts";
import { readAction } from "../readAction.ts";
import type { AuthorizeSessionForParameters } from "./authorizeSessionFor.ts";

export type SignSessionParameters = {
  deployment: Deployment;
  device: Address;
  /** Unix time in seconds, at most 90 days ahead. */
  expiresAt: bigint;
  /** Last second at which it may be submitted, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
  /** Account to sign with; the client's own when left out. */
  account?: Account | Address;
};

const SESSION_TYPES = {
  Session: [
    { name: "account", type: "address" },
    { name: "device", type: "address" },
    { name: "expiresAt", type: "uint64" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

const getNonce = /*#__PURE__*/ readAction({
  contract: "keeperRegistry",
  function: noncesFunction,
  args: ({ owner }: { owner: Address }) => [owner],
});

/** Signs a session (EIP-712) for somebody else to submit; returns what `authorizeSessionFor` takes. */
export async function signSession(
  client: Client,
  parameters: SignSessionParameters,
): Promise<AuthorizeSessionForParameters> {
  const { deployment, device, expiresAt } = parameters;
  const account = accountOf(client, parameters.account, "signSession");
  await assertChain(client, deployment);
  const [nonce, deadline] = await Promise.all([
    getNonce(client, { deployment, owner: account.address }),
    parameters.deadline ?? deadlineFromNow(client),
  ]);
  const message = { account: account.address, device, expiresAt, nonce, deadline };
  const signature: Hex = await signTypedData(client, {
    account,
    domain: {
      name: "Capsule Keys",
      version: "1",
      chainId: deployment.chainId,
      verifyingContract: deployment.keeperRegistry,
    },
    types: SESSION_TYPES,
    primaryType: "Session",
    message,
  });
  return { authorizer: account.address, device, expiresAt, deadline, signature };
}
