import { type Address, getAddress, type Hex, isAddressEqual, parseSignature, recoverAddress } from "viem";
import { z } from "zod";
import { KeeperFailure } from "./keeperHttp.ts";
import type { Keeper, KeeperSet } from "./keeperSet.ts";

const SIGNATURE = /^0x[0-9a-f]{128}1[bc]$/;

const answerSchema = z.strictObject({
  operator: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  epoch: z.int(),
  signature: z.string().regex(SIGNATURE),
});

/** Half of secp256k1's order: the contracts refuse the other, equally valid form of a signature. */
const HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n;

/** A keeper's signature, verified. */
export type KeeperSignature = { operator: Hex; signature: Hex };

/**
 * Checks a keeper's answer to a request for its signature over a digest.
 *
 * @param what it should be a signature over, as errors call it.
 * @throws KeeperFailure
 */
export async function requireKeeperSignature(
  set: KeeperSet,
  keeper: Keeper,
  json: unknown,
  expected: { digest: Hex; what: string },
): Promise<KeeperSignature> {
  const answer = answerSchema.safeParse(json);
  if (!answer.success) throw new KeeperFailure("faulty", "gave an answer of another form.");
  const { operator, epoch } = answer.data;
  const signature = answer.data.signature as Hex;
  if (BigInt(epoch) !== set.epoch) {
    throw new KeeperFailure("faulty", `answered for epoch ${epoch} instead of ${set.epoch}.`);
  }
  const right = await isOperatorSignature(keeper.operator, expected.digest, signature);
  if (!right || !isAddressEqual(getAddress(operator), keeper.operator)) {
    throw new KeeperFailure("faulty", `gave ${expected.what}.`);
  }
  return { operator: getAddress(keeper.operator), signature };
}

/** Whether an operator signed a digest, in the one form (low s, v of 27 or 28) that contracts take. */
export async function isOperatorSignature(operator: Address, digest: Hex, signature: Hex): Promise<boolean> {
  if (!SIGNATURE.test(signature)) return false;
  const signer = await recoverAddress({ hash: digest, signature }).catch(() => null);
  return signer !== null && BigInt(parseSignature(signature).s) <= HALF_ORDER && isAddressEqual(signer, operator);
}

/** As contracts want them: by operator address, ascending. */
export function inOrder<Signed extends KeeperSignature>(signatures: readonly Signed[]): Signed[] {
  return signatures.toSorted((one, other) => (one.operator.toLowerCase() < other.operator.toLowerCase() ? -1 : 1));
}
