import type { CapsuleBinding } from "@capsule-protocol/sdk/capsuleBinding.ts";
import { manifestDigest } from "@capsule-protocol/sdk/digest.ts";
import { hashTypedData } from "viem";
import type { Seal, SealService } from "../ports.ts";
import { postToKeeper } from "./keeperHttp.ts";
import { askKeepers } from "./keeperQuorum.ts";
import { checkKeeperSet, type Keeper, type KeeperSet } from "./keeperSet.ts";
import { inOrder, requireKeeperSignature } from "./keeperSignature.ts";
import type { KeyServiceProgress } from "./keyService.ts";
import { SealQuorumError } from "./keyServiceErrors.ts";
import { sealTypedData } from "./sealTypedData.ts";

export type RequestSealsParameters = {
  keepers: KeeperSet;
  binding: CapsuleBinding;
  /** Number of the version, from 1. */
  version: number;
  /** Stored bytes of the manifest. */
  manifest: Uint8Array;
  signal?: AbortSignal;
  onProgress?: (progress: KeyServiceProgress) => void;
  /** Time that each keeper has, in milliseconds; 10,000 by default. */
  timeoutMilliseconds?: number;
  fetch?: typeof globalThis.fetch;
};

const DEFAULT_TIMEOUT = 10_000;
/**
 * Asks all keepers to check a manifest and to sign that they can open it, and verifies what they sign.
 *
 * @returns as many seals as the threshold, ordered by operator address as the registry wants them.
 * @throws SealQuorumError
 */
export async function requestSeals(parameters: RequestSealsParameters): Promise<Seal[]> {
  const set = checkKeeperSet(parameters.keepers);
  const body = JSON.stringify({
    manifest: base64(parameters.manifest),
    capsuleId: parameters.binding.capsuleId.toString(),
    version: parameters.version,
  });
  const result = await askKeepers({
    set,
    ask: (keeper, _index, signal) => askForSeal(parameters, set, keeper, body, signal),
    timeoutMilliseconds: parameters.timeoutMilliseconds ?? DEFAULT_TIMEOUT,
    signal: parameters.signal,
    onProgress: parameters.onProgress,
  });
  if (result.kind !== "reached") {
    const code = result.kind === "refused" ? result.code : undefined;
    throw new SealQuorumError(set.threshold, result.answers.length, result.reports, code);
  }
  return inOrder(result.answers);
}

/** The seal service of the protocol's keepers. */
export function keeperSealService(options: {
  /** The keepers, or where to read them from (`readKeeperSet`), asked each time. */
  keepers: KeeperSet | ((signal?: AbortSignal) => Promise<KeeperSet>);
  timeoutMilliseconds?: number;
  fetch?: typeof globalThis.fetch;
}): SealService {
  return {
    seal: async (parameters) => {
      const keepers =
        typeof options.keepers === "function" ? await options.keepers(parameters.signal) : options.keepers;
      return requestSeals({ ...options, ...parameters, keepers });
    },
  };
}

async function askForSeal(
  { binding, version, manifest, fetch = globalThis.fetch }: RequestSealsParameters,
  set: KeeperSet,
  keeper: Keeper,
  body: string,
  signal: AbortSignal,
): Promise<Seal> {
  const json = await postToKeeper({ url: keeper.url, path: "v1/seal", body, signal, fetch });
  const message = {
    capsuleId: binding.capsuleId,
    version: BigInt(version),
    manifestDigest: manifestDigest(manifest),
    epoch: set.epoch,
  };
  const digest = hashTypedData(sealTypedData(binding, message));
  const what = "a seal that is not its own signature over this version";
  return requireKeeperSignature(set, keeper, json, { digest, what });
}

/** Base64 without a limit on the argument count, in every environment. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let offset = 0; offset < bytes.length; offset += 8192) {
    binary += String.fromCharCode(...bytes.subarray(offset, offset + 8192));
  }
  return btoa(binary);
}
