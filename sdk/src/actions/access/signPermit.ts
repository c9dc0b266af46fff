import { type Account, type Address, type Client, parseAbi, parseSignature } from "viem";
import { readContract, signTypedData } from "viem/actions";
import type { Deployment } from "../../deployment.ts";
import { PermitUnsupportedError } from "../../errors/permit.ts";
import type { purchaseWithPermitFunction } from "../../generated/accessToken.ts";
import type { ArgumentsOf } from "../call.ts";
import { accountOf, assertChain, deadlineFromNow } from "../chain.ts";
import { permitDomain } from "./permitDomain.ts";

/** An allowance as its giver signed it (ERC-2612). */
export type Permit = ArgumentsOf<typeof purchaseWithPermitFunction>[2];

export type SignPermitParameters = {
  deployment: Deployment;
  /** ERC-20 with permits. */
  token: Address;
  /** Allowance for AccessToken, in the token's smallest unit. */
  value: bigint;
  /** Last second at which it may be used, Unix time; 20 minutes from now when left out. */
  deadline?: bigint;
  /** Account to sign with, not a contract; the client's own when left out. */
  account?: Account | Address;
};

const noncesAbi = /*#__PURE__*/ parseAbi(["function nonces(address owner) view returns (uint256)"]);

/** Source: https://eips.ethereum.org/EIPS/eip-2612 */
const PERMIT_TYPES = {
  Permit: [
    { name: "owner", type: "address" },
    { name: "spender", type: "address" },
    { name: "value", type: "uint256" },
    { name: "nonce", type: "uint256" },
    { name: "deadline", type: "uint256" },
  ],
} as const;

/**
 * Signs an allowance for AccessToken, so that `purchaseWithPermit` needs no approval. The token's name, version and the
 * owner's nonce are read from it (EIP-5267, ERC-2612).
 *
 * @throws PermitUnsupportedError; AccountRequiredError, WrongChainError.
 */
export async function signPermit(client: Client, parameters: SignPermitParameters): Promise<Permit> {
  const { deployment, token, value } = parameters;
  const account = accountOf(client, parameters.account, "signPermit");
  const owner = account.address;
  await assertChain(client, deployment);
  const [domain, nonce, deadline] = await Promise.all([
    permitDomain(client, token, deployment.chainId),
    readContract(client, { address: token, abi: noncesAbi, functionName: "nonces", args: [owner] }).catch((cause) => {
      throw new PermitUnsupportedError(token, "it has no ERC-2612 permits", cause);
    }),
    parameters.deadline ?? deadlineFromNow(client),
  ]);
  const message = { owner, spender: deployment.accessToken, value, nonce, deadline };
  const signed = { account, domain, types: PERMIT_TYPES, primaryType: "Permit", message } as const;
  const { r, s, yParity } = parseSignature(await signTypedData(client, signed));
  return { value, deadline, v: 27 + yParity, r, s };
}
