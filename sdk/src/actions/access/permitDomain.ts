import { type Address, type Client, domainSeparator, erc20Abi, isAddressEqual, parseAbi } from "viem";
import { readContract } from "viem/actions";
import { PermitUnsupportedError } from "../../errors/permit.ts";

/** What identifies a token in the permits that it accepts (EIP-712). */
export type PermitDomain = { name?: string; version?: string; chainId: number; verifyingContract: Address };

const permitAbi = /*#__PURE__*/ parseAbi([
  "function eip712Domain() view returns (bytes1, string, string, uint256, address, bytes32, uint256[])",
  "function version() view returns (string)",
  "function DOMAIN_SEPARATOR() view returns (bytes32)",
]);

/** Which fields a domain has, as bits. Source: https://eips.ethereum.org/EIPS/eip-5267 */
const FIELD = { name: 1, version: 2, chainId: 4, verifyingContract: 8 } as const;
const KNOWN_FIELDS = 0x0f;

/**
 * The domain of a token's permits: as it says itself (EIP-5267), or else made of its name and version ("1" when it has
 * none) and compared to its DOMAIN_SEPARATOR. A domain of another contract or chain is never accepted: what would be
 * signed could be used there.
 *
 * @throws PermitUnsupportedError
 */
export async function permitDomain(client: Client, token: Address, chainId: number): Promise<PermitDomain> {
  const contract = { address: token, abi: permitAbi } as const;
  const described = await readContract(client, { ...contract, functionName: "eip712Domain" }).catch(() => undefined);
  if (described === undefined) return guessedDomain(client, token, chainId);
  const [bits, name, version, itsChain, verifyingContract] = described;
  const fields = Number(bits);
  const has = (field: number) => (fields & field) !== 0;
  const complete = has(FIELD.chainId) && has(FIELD.verifyingContract) && (fields & ~KNOWN_FIELDS) === 0;
  if (!complete || itsChain !== BigInt(chainId) || !isAddressEqual(verifyingContract, token)) {
    throw new PermitUnsupportedError(token, "its signatures are not bound to itself and this chain alone");
  }
  return {
    ...(has(FIELD.name) && { name }),
    ...(has(FIELD.version) && { version }),
    chainId,
    verifyingContract: token,
  };
}

async function guessedDomain(client: Client, token: Address, chainId: number): Promise<PermitDomain> {
  const contract = { address: token, abi: permitAbi } as const;
  const none = (cause: unknown) => {
    throw new PermitUnsupportedError(token, "it has no ERC-2612 permits", cause);
  };
  const [separator, name, version] = await Promise.all([
    readContract(client, { ...contract, functionName: "DOMAIN_SEPARATOR" }).catch(none),
    readContract(client, { address: token, abi: erc20Abi, functionName: "name" }).catch(none),
    readContract(client, { ...contract, functionName: "version" }).catch(() => "1"),
  ]);
  const domain = { name, version, chainId, verifyingContract: token };
  if (domainSeparator({ domain }) !== separator) {
    throw new PermitUnsupportedError(token, "what it signs by can't be told from its name and version");
  }
  return domain;
}
