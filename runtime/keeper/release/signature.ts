import { type Address, type Hex, isAddressEqual, isErc8010Signature, recoverAddress, size } from "viem";
import type { PinnedBlock } from "../chain/quorumChain.ts";
import { RefusedError } from "../refusedError.ts";

/** Who is said to have signed what; `hash` is the request's EIP-712 hash. */
type Signed = { signer: Address; hash: Hex; signature: Hex };

const ECDSA_BYTES = 65;

/** Whether the signature is a plain one by the signer's own key, which needs no chain to tell. */
export async function isOwnKeySignature({ signer, hash, signature }: Signed): Promise<boolean> {
  if (size(signature) !== ECDSA_BYTES) return false;
  const recovered = await recoverAddress({ hash, signature }).catch(() => undefined);
  return recovered !== undefined && isAddressEqual(recovered, signer);
}

/**
 * Checks the signature of a contract account: ERC-1271 where it is deployed, ERC-6492 where it is not yet. The code that
 * an ERC-6492 signature brings runs inside one `eth_call` of the quorum and can change nothing.
 *
 * @throws RefusedError SIGNATURE_INVALID; ChainQuorumError
 */
export async function requireContractSignature(block: PinnedBlock, signed: Signed): Promise<void> {
  const { signer, hash, signature } = signed;
  // ERC-8010 carries a delegation of the account's choosing, perhaps one that it has long revoked: not accepted.
  const verified =
    !isErc8010Signature(signature) &&
    (await block.client.verifyHash({ address: signer, hash, signature }).catch(() => false));
  if (verified) return;
  const lost = block.quorumFailure(); // viem reports a lost quorum as a signature that does not verify
  if (lost) throw lost;
  throw new RefusedError("SIGNATURE_INVALID", "The request is not signed by the account it names, or by its device.");
}
