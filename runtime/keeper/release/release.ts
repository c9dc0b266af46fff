import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { bytesToHex, type Hex, hexToBytes, isAddressEqual } from "viem";
import { createSealer } from "../../src/keys/hpke.ts";
import { type KeyRequest, keyRequestHash, releaseInfo } from "../../src/keys/keyRequest.ts";
import { partialDecrypt, type Tdh2Share, verifyHeader } from "../../src/keys/tdh2.ts";
import type { QuorumChain } from "../chain/quorumChain.ts";
import type { KeyHolder } from "../epoch/keyHolder.ts";
import type { RateLimits } from "../limits/rateLimits.ts";
import { RefusedError } from "../refusedError.ts";
import type { NonceJournal, NonceRefusal } from "../store/nonceJournal.ts";
import type { ReleaseLog } from "../store/releaseLog.ts";
import { requireCurrent } from "./clock.ts";
import { type Entitlement, type ProtocolAddresses, requireEntitlement } from "./entitlement.ts";
import { requireLease } from "./lease.ts";
import { parseBody, type ReleaseBody, releaseBodySchema } from "./requestBody.ts";
import { isOwnKeySignature, requireContractSignature } from "./signature.ts";

/** Everything that a release depends on. */
export type ReleaseContext = {
  chainId: number;
  addresses: ProtocolAddresses;
  /** The share, as long as its epoch is the current one. */
  holder: Pick<KeyHolder, "share" | "info">;
  chain: QuorumChain;
  nonces: NonceJournal;
  log: ReleaseLog;
  limits: RateLimits;
  /** Unix time in milliseconds. */
  now: () => number;
};

/** The answer: this keeper's partial decryption, sealed to the request's transport key. */
export type ReleaseAnswer = { index: number; epoch: number; enc: Hex; ciphertext: Hex };

/**
 * Serves one request for a key. Checks stand in the order of what they cost, and nothing is remembered of a request
 * before all of them passed; only then is its nonce taken, the release logged, and the share used.
 *
 * @param signal aborted when the asker is gone; a release that nobody receives is not made.
 * @throws RefusedError, ChainQuorumError
 */
export async function release(context: ReleaseContext, json: unknown, signal: AbortSignal): Promise<ReleaseAnswer> {
  const share = context.holder.share();
  const { epoch } = context.holder.info;
  const body = parseBody(releaseBodySchema, json);
  const { request } = body;
  const now = Math.floor(context.now() / 1000);
  requireCurrent(request.issuedAt, now);
  context.limits.checkAccount(request.account);
  requireFreeNonce(context.nonces.check(request));
  context.limits.global();

  const { header, label } = requireHeader(context, body);
  const hash = keyRequestHash({ chainId: context.chainId, keeperRegistry: context.addresses.keeperRegistry }, request);
  const entitlement = await requireRight(context, body, hash, now);
  context.limits.account(request.account);
  const sealer = await prepareAnswer(request, hash);
  signal.throwIfAborted();

  await recordRelease(context, request, entitlement);
  requireHeld(context, share);
  const partial = partialDecrypt({ share, header, label });
  const { enc, ciphertext } = await sealer.seal(partial);
  partial.fill(0);
  return { index: share.index, epoch, enc: bytesToHex(enc), ciphertext: bytesToHex(ciphertext) };
}

/** An epoch may end while the chain is asked: its share is erased then, and the next one is another's answer. */
function requireHeld({ holder }: ReleaseContext, share: Tdh2Share): void {
  if (holder.share() === share) return;
  throw new RefusedError("EPOCH_NOT_SERVED", "The epoch ended while the request was looked at.");
}

/**
 * Checks the header's proof under the label of this chain, this registry and the requested capsule. Without it, a header
 * could be relabelled to a capsule of the asker's own.
 */
function requireHeader(context: ReleaseContext, body: ReleaseBody): { header: Uint8Array; label: Uint8Array } {
  const { chainId, addresses } = context;
  const label = capsuleLabel({ chainId, registry: addresses.registry, capsuleId: body.request.capsuleId });
  const header = hexToBytes(body.header as Hex);
  try {
    verifyHeader({ header, label });
  } catch (cause) {
    throw new RefusedError("HEADER_INVALID", "The header was not made for this capsule.", { cause });
  }
  return { header, label };
}

/** Checks signature and license; the chain is asked after the signature where the signature needs no chain. */
async function requireRight(context: ReleaseContext, body: ReleaseBody, hash: Hex, now: number): Promise<Entitlement> {
  const { request, signature } = body;
  const device = body.signer && !isAddressEqual(body.signer, request.account) ? body.signer : undefined;
  const signed = { signer: device ?? request.account, hash, signature };
  const ownKey = await isOwnKeySignature(signed);
  const block = await context.chain.pin();
  const entitlement = await requireEntitlement({ block, addresses: context.addresses, request, device, now });
  if (!ownKey) await requireContractSignature(block, signed);
  requireLease(leaseOf(context, request, entitlement)); // the count is for who signed
  return entitlement;
}

async function prepareAnswer({ transportKey }: KeyRequest, hash: Hex) {
  try {
    return await createSealer({ publicKey: hexToBytes(transportKey), info: releaseInfo(hash) });
  } catch (cause) {
    throw new RefusedError("TRANSPORT_KEY_INVALID", "The transport key is not a usable X25519 key.", { cause });
  }
}

/**
 * Takes the nonce and the runs, and writes the release down; all is on the disk when this resolves. Between the second
 * look at the lease and the log, which counts it, nothing else runs: of two requests for the same runs one gets them.
 */
async function recordRelease(context: ReleaseContext, request: KeyRequest, entitlement: Entitlement): Promise<void> {
  requireLease(leaseOf(context, request, entitlement));
  const consumed = context.nonces.consume(request);
  if (typeof consumed === "string") throw nonceRefused(consumed);
  const { capsuleId, licenseId, leaseRuns } = request;
  const time = Math.floor(context.now() / 1000);
  await Promise.all([
    consumed,
    context.log.append({ time, epoch: context.holder.info.epoch, capsuleId, licenseId, leaseRuns }),
  ]);
}

function leaseOf({ log }: ReleaseContext, { licenseId, leaseRuns }: KeyRequest, { bought, settled }: Entitlement) {
  return { licenseId, leaseRuns, bought, leased: Math.max(log.leasedRuns(licenseId), settled) };
}

function requireFreeNonce(refusal: NonceRefusal | undefined): void {
  if (refusal) throw nonceRefused(refusal);
}

function nonceRefused(refusal: NonceRefusal): RefusedError {
  if (refusal === "used") return new RefusedError("NONCE_USED", "A request with this nonce was answered already.");
  if (refusal === "expired") {
    return new RefusedError("REQUEST_EXPIRED", "The request is older than what this keeper remembers.");
  }
  return new RefusedError("BUSY", "The keeper remembers as many requests as it can.", { retryAfter: 60 });
}
