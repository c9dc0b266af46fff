import { capsuleLabel } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { type Address, bytesToHex, type Hex, hexToBytes } from "viem";
import { z } from "zod";
import { committedKey } from "../payload/index.ts";
import { generateTransportKeyPair, openSealed, type TransportKeyPair } from "./hpke.ts";
import { KeeperFailure, postToKeeper } from "./keeperHttp.ts";
import { askKeepers } from "./keeperQuorum.ts";
import { checkKeeperSet, type Keeper, type KeeperSet } from "./keeperSet.ts";
import { type KeyRequest, keyRequestHash, keyRequestToJson, keyRequestTypedData, releaseInfo } from "./keyRequest.ts";
import type { KeyService, LeasedKey, LeaseParameters, ReleaseParameters } from "./keyService.ts";
import { KeeperQuorumLostError, KeyReleaseRefusedError } from "./keyServiceErrors.ts";
import { leasedAsQuorumKnows } from "./leasedRuns.ts";
import { combine, verifyHeader, verifyPartial } from "./tdh2.ts";

export type ThresholdKeyServiceOptions = {
  chainId: number;
  /** KeeperRegistry, to which requests are bound. */
  keeperRegistry: Address;
  /** The keepers, or where to read them from (`readKeeperSet`), asked at each release. */
  keepers: KeeperSet | ((signal?: AbortSignal) => Promise<KeeperSet>);
  /** Time that each keeper has, in milliseconds; 10,000 by default. */
  timeoutMilliseconds?: number;
  fetch?: typeof globalThis.fetch;
  /** Unix time in milliseconds. */
  now?: () => number;
};

const answerSchema = z.strictObject({
  index: z.int(),
  epoch: z.int(),
  enc: z.string().regex(/^0x[0-9a-f]{64}$/),
  ciphertext: z.string().regex(/^0x([0-9a-f]{2}){1,256}$/),
});

const DEFAULT_TIMEOUT = 10_000;

/** What a round of questions needs to know. */
type Question = { header: Uint8Array; label: Uint8Array; info: Uint8Array; body: string; keyPair: TransportKeyPair };

/**
 * The key service of the protocol: all keepers are asked at once with one signed request, each answer is checked
 * against its keeper's verification share, and the first `threshold` right ones open the key. Dead, slow, lying and
 * garbage-sending keepers are reported and do no harm as long as the threshold is met by others.
 */
export function thresholdKeyService(options: ThresholdKeyServiceOptions): KeyService {
  return {
    release: async (parameters) => {
      const attempt = await ask(options, parameters, 0);
      if (attempt.key === undefined) throw attempt.error;
      return attempt.key;
    },
    lease: (parameters) => lease(options, parameters),
  };
}

/** Names more runs until a quorum grants them: keepers that were asked before without us know of more than we do. */
async function lease(options: ThresholdKeyServiceOptions, parameters: LeaseParameters): Promise<LeasedKey> {
  const { licenseId, bought } = parameters;
  let { leased } = parameters;
  for (;;) {
    if (leased >= bought) {
      throw new KeyReleaseRefusedError("LICENSE_USED_UP", `All ${bought} runs of license ${licenseId} are used.`, []);
    }
    const total = Math.min(leased + parameters.runs, bought);
    const attempt = await ask(options, parameters, total);
    if (attempt.key !== undefined) return { key: attempt.key, runs: total - leased, leased: total };
    const known = leasedAsQuorumKnows(attempt.set, attempt.error.reports, { before: leased, asked: total });
    if (known <= leased) throw attempt.error;
    leased = known;
  }
}

type Attempt =
  | { key: Uint8Array }
  | { key?: undefined; error: KeyReleaseRefusedError | KeeperQuorumLostError; set: KeeperSet };

/** One signed request to all keepers, and the key if enough of them answer. */
async function ask(
  options: ThresholdKeyServiceOptions,
  parameters: ReleaseParameters,
  leaseRuns: number,
): Promise<Attempt> {
  const { signal, onProgress } = parameters;
  signal?.throwIfAborted();
  const set = await keepersOf(options, signal);
  const question = await prepare(options, parameters, leaseRuns);
  const result = await askKeepers({
    set,
    ask: (keeper, index, keeperSignal) => askForPartial(options, set, keeper, index, question, keeperSignal),
    timeoutMilliseconds: options.timeoutMilliseconds ?? DEFAULT_TIMEOUT,
    signal,
    onProgress,
  });
  const { answers, reports } = result;
  try {
    if (result.kind === "reached") return { key: open(question, answers, set.threshold, parameters.keyCommitment) };
    const error =
      result.kind === "refused"
        ? new KeyReleaseRefusedError(result.code, result.sentence, reports)
        : new KeeperQuorumLostError(set.threshold, answers.length, reports);
    return { error, set };
  } finally {
    for (const partial of answers) partial.fill(0);
  }
}

async function keepersOf(options: ThresholdKeyServiceOptions, signal: AbortSignal | undefined): Promise<KeeperSet> {
  const { keepers } = options;
  return checkKeeperSet(typeof keepers === "function" ? await keepers(signal) : keepers);
}

/** Everything that is the same for all keepers: a fresh transport key and nonce, and one signature. */
async function prepare(
  options: ThresholdKeyServiceOptions,
  parameters: ReleaseParameters,
  leaseRuns: number,
): Promise<Question> {
  const { binding, header, signer } = parameters;
  const label = capsuleLabel(binding);
  verifyHeader({ header, label }); // no keeper would accept it otherwise: found before anyone is asked to sign
  const keyPair = await generateTransportKeyPair();
  const request: KeyRequest = {
    capsuleId: binding.capsuleId,
    licenseId: parameters.licenseId,
    account: parameters.account,
    transportKey: bytesToHex(keyPair.publicKey),
    leaseRuns,
    nonce: bytesToHex(globalThis.crypto.getRandomValues(new Uint8Array(32))),
    issuedAt: BigInt(Math.floor((options.now ?? Date.now)() / 1000)),
  };
  const signature = await parameters.sign(keyRequestTypedData(options, request));
  parameters.signal?.throwIfAborted();
  const body = JSON.stringify({
    request: keyRequestToJson(request),
    signature: signature.toLowerCase(),
    ...(signer ? { signer } : {}),
    header: bytesToHex(header),
  });
  return { header, label, info: releaseInfo(keyRequestHash(options, request)), body, keyPair };
}

async function askForPartial(
  options: ThresholdKeyServiceOptions,
  set: KeeperSet,
  keeper: Keeper,
  index: number,
  question: Question,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const fetch = options.fetch ?? globalThis.fetch;
  const json = await postToKeeper({ url: keeper.url, path: "v1/release", body: question.body, signal, fetch });
  const answer = answerSchema.safeParse(json);
  if (!answer.success) throw new KeeperFailure("faulty", "gave an answer of another form.");
  if (answer.data.index !== index) throw new KeeperFailure("faulty", `claims to be keeper ${answer.data.index}.`);
  if (BigInt(answer.data.epoch) !== set.epoch) {
    throw new KeeperFailure("faulty", `answered for epoch ${answer.data.epoch} instead of ${set.epoch}.`);
  }
  const { header, label, info, keyPair } = question;
  const sealed = { enc: bytes(answer.data.enc), ciphertext: bytes(answer.data.ciphertext) };
  const partial = await openSealed({ keyPair, info, sealed }).catch((cause: unknown) => {
    throw new KeeperFailure("faulty", "sealed its answer for another request, or altered it.", { cause });
  });
  if (signal.aborted) throw new KeeperFailure("unreachable", "answered too late.");
  try {
    verifyPartial({ verificationShare: hexToBytes(keeper.verificationShare), header, label, partial, index });
    return partial;
  } catch (cause) {
    partial.fill(0);
    throw new KeeperFailure("faulty", "gave a partial decryption that its verification share refutes.", { cause });
  }
}

function open(
  { header, label }: Question,
  partials: Uint8Array[],
  threshold: number,
  commitment: Uint8Array,
): Uint8Array {
  return committedKey(combine({ header, label, partials, threshold }), commitment);
}

function bytes(hex: string): Uint8Array {
  return hexToBytes(hex as Hex);
}
